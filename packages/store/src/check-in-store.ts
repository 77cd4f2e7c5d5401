/**
 * The check-in port on PostgreSQL.
 *
 * @module
 */
import type { CheckInChange, CheckInStore } from '@waypost/platform/ports';
import { type SQL, sql } from 'drizzle-orm';
import { type Database, rowsOf } from './database.ts';
import { dropDaysBefore, ensureDays } from './days.ts';
import { findCheckIns, findContactIds } from './find-check-ins.ts';
import { findPresence } from './find-presence.ts';
import { insertCheckIns, recallCheckIn } from './insert-check-ins.ts';

/** The check-in port. Check-ins of a day need its partition: see `ensureDays`. */
export const checkInStore = (db: Database): CheckInStore => ({
  insert: (checkIns) => insertCheckIns(db, checkIns),
  recall: (contactId, bodyHash) => recallCheckIn(db, contactId, bodyHash),
  find: (contactIds) => findCheckIns(db, contactIds),
  findIds: (contactIds) => findContactIds(db, contactIds),
  async change(contactId, receiptHash, change) {
    const known = sql`
      SELECT contact_id, venue_id, day FROM contact_id_index
      WHERE contact_id = ${contactId} AND body_hash IS NOT NULL`;
    const isOwn = sql`
      check_in.contact_id = known.contact_id AND check_in.venue_id = known.venue_id
      AND check_in.day = known.day AND check_in.receipt_hash = ${receiptHash}`;
    const changed = await rowsOf(db, changeStatement(change, { known, isOwn }));
    return changed.length === 1;
  },
  findPresence: (query) => findPresence(db, query),
  ensureDays: (first, last) => ensureDays(db, first, last),
  dropDaysBefore: (day) => dropDaysBefore(db, day),
});

/** @param row - `known`: the id, if it is not erased. `isOwn`: its row, if the receipt is right. */
function changeStatement(change: CheckInChange, row: { known: SQL; isOwn: SQL }): SQL {
  switch (change.kind) {
    case 'depart':
      return sql`
        WITH known AS (${row.known})
        UPDATE check_in SET departed_at = ${change.departedAt}::bigint
        FROM known WHERE ${row.isOwn} RETURNING 1`;
    case 'arrive':
      return sql`
        WITH known AS (${row.known})
        UPDATE check_in SET arrived_at = ${change.arrivedAt}::bigint
        FROM known WHERE ${row.isOwn} RETURNING 1`;
    case 'erase':
      return sql`
        WITH known AS (${row.known}), gone AS (
          DELETE FROM check_in USING known WHERE ${row.isOwn} RETURNING check_in.contact_id
        )
        UPDATE contact_id_index SET venue_id = NULL, body_hash = NULL
        FROM gone WHERE contact_id_index.contact_id = gone.contact_id RETURNING 1`;
  }
}
