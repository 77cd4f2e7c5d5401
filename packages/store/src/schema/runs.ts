/**
 * Matching runs and what they found. Erased by the retention.
 *
 * @module
 */
import type { Exposure, MatchingRun } from '@waypost/platform/ports';
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  smallint,
  text,
} from 'drizzle-orm/pg-core';
import { bytea, hasLength, unixSeconds } from './columns.ts';

/** A matching run. Never changed. */
export const matchingRuns = pgTable(
  'matching_run',
  {
    id: text('id').primaryKey(),
    disclosureIds: text('disclosure_ids').array().$type<readonly string[]>().notNull(),
    rule: text('rule').notNull(),
    withLate: boolean('with_late').notNull(),
    withUnconfirmed: boolean('with_unconfirmed').notNull(),
    /** `json`, not `jsonb`: the order of the settings is kept. */
    effectiveRule: json('effective_rule').$type<MatchingRun['effectiveRule']>().notNull(),
    ruleVersion: text('rule_version').notNull(),
    inputDigest: text('input_digest').notNull(),
    resultDigest: text('result_digest').notNull(),
    createdAt: unixSeconds('created_at').notNull(),
    /** Officer's key id. */
    createdBy: text('created_by').notNull(),
    caseStays: integer('case_stays').notNull(),
    exposureCount: integer('exposure_count').notNull(),
    venueCount: integer('venue_count').notNull(),
    overlapMinutes: bigint('overlap_minutes', { mode: 'number' }).notNull(),
  },
  (table) => [index('matching_run_created_at').on(table.createdAt)],
);

/** One contact id at one venue under one run. Goes with its run. */
export const exposures = pgTable(
  'exposure',
  {
    runId: text('run_id').notNull(),
    contactId: bytea('contact_id').notNull(),
    venueId: bytea('venue_id').notNull(),
    minutes: integer('minutes').notNull(),
    severity: smallint('severity').$type<Exposure['severity']>().notNull(),
    onBehalf: boolean('on_behalf').notNull(),
    late: boolean('late').notNull(),
    unconfirmed: boolean('unconfirmed').notNull(),
  },
  (table) => [
    primaryKey({
      name: 'exposure_pkey',
      columns: [table.runId, table.contactId, table.venueId],
    }),
    foreignKey({
      name: 'exposure_run_fkey',
      columns: [table.runId],
      foreignColumns: [matchingRuns.id],
    }).onDelete('cascade'),
    check('exposure_contact_id_length', hasLength(table.contactId, 16)),
    check('exposure_venue_id_length', hasLength(table.venueId, 16)),
    check('exposure_severity_range', sql`${table.severity} BETWEEN 1 AND 3`),
  ],
);
