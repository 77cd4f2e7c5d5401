/**
 * Contact ids that are known, spread by themselves: check-ins are spread by venue.
 *
 * @module
 */
import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable } from 'drizzle-orm/pg-core';
import { bytea, hasLength } from './columns.ts';

/**
 * Every contact id that is known: it makes the id unique, and finds its row. An erased id keeps its day
 * and nothing else. Deleted when the day is dropped.
 */
export const contactIdIndex = pgTable(
  'contact_id_index',
  {
    contactId: bytea('contact_id').primaryKey(),
    day: integer('day').notNull(),
    /** Absent: erased. */
    venueId: bytea('venue_id'),
    /** SHA-256 of the request without its padding. Absent: erased. */
    bodyHash: bytea('body_hash'),
  },
  (table) => [
    index('contact_id_index_day').on(table.day),
    check('contact_id_index_id_length', hasLength(table.contactId, 16)),
    check('contact_id_index_venue_id_length', hasLength(table.venueId, 16)),
    check('contact_id_index_body_hash_length', hasLength(table.bodyHash, 32)),
    check('contact_id_index_erased', sql`(${table.venueId} IS NULL) = (${table.bodyHash} IS NULL)`),
  ],
);
