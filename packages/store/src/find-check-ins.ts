/**
 * Check-ins by contact id.
 *
 * @module
 */
import type { CheckIn } from '@waypost/platform/ports';
import { and, asc, eq, getTableColumns, isNotNull, type SQL, sql } from 'drizzle-orm';
import { arrayOf, type Database } from './database.ts';
import { checkIns, contactIdIndex } from './schema.ts';

/** Joins a row to its id by the whole primary key, so that only the partition of its day is read. */
export const isRowOfId: SQL | undefined = and(
  eq(checkIns.contactId, contactIdIndex.contactId),
  eq(checkIns.venueId, contactIdIndex.venueId),
  eq(checkIns.day, contactIdIndex.day),
);

/** See `CheckInStore.find`. */
export async function findCheckIns(
  db: Database,
  contactIds: readonly Uint8Array[],
): Promise<CheckIn[]> {
  if (contactIds.length === 0) return [];
  return await db
    .select({
      ...getTableColumns(checkIns),
      // Absent only where the venue is, and then no row is joined.
      bodyHash: sql<Uint8Array>`${contactIdIndex.bodyHash}`.mapWith(contactIdIndex.bodyHash),
    })
    .from(contactIdIndex)
    .innerJoin(checkIns, isRowOfId)
    .where(isOneOf(contactIds))
    .orderBy(asc(checkIns.contactId));
}

/**
 * See `CheckInStore.findIds`. The index of ids knows the answer: no check-in, whose card alone is longer
 * than all that is read here, and no partition is looked at.
 */
export async function findContactIds(
  db: Database,
  contactIds: readonly Uint8Array[],
): Promise<Uint8Array[]> {
  if (contactIds.length === 0) return [];
  const rows = await db
    .select({ contactId: contactIdIndex.contactId })
    .from(contactIdIndex)
    .where(and(isOneOf(contactIds), isNotNull(contactIdIndex.venueId)))
    .orderBy(asc(contactIdIndex.contactId));
  return rows.map(({ contactId }) => contactId);
}

/** One parameter, whatever their number: one statement to parse and plan, one way to the database. */
const isOneOf = (contactIds: readonly Uint8Array[]): SQL =>
  sql`${contactIdIndex.contactId} = ANY (${arrayOf(contactIds, 'bytea')})`;
