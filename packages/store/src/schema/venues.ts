/**
 * Venues and the codes they were given. Kept while the venue exists: posters outlive any retention.
 *
 * @module
 */
import type { OpeningHours } from '@waypost/platform/ports';
import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
} from 'drizzle-orm/pg-core';
import { atMostBytes, bytea, hasLength, unixSeconds } from './columns.ts';

/** Longest stay that any check-in may claim, in seconds: what bounds the search for common presence. */
export const LONGEST_STAY_SECONDS = 86_400;

/** A place with an owner. */
export const venues = pgTable(
  'venue',
  {
    /** 16 random bytes. */
    venueId: bytea('venue_id').primaryKey(),
    name: text('name').notNull(),
    address: text('address').notNull(),
    kind: smallint('kind').notNull(),
    zones: text('zones').array().$type<readonly string[]>().notNull(),
    longestStaySeconds: integer('longest_stay_seconds').notNull(),
    /** Absent: always open. */
    openingHours: jsonb('opening_hours').$type<OpeningHours>(),
    /** Shared with the venue's rotating display. Secret; absent without one. */
    displaySecret: bytea('display_secret'),
    /** SHA-256 of the owner's key. */
    ownerKeyHash: bytea('owner_key_hash').notNull(),
    createdAt: unixSeconds('created_at').notNull(),
  },
  (table) => [
    check('venue_id_length', hasLength(table.venueId, 16)),
    check('venue_name_length', atMostBytes(table.name, 100)),
    check('venue_address_length', atMostBytes(table.address, 100)),
    check('venue_kind_range', sql`${table.kind} BETWEEN 0 AND 255`),
    check(
      'venue_longest_stay_range',
      sql`${table.longestStaySeconds} BETWEEN 0 AND ${sql.raw(String(LONGEST_STAY_SECONDS))}`,
    ),
    check('venue_display_secret_length', hasLength(table.displaySecret, 32)),
    check('venue_owner_key_hash_length', hasLength(table.ownerKeyHash, 32)),
  ],
);

/** One version of a venue's codes. */
export const venueCodes = pgTable(
  'venue_code',
  {
    venueId: bytea('venue_id').notNull(),
    codeVersion: bigint('code_version', { mode: 'number' }).notNull(),
    /** Makes the version's location ids unguessable; it stands in the printed code. */
    seed: bytea('seed').notNull(),
    notBefore: unixSeconds('not_before').notNull(),
    expires: unixSeconds('expires').notNull(),
    withdrawnAt: unixSeconds('withdrawn_at'),
  },
  (table) => [
    primaryKey({ name: 'venue_code_pkey', columns: [table.venueId, table.codeVersion] }),
    foreignKey({
      name: 'venue_code_venue_fkey',
      columns: [table.venueId],
      foreignColumns: [venues.venueId],
    }),
    index('venue_code_withdrawn').on(table.expires).where(sql`${table.withdrawnAt} IS NOT NULL`),
    check('venue_code_version_range', sql`${table.codeVersion} BETWEEN 1 AND 4294967295`),
    check('venue_code_seed_length', hasLength(table.seed, 16)),
    check('venue_code_validity', sql`${table.notBefore} < ${table.expires}`),
  ],
);

/**
 * One printed code. Found by its id alone at every check-in, so it is spread by that id and can refer
 * to no row that is spread by venue.
 */
export const locations = pgTable(
  'location',
  {
    locationId: bytea('location_id').primaryKey(),
    venueId: bytea('venue_id').notNull(),
    codeVersion: bigint('code_version', { mode: 'number' }).notNull(),
    zone: text('zone').notNull(),
    /** The signed text: signing again would give another. */
    text: text('text').notNull(),
  },
  (table) => [
    index('location_of_code').on(table.venueId, table.codeVersion),
    check('location_id_length', hasLength(table.locationId, 32)),
    check('location_zone_length', atMostBytes(table.zone, 40)),
    check('location_text_length', atMostBytes(table.text, 4096)),
  ],
);
