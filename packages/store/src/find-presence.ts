/**
 * Who was there with a case: one statement for all of its stays.
 *
 * The columnar engine of the core answers the same question by the same definitions; a property test
 * holds the two equal.
 *
 * @module
 */
import { DAY_SECONDS } from '@waypost/core/primitives';
import type { CaseStay, CheckInMarks, ExposureQuery, FoundPresence } from '@waypost/platform/ports';
import { type SQL, sql } from 'drizzle-orm';
import { arrayOf, columnsOf, type Database, type Raw, rowsOf } from './database.ts';
import { LONGEST_STAY_SECONDS } from './schema.ts';

interface PresenceRow extends CheckInMarks {
  readonly contact_id: Uint8Array;
  readonly venue_id: Uint8Array;
  readonly zone: string;
  readonly on_behalf: boolean;
  readonly starts: Raw<number>;
  readonly ends: Raw<number>;
}

/** See `CheckInStore.findPresence`. */
export async function findPresence(db: Database, query: ExposureQuery): Promise<FoundPresence[]> {
  const statement = presenceStatement(query);
  const rows = statement === null ? [] : await rowsOf<PresenceRow>(db, statement);
  return rows.map((row) => ({
    contactId: new Uint8Array(row.contact_id),
    venueId: new Uint8Array(row.venue_id),
    zone: row.zone,
    onBehalf: row.on_behalf,
    late: row.late,
    unconfirmed: row.unconfirmed,
    start: Number(row.starts),
    end: Number(row.ends),
  }));
}

/**
 * Two spans share at least `min` seconds exactly if each lasts that long and each ends that long after
 * the other begins. Plain comparisons of whole seconds: LEAST, GREATEST, COALESCE and intervals would
 * not be shipped to another server, and the filter would run where the rows are not.
 *
 * Who arrived longer ago than the longest stay has left, so that the search by arrival, and with it the
 * days that are read, is bounded on both sides.
 *
 * @returns `null` where there is nothing to look for.
 */
export function presenceStatement(query: ExposureQuery): SQL | null {
  const { minOverlapSeconds: min, maxStaySeconds } = query;
  const longest = Math.max(LONGEST_STAY_SECONDS, maxStaySeconds);
  const rows = rowsOfStays(query, longest);
  if (rows.length === 0) return null;
  const of = columnsOf(rows);
  // The same bounds for all stays together: the days outside are not even planned.
  const firstDay = Math.max(query.firstDay, Math.min(...rows.map((row) => row.firstDay)));
  const lastDay = Math.max(...rows.map((row) => row.lastDay));
  const leaves = sql`CASE WHEN c.departed_at IS NULL THEN c.arrived_at + ${maxStaySeconds}::bigint
                          ELSE c.departed_at END`;
  return sql`
    WITH stay AS MATERIALIZED (
      SELECT * FROM unnest(
        ${of('venueId', 'bytea')}, ${of('zone', 'text')}, ${of('start', 'bigint')},
        ${of('end', 'bigint')}, ${of('firstDay', 'int')}, ${of('lastDay', 'int')}
      ) AS stay (venue_id, zone, starts, ends, first_day, last_day)
    )
    SELECT c.contact_id, c.venue_id, c.zone, c.on_behalf, c.late, c.unconfirmed,
      CASE WHEN c.arrived_at > stay.starts THEN c.arrived_at ELSE stay.starts END AS starts,
      CASE WHEN ${leaves} < stay.ends THEN ${leaves} ELSE stay.ends END AS ends
    FROM stay JOIN check_in c ON c.venue_id = stay.venue_id
      AND c.day >= stay.first_day AND c.day <= stay.last_day
      AND c.arrived_at > stay.starts - ${longest}::bigint
      AND c.arrived_at <= stay.ends - ${min}::bigint
      AND ${leaves} >= stay.starts + ${min}::bigint
      AND ${leaves} - c.arrived_at >= ${min}::bigint
      AND (stay.zone IS NULL OR c.zone = stay.zone)
    WHERE c.received_hour < ${query.receivedBeforeHour}::int
      AND c.day >= ${firstDay}::int AND c.day <= ${lastDay}::int
      AND (${query.withLate}::boolean OR NOT c.late)
      AND (${query.withUnconfirmed}::boolean OR NOT c.unconfirmed)
      AND c.contact_id <> ALL (${arrayOf(query.exclude, 'bytea')})
    ORDER BY c.contact_id, starts, ends`;
}

interface StayRow extends Omit<CaseStay, 'zones'> {
  /** `null`: any. */
  readonly zone: string | null;
  /** Days of arrival that can matter, both included. */
  readonly firstDay: number;
  readonly lastDay: number;
}

/** Stays that are long enough; one at some zones becomes one row a zone: a check-in is in one of them. */
function rowsOfStays({ stays, minOverlapSeconds }: ExposureQuery, longest: number): StayRow[] {
  return stays
    .filter(({ start, end }) => end - start >= minOverlapSeconds)
    .flatMap(({ zones, ...stay }) => {
      const days = { firstDay: dayOf(stay.start - longest), lastDay: dayOf(stay.end) };
      return [...new Set(zones ?? [null])].map((zone) => ({ ...stay, ...days, zone }));
    });
}

const dayOf = (time: number): number => Math.floor(time / DAY_SECONDS);
