/**
 * What is published: notices, their files, and the signed lists that name them.
 *
 * @module
 */
import type { PublishedFile, SignedList } from '@waypost/platform/ports';
import { sql } from 'drizzle-orm';
import { bigint, check, integer, pgSequence, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytea, hasLength, unixSeconds } from './columns.ts';

/** Numbers the published notices. Not taken from the table: a number is never given again. */
export const noticeSequence = pgSequence('notice_sequence');

/** A draft, or what became of it. Erased by the retention. */
export const notices = pgTable(
  'notice',
  {
    id: text('id').primaryKey(),
    runId: text('run_id').notNull(),
    rule: text('rule').notNull(),
    draftedBy: text('drafted_by').notNull(),
    draftedAt: unixSeconds('drafted_at').notNull(),
    approvedBy: text('approved_by'),
    approvedAt: unixSeconds('approved_at'),
    /** Place in the signed index. */
    sequence: bigint('sequence', { mode: 'number' }).unique('notice_sequence_key'),
    /** Digest and length of the bundle. */
    sha256: bytea('sha256').notNull(),
    bytes: integer('bytes').notNull(),
    /** Digest and length of the venue warning list that comes out with it. */
    warningSha256: bytea('warning_sha256').notNull(),
    warningBytes: integer('warning_bytes').notNull(),
    publishedAt: unixSeconds('published_at'),
    withdrawnBy: text('withdrawn_by'),
    withdrawnAt: unixSeconds('withdrawn_at'),
  },
  (table) => [
    check('notice_sha256_length', hasLength(table.sha256, 32)),
    check('notice_warning_sha256_length', hasLength(table.warningSha256, 32)),
    check('notice_two_officers', sql`${table.approvedBy} <> ${table.draftedBy}`),
    check('notice_approval', sql`(${table.approvedBy} IS NULL) = (${table.approvedAt} IS NULL)`),
    check(
      'notice_withdrawal',
      sql`(${table.withdrawnBy} IS NULL) = (${table.withdrawnAt} IS NULL)`,
    ),
    check(
      'notice_publication',
      sql`(${table.sequence} IS NULL) = (${table.publishedAt} IS NULL) AND (${table.sequence} IS NULL OR ${table.approvedAt} IS NOT NULL)`,
    ),
  ],
);

/** Immutable bytes by their digest. Erased with the last notice that names them. */
export const publishedFiles = pgTable(
  'published_file',
  {
    kind: text('kind').$type<PublishedFile['kind']>().notNull(),
    sha256: bytea('sha256').notNull(),
    bytes: bytea('bytes').notNull(),
  },
  (table) => [
    primaryKey({ name: 'published_file_pkey', columns: [table.kind, table.sha256] }),
    check('published_file_kind', sql`${table.kind} IN ('notice', 'warning')`),
    check('published_file_sha256_length', hasLength(table.sha256, 32)),
  ],
);

/** The latest signed list of each kind, as it was published. Public. */
export const signedLists = pgTable(
  'signed_list',
  {
    kind: text('kind').$type<SignedList['kind']>().primaryKey(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    /** Compact JWS. */
    text: text('text').notNull(),
    issuedAt: unixSeconds('issued_at').notNull(),
  },
  (table) => [check('signed_list_kind', sql`${table.kind} IN ('keys', 'index', 'withdrawn')`)],
);
