/**
 * Who was there with the cases of a run: one statement for all of their stays.
 *
 * The columnar engine of the core answers the same question by the same definitions; a property test
 * holds the two equal.
 *
 * @module
 */
import type { CheckInMarks, ExposureQuery, FoundPresence } from '@waypost/platform/ports';
import { type SQL, sql } from 'drizzle-orm';
import { columnsOf, type Database, type Raw, rowsOf } from './database.ts';
import { type PresenceBatch, presenceBatches, type StayRow } from './presence-batches.ts';

interface PresenceRow extends CheckInMarks {
  readonly case_index: number;
  readonly contact_id: Uint8Array;
  readonly venue_id: Uint8Array;
  readonly zone: string;
  readonly on_behalf: boolean;
  readonly starts: Raw<number>;
  readonly ends: Raw<number>;
}

/** See `CheckInStore.findPresence`. */
export async function findPresence(db: Database, query: ExposureQuery): Promise<FoundPresence[][]> {
  const found: FoundPresence[][] = query.cases.map(() => []);
  for (const statement of presenceStatements(query))
    for (const row of await rowsOf<PresenceRow>(db, statement))
      found[row.case_index]!.push(foundPresence(row));
  return found;
}

const foundPresence = (row: PresenceRow): FoundPresence => ({
  contactId: new Uint8Array(row.contact_id),
  venueId: new Uint8Array(row.venue_id),
  zone: row.zone,
  onBehalf: row.on_behalf,
  late: row.late,
  unconfirmed: row.unconfirmed,
  start: Number(row.starts),
  end: Number(row.ends),
});

/** One statement for all cases; more only where they have too many stays, and none where they have none. */
export const presenceStatements = (query: ExposureQuery): readonly SQL[] =>
  presenceBatches(query).map((batch) => presenceStatement(batch, query));

/**
 * Two spans share at least `min` seconds exactly if each lasts that long and each ends that long after
 * the other begins. Plain comparisons of whole seconds: LEAST, GREATEST, COALESCE and intervals would
 * not be shipped to another server, and the filter would run where the rows are not.
 *
 * Who arrived longer ago than the longest stay has left, so that the search by arrival, and with it the
 * days that are read, is bounded on both sides.
 *
 * The cases' own ids are left out last, by NOT IN: it looks them up by hash (none is ever null). As a part
 * of the join, or by NOT EXISTS, they would be planned by how few rows the planner expects, far too few:
 * the join then reads whole days, or the whole list of ids is read for every row.
 */
function presenceStatement({ stays, own }: PresenceBatch, query: ExposureQuery): SQL {
  const { minOverlapSeconds: min, maxStaySeconds } = query;
  const stay = columnsOf(stays);
  const ownId = columnsOf(own);
  const days = daysOf(stays, query);
  const leaves = sql`CASE WHEN c.departed_at IS NULL THEN c.arrived_at + ${maxStaySeconds}::bigint
                          ELSE c.departed_at END`;
  return sql`
    WITH stay AS MATERIALIZED (
      SELECT * FROM unnest(
        ${stay('caseIndex', 'int')}, ${stay('venueId', 'bytea')}, ${stay('zone', 'text')},
        ${stay('start', 'bigint')}, ${stay('end', 'bigint')}, ${stay('arrivedAfter', 'bigint')},
        ${stay('firstDay', 'int')}, ${stay('lastDay', 'int')}, ${stay('receivedBeforeHour', 'int')}
      ) AS stay (case_index, venue_id, zone, starts, ends, arrived_after, first_day, last_day,
        received_before_hour)
    ), met AS MATERIALIZED (
      SELECT stay.case_index, c.contact_id, c.venue_id, c.zone, c.on_behalf, c.late, c.unconfirmed,
        CASE WHEN c.arrived_at > stay.starts THEN c.arrived_at ELSE stay.starts END AS starts,
        CASE WHEN ${leaves} < stay.ends THEN ${leaves} ELSE stay.ends END AS ends
      FROM stay JOIN check_in c ON c.venue_id = stay.venue_id
        AND c.day >= stay.first_day AND c.day <= stay.last_day
        AND c.arrived_at > stay.arrived_after
        AND c.arrived_at <= stay.ends - ${min}::bigint
        AND ${leaves} >= stay.starts + ${min}::bigint
        AND ${leaves} - c.arrived_at >= ${min}::bigint
        AND (stay.zone IS NULL OR c.zone = stay.zone)
        AND c.received_hour < stay.received_before_hour
      WHERE c.day >= ${days.first}::int AND c.day <= ${days.last}::int
        AND (${query.withLate}::boolean OR NOT c.late)
        AND (${query.withUnconfirmed}::boolean OR NOT c.unconfirmed)
    )
    SELECT * FROM met
    WHERE (case_index, contact_id) NOT IN (
      SELECT * FROM unnest(${ownId('caseIndex', 'int')}, ${ownId('contactId', 'bytea')})
    )
    ORDER BY contact_id, starts, ends`;
}

/** The same bounds for all stays together: the days outside are not even planned. */
function daysOf(
  stays: readonly StayRow[],
  { firstDay }: ExposureQuery,
): { readonly first: number; readonly last: number } {
  const first = stays.reduce((day, row) => Math.min(day, row.firstDay), Number.MAX_SAFE_INTEGER);
  const last = stays.reduce((day, row) => Math.max(day, row.lastDay), 0);
  return { first: Math.max(first, firstDay), last };
}
