/**
 * Check-ins. Partitioned by day of arrival, which drizzle-kit cannot express: the migration of this
 * table is written by hand, and a test compares it with what stands here.
 *
 * @module
 */
import { sql } from 'drizzle-orm';
import { boolean, check, integer, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import { atMostBytes, bytea, hasLength, unixSeconds } from './columns.ts';
import { LONGEST_STAY_SECONDS } from './venues.ts';

/**
 * What the server keeps of one check-in. Dropped with its day.
 *
 * `PARTITION BY RANGE (day)`, one partition a UTC day. The primary key begins with the contact id: one
 * that began with venue and day would be taken for the search by venue, and read whole venue-days.
 * `check_in_presence` (in the migration: `INCLUDE` cannot be said here) holds every column that the
 * search reads.
 */
export const checkIns = pgTable(
  'check_in',
  {
    contactId: bytea('contact_id').notNull(),
    venueId: bytea('venue_id').notNull(),
    /** UTC day of arrival, days since 1970. */
    day: integer('day').notNull(),
    zone: text('zone').notNull(),
    arrivedAt: unixSeconds('arrived_at').notNull(),
    /** Absent: nobody checked out. */
    departedAt: unixSeconds('departed_at'),
    /** Hours since 1970. Nothing finer is kept. */
    receivedHour: integer('received_hour').notNull(),
    late: boolean('late').notNull(),
    unconfirmed: boolean('unconfirmed').notNull(),
    partySize: smallint('party_size').notNull(),
    onBehalf: boolean('on_behalf').notNull(),
    /** SHA-256 of the receipt key. */
    receiptHash: bytea('receipt_hash').notNull(),
    /** Sealed contact card. */
    card: bytea('card').notNull(),
  },
  (table) => [
    primaryKey({ name: 'check_in_pkey', columns: [table.contactId, table.venueId, table.day] }),
    check('check_in_contact_id_length', hasLength(table.contactId, 16)),
    check('check_in_venue_id_length', hasLength(table.venueId, 16)),
    check('check_in_day_of_arrival', sql`${table.day} = ${table.arrivedAt} / 86400`),
    check('check_in_zone_length', atMostBytes(table.zone, 40)),
    check(
      'check_in_stay_range',
      sql`${table.departedAt} - ${table.arrivedAt} BETWEEN 0 AND ${sql.raw(String(LONGEST_STAY_SECONDS))}`,
    ),
    check('check_in_party_size_range', sql`${table.partySize} BETWEEN 1 AND 255`),
    check('check_in_receipt_hash_length', hasLength(table.receiptHash, 32)),
    check('check_in_card_length', hasLength(table.card, 569)),
  ],
);
