/**
 * Every table. `drizzle-kit generate` writes the migrations of all but the partitioned one.
 *
 * Times are Unix seconds, days and hours counts since 1970, ids and hashes `bytea`. Lengths and ranges
 * are checked by the database. How long each column is kept, and who can read it, stands in
 * `docs/data-inventory.md`.
 *
 * @module
 */
export * from './schema/cases.ts';
export * from './schema/check-ins.ts';
export * from './schema/contact-ids.ts';
export * from './schema/notices.ts';
export * from './schema/officer-keys.ts';
export * from './schema/runs.ts';
export * from './schema/venues.ts';
