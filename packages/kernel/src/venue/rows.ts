/**
 * From stays in any order to rows by bucket: the first half of building and merging.
 *
 * @module
 */
import { CLASSES, classOf, LONGEST_ROW_SECONDS, type RowColumns } from './columns.ts';
import { groupRows, orderBy } from './order.ts';
import type { StayColumns } from './stays.ts';

/** What rows are made for. */
export interface RowOptions {
  readonly venues: number;
  readonly persons: number;
  readonly minOverlapSeconds: number;
}

/** Stays of which no two of one person at one venue overlap or touch; by venue, then start. */
interface JoinedStays extends StayColumns {
  readonly count: number;
}

/**
 * Sorts stays by start, groups them by venue, joins each person's, and groups them by class. Every step
 * is linear in the stays.
 *
 * @returns Rows, and apart from them the stays that are too long for one.
 */
export function rowsOf(
  stays: StayColumns,
  options: RowOptions,
): { rows: RowColumns; long: StayColumns } {
  return bucketRows(joinStays(stays, options), options);
}

/** No rows at all. */
export const NO_ROWS: RowColumns = {
  start: new Uint32Array(0),
  duration: new Uint16Array(0),
  person: new Uint32Array(0),
  bucketOffset: new Uint32Array(1),
};

/** Definition 3 of `docs/matching.md`; stays without length are left out. */
function joinStays(stays: StayColumns, { venues, persons }: RowOptions): JoinedStays {
  const { rows, offset } = groupRows(stays.venues, venues, orderBy(stays.starts));
  const column = (): Uint32Array => new Uint32Array(rows.length);
  const joined = { venues: column(), persons: column(), starts: column(), ends: column() };
  // Where each person's last stay stands; what stands before the venue's first is of another venue.
  const last = new Int32Array(persons).fill(-1);
  let count = 0;
  for (let venue = 0; venue < venues; venue++) {
    const first = count;
    for (let i = offset[venue]!; i < offset[venue + 1]!; i++) {
      const row = rows[i]!;
      const [person, start, end] = [stays.persons[row]!, stays.starts[row]!, stays.ends[row]!];
      if (end === start) continue;
      const before = last[person]!;
      if (before >= first && start <= joined.ends[before]!) {
        if (end > joined.ends[before]!) joined.ends[before] = end;
        continue;
      }
      last[person] = count;
      joined.venues[count] = venue;
      joined.persons[count] = person;
      joined.starts[count] = start;
      joined.ends[count] = end;
      count++;
    }
  }
  return { ...joined, count };
}

/** Groups joined stays by venue and class; those that are too long for a row are a group after all others. */
function bucketRows(
  { venues: venue, persons, starts, ends, count }: JoinedStays,
  { venues, minOverlapSeconds }: RowOptions,
): { rows: RowColumns; long: StayColumns } {
  const longGroup = CLASSES * venues;
  const groupOf = new Uint32Array(count);
  for (let stay = 0; stay < count; stay++) {
    const seconds = ends[stay]! - starts[stay]!;
    groupOf[stay] =
      seconds > LONGEST_ROW_SECONDS
        ? longGroup
        : CLASSES * venue[stay]! + classOf(seconds, minOverlapSeconds);
  }
  const { rows: order, offset } = groupRows(groupOf, longGroup + 1);
  const bucketOffset = offset.subarray(0, longGroup + 1);
  const rowCount = bucketOffset[longGroup]!;
  const rows = {
    start: new Uint32Array(rowCount),
    duration: new Uint16Array(rowCount),
    person: new Uint32Array(rowCount),
    bucketOffset,
  };
  for (let row = 0; row < rowCount; row++) {
    const stay = order[row]!;
    rows.start[row] = starts[stay]!;
    rows.duration[row] = ends[stay]! - starts[stay]!;
    rows.person[row] = persons[stay]!;
  }
  const pick = (column: Uint32Array): Uint32Array =>
    order.subarray(rowCount).map((stay) => column[stay]!);
  const long = {
    venues: pick(venue),
    persons: pick(persons),
    starts: pick(starts),
    ends: pick(ends),
  };
  return { rows, long };
}
