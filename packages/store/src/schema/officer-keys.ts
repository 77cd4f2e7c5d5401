/**
 * Officers' keys. Kept after they are revoked: drafts and approvals name them.
 *
 * @module
 */
import { check, pgTable, text } from 'drizzle-orm/pg-core';
import { bytea, hasLength, unixSeconds } from './columns.ts';

/** A key that an officer works with. The key itself is stored nowhere. */
export const officerKeys = pgTable(
  'officer_key',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull().unique('officer_key_name_key'),
    /** SHA-256 of the key. */
    keyHash: bytea('key_hash').notNull().unique('officer_key_hash_key'),
    createdAt: unixSeconds('created_at').notNull(),
    revokedAt: unixSeconds('revoked_at'),
  },
  (table) => [check('officer_key_hash_length', hasLength(table.keyHash, 32))],
);
