/**
 * Verification codes and what was disclosed with them. Erased by the retention.
 *
 * @module
 */
import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytea, hasLength, unixSeconds } from './columns.ts';

/** A code for one disclosure. The code itself is stored nowhere. */
export const verificationCodes = pgTable(
  'verification_code',
  {
    id: text('id').primaryKey(),
    /** Keyed hash of the code. */
    codeHash: bytea('code_hash').notNull().unique('verification_code_hash_key'),
    issuedAt: unixSeconds('issued_at').notNull(),
    expiresAt: unixSeconds('expires_at').notNull(),
    /** Officer's key id. */
    issuedBy: text('issued_by').notNull(),
    /** Absent until it is used up. */
    usedAt: unixSeconds('used_at'),
    /** SHA-256 of the request that used it up: tells a retry from another use. */
    usedBodyHash: bytea('used_body_hash'),
  },
  (table) => [
    index('verification_code_expires_at').on(table.expiresAt),
    check('verification_code_hash_length', hasLength(table.codeHash, 32)),
    check('verification_code_used_body_hash_length', hasLength(table.usedBodyHash, 32)),
    check(
      'verification_code_use',
      sql`(${table.usedAt} IS NULL) = (${table.usedBodyHash} IS NULL)`,
    ),
  ],
);

/** What a person chose to disclose. */
export const disclosures = pgTable(
  'disclosure',
  {
    id: text('id').primaryKey(),
    codeId: text('code_id').notNull().unique('disclosure_code_key'),
    receivedAt: unixSeconds('received_at').notNull(),
    /** Hours since 1970. */
    codeIssuedHour: integer('code_issued_hour').notNull(),
    /** UTC day, days since 1970. */
    symptomOnsetDay: integer('symptom_onset_day'),
    /** SHA-256 of the key that withdraws it. */
    withdrawHash: bytea('withdraw_hash').notNull(),
  },
  (table) => [
    index('disclosure_received_at').on(table.receivedAt, table.id),
    check('disclosure_withdraw_hash_length', hasLength(table.withdrawHash, 32)),
  ],
);

/** A check-in that was disclosed. Goes with its disclosure. */
export const disclosureContacts = pgTable(
  'disclosure_contact',
  {
    disclosureId: text('disclosure_id').notNull(),
    contactId: bytea('contact_id').notNull(),
  },
  (table) => [
    primaryKey({
      name: 'disclosure_contact_pkey',
      columns: [table.disclosureId, table.contactId],
    }),
    foreignKey({
      name: 'disclosure_contact_disclosure_fkey',
      columns: [table.disclosureId],
      foreignColumns: [disclosures.id],
    }).onDelete('cascade'),
    check('disclosure_contact_id_length', hasLength(table.contactId, 16)),
  ],
);

/** A stay that was only in the person's diary. Goes with its disclosure. */
export const disclosurePlaces = pgTable(
  'disclosure_place',
  {
    disclosureId: text('disclosure_id').notNull(),
    /** Place in the disclosure, from 0. */
    position: integer('position').notNull(),
    locationId: bytea('location_id').notNull(),
    arrivedAt: unixSeconds('arrived_at').notNull(),
    departedAt: unixSeconds('departed_at').notNull(),
  },
  (table) => [
    primaryKey({ name: 'disclosure_place_pkey', columns: [table.disclosureId, table.position] }),
    foreignKey({
      name: 'disclosure_place_disclosure_fkey',
      columns: [table.disclosureId],
      foreignColumns: [disclosures.id],
    }).onDelete('cascade'),
    check('disclosure_place_location_length', hasLength(table.locationId, 32)),
    check('disclosure_place_stay', sql`${table.arrivedAt} <= ${table.departedAt}`),
  ],
);
