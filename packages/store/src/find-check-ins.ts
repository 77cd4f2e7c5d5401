/**
 * Check-ins by contact id.
 *
 * @module
 */
import type { CheckIn } from '@waypost/platform/ports';
import { and, asc, eq, getTableColumns, type SQL, sql } from 'drizzle-orm';
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
    .where(sql`${contactIdIndex.contactId} = ANY (${arrayOf(contactIds, 'bytea')})`)
    .orderBy(asc(checkIns.contactId));
}
