/**
 * Check-ins into the database, each contact id once.
 *
 * @module
 */
import { compareBytes, equalBytes, toHex } from '@waypost/core/primitives';
import type { CheckIn, InsertOutcome, InsertResult } from '@waypost/platform/ports';
import { type SQL, sql } from 'drizzle-orm';
import { arrayOf, columnsOf, type Database, rowsOf } from './database.ts';
import { isRowOfId } from './find-check-ins.ts';
import { checkIns, contactIdIndex } from './schema.ts';

/** See `CheckInStore.insert`. */
export async function insertCheckIns(
  db: Database,
  batch: readonly CheckIn[],
): Promise<InsertResult[]> {
  const keys = batch.map(({ contactId }) => toHex(contactId));
  const firstWith = new Map(keys.map((key, i) => [key, i] as const).reverse());
  const rows = [...firstWith.values()].map((i) => batch[i]!);
  const fresh = await insertNew(db, rows);
  const isFresh = (i: number): boolean => firstWith.get(keys[i]!) === i && fresh.has(keys[i]!);
  // In a statement of its own, which sees what others wrote in the meantime.
  const known = await findKnown(
    db,
    batch.filter((_, i) => !isFresh(i)).map(({ contactId }) => contactId),
  );
  return batch.map((checkIn, i) =>
    isFresh(i)
      ? resultOf('inserted', checkIn)
      : answerOf(known.get(keys[i]!) ?? ERASED, checkIn.bodyHash),
  );
}

/** See `CheckInStore.recall`. */
export async function recallCheckIn(
  db: Database,
  contactId: Uint8Array,
  bodyHash: Uint8Array,
): Promise<InsertResult | null> {
  const known = (await findKnown(db, [contactId])).get(toHex(contactId));
  return known ? answerOf(known, bodyHash) : null;
}

/** What is kept of a known id; all `null` once it is erased. */
type Known = {
  readonly [Name in 'bodyHash' | 'late' | 'unconfirmed' | 'receivedHour']: CheckIn[Name] | null;
};

const ERASED: Known = { bodyHash: null, late: null, unconfirmed: null, receivedHour: null };

function answerOf(known: Known, bodyHash: Uint8Array): InsertResult {
  const isSame = known.bodyHash !== null && equalBytes(known.bodyHash, bodyHash);
  return resultOf(isSame ? 'repeated' : 'conflict', known);
}

const resultOf = (
  outcome: InsertOutcome,
  { late, unconfirmed, receivedHour }: Omit<Known, 'bodyHash'>,
): InsertResult => ({
  outcome,
  marks: { late: late ?? false, unconfirmed: unconfirmed ?? false },
  receivedHour: receivedHour ?? 0,
});

async function findKnown(
  db: Database,
  contactIds: readonly Uint8Array[],
): Promise<ReadonlyMap<string, Known>> {
  if (contactIds.length === 0) return new Map();
  const rows = await db
    .select({
      contactId: contactIdIndex.contactId,
      bodyHash: contactIdIndex.bodyHash,
      late: checkIns.late,
      unconfirmed: checkIns.unconfirmed,
      receivedHour: checkIns.receivedHour,
    })
    .from(contactIdIndex)
    .leftJoin(checkIns, isRowOfId)
    .where(sql`${contactIdIndex.contactId} = ANY (${arrayOf(contactIds, 'bytea')})`);
  return new Map(rows.map(({ contactId, ...known }) => [toHex(contactId), known]));
}

/** Inserts the rows whose ids are new, all or none; those ids, in hexadecimal. */
async function insertNew(db: Database, rows: readonly CheckIn[]): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set();
  // One order for all batches: two that share ids wait for each other, and never both.
  const sorted = [...rows].sort((a, b) => compareBytes(a.contactId, b.contactId));
  const inserted = await rowsOf<{ contact_id: Uint8Array }>(db, insertStatement(sorted));
  return new Set(inserted.map((row) => toHex(row.contact_id)));
}

/**
 * Ids first: whoever inserts one owns its row, and only then is the row written. Both are written in
 * the order of the ids, so that the order of rows links nothing.
 *
 * An engine that spreads the two tables apart may refuse to write both in one statement: there it is to
 * be two, in a transaction.
 */
function insertStatement(rows: readonly CheckIn[]): SQL {
  const of = columnsOf(rows);
  return sql`
    WITH batch AS MATERIALIZED (
      SELECT * FROM unnest(
        ${of('contactId', 'bytea')}, ${of('venueId', 'bytea')}, ${of('day', 'int')},
        ${of('zone', 'text')}, ${of('arrivedAt', 'bigint')}, ${of('departedAt', 'bigint')},
        ${of('receivedHour', 'int')}, ${of('late', 'boolean')}, ${of('unconfirmed', 'boolean')},
        ${of('partySize', 'smallint')}, ${of('onBehalf', 'boolean')},
        ${of('receiptHash', 'bytea')}, ${of('card', 'bytea')}, ${of('bodyHash', 'bytea')}
      ) AS batch (
        contact_id, venue_id, day, zone, arrived_at, departed_at, received_hour, late,
        unconfirmed, party_size, on_behalf, receipt_hash, card, body_hash
      )
    ), fresh AS (
      INSERT INTO contact_id_index (contact_id, day, venue_id, body_hash)
      SELECT contact_id, day, venue_id, body_hash FROM batch ORDER BY contact_id
      ON CONFLICT (contact_id) DO NOTHING
      RETURNING contact_id
    ), stored AS (
      INSERT INTO check_in (
        contact_id, venue_id, day, zone, arrived_at, departed_at, received_hour, late,
        unconfirmed, party_size, on_behalf, receipt_hash, card
      )
      SELECT
        contact_id, venue_id, day, zone, arrived_at, departed_at, received_hour, late,
        unconfirmed, party_size, on_behalf, receipt_hash, card
      FROM batch JOIN fresh USING (contact_id)
      ORDER BY contact_id
    )
    SELECT contact_id FROM fresh`;
}
