/**
 * The canonical form of a set of check-ins: whatever order the rows came in and however often one
 * was repeated, the table is the same, and so is everything that is computed from it.
 *
 * @module
 */

import { WaypostError } from '../primitives/errors.ts';
import { CheckInLog, OPEN_END } from './check-in-log.ts';
import { Pace, type PaceOptions } from './pace.ts';
import { RowSorter } from './row-sorter.ts';

/**
 * Check-ins in columns, sorted by venue, then person, start, end and zone, without repeats.
 *
 * Persons, venues and zones are numbers that index the sorted lists of their ids, so that sorting by
 * number is sorting by id (by UTF-16 code units). The rows of venue `v` are
 * `venueOffset[v] .. venueOffset[v + 1] - 1`. 12 bytes a row, 16 with zones.
 */
export interface CheckInTable {
  readonly persons: readonly string[];
  readonly venues: readonly string[];
  /** `zones[0]` is the empty zone: none was given. */
  readonly zones: readonly string[];
  /** One entry a venue and one past the end: where its rows begin. */
  readonly venueOffset: Uint32Array;
  readonly person: Uint32Array;
  /** Unix seconds. */
  readonly start: Uint32Array;
  /** Unix seconds, `end >= start`; {@link OPEN_END} where nobody checked out. */
  readonly end: Uint32Array;
  /** `null` where no check-in has a zone. */
  readonly zone: Uint32Array | null;
}

/**
 * The ids behind a log's numbers: `persons[n]` is the id of person `n`. Any order, no repeats; those
 * that no row has are left out of the table.
 */
export interface CheckInNames {
  readonly persons: readonly string[];
  readonly venues: readonly string[];
  /** `zones[0]` must be the empty string. Left out where the log has no zones. */
  readonly zones?: readonly string[];
}

/** One check-in in plain words, for {@link checkInTable}. Times in Unix seconds. */
export interface CheckInRow {
  readonly person: string;
  readonly venue: string;
  readonly start: number;
  /** Left out or `null` where nobody checked out. */
  readonly end?: number | null;
  readonly zone?: string;
}

/**
 * Builds the canonical table. Cost: linear in the rows, two copies of the columns at its peak.
 *
 * @throws {@link WaypostError} `CHECK_IN_INVALID` when a row has a number without a name.
 * @throws The reason of `options.signal` when it aborts.
 */
export async function buildCheckInTable(
  log: CheckInLog,
  names: CheckInNames,
  options: PaceOptions = {},
): Promise<CheckInTable> {
  const pace = new Pace(options);
  pace.begin('sort', 2 * log.length);
  const persons = ranked(names.persons, log, 'person');
  const venues = ranked(names.venues, log, 'venue');
  const zones = ranked(names.zones ?? [''], log, 'zone');
  const venueOffset = countByVenue(log, venues);
  const columns = {
    person: new Uint32Array(log.length),
    start: new Uint32Array(log.length),
    end: new Uint32Array(log.length),
    zone: log.withZones ? new Uint32Array(log.length) : null,
  };
  const next = venueOffset.slice();
  for (const block of log.blocks()) {
    for (let i = 0; i < block.person.length; i++) {
      const venue = venues.rank[block.venue[i]!]!;
      const row = next[venue]!;
      next[venue] = row + 1;
      columns.person[row] = persons.rank[block.person[i]!]!;
      columns.start[row] = block.start[i]!;
      columns.end[row] = block.end[i]!;
      if (columns.zone) columns.zone[row] = zones.rank[block.zone![i]!]!;
    }
    if (pace.add(block.person.length)) await pace.turn();
  }
  const rows = await sortAndDropRepeats(columns, venueOffset, pace);
  pace.finish();
  return {
    persons: persons.sorted,
    venues: venues.sorted,
    zones: zones.sorted,
    venueOffset,
    person: columns.person.subarray(0, rows),
    start: columns.start.subarray(0, rows),
    end: columns.end.subarray(0, rows),
    zone: columns.zone?.subarray(0, rows) ?? null,
  };
}

/**
 * Builds the table from plain rows: the door for small inputs and for other apps.
 *
 * @throws {@link WaypostError} `CHECK_IN_INVALID` when a time is no uint32 or a stay ends before it begins.
 */
export async function checkInTable(
  rows: Iterable<CheckInRow>,
  options: PaceOptions = {},
): Promise<CheckInTable> {
  const log = new CheckInLog({ zones: true });
  const [persons, venues, zones] = [numbering(), numbering(), numbering()];
  zones.numberOf('');
  for (const { person, venue, start, end, zone } of rows) {
    const stay = { start, end: end ?? OPEN_END, zone: zones.numberOf(zone ?? '') };
    log.add(persons.numberOf(person), venues.numberOf(venue), stay);
  }
  const names = { persons: persons.ids(), venues: venues.ids(), zones: zones.ids() };
  return buildCheckInTable(log, names, options);
}

/** Order of ids in tables and lists: by UTF-16 code units, as `<` compares strings. */
export const compareIds = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Order of venues in results: shorter ids first, so that numbers stand in their order. */
export const compareVenueIds = (a: string, b: string): number =>
  a.length - b.length || compareIds(a, b);

interface Columns {
  readonly person: Uint32Array;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  readonly zone: Uint32Array | null;
}

/** Sorts each venue's rows and closes the gaps that repeats leave. Returns the rows that are left. */
async function sortAndDropRepeats(
  columns: Columns,
  venueOffset: Uint32Array,
  pace: Pace,
): Promise<number> {
  const { person, start, end, zone } = columns;
  const all = zone ? [person, start, end, zone] : [person, start, end];
  const sorter = new RowSorter(all, largestGroup(venueOffset));
  let kept = 0;
  let from = 0;
  for (let venue = 0; venue + 1 < venueOffset.length; venue++) {
    const to = venueOffset[venue + 1]!;
    sorter.sort(from, to);
    venueOffset[venue] = kept;
    const first = kept;
    for (let row = from; row < to; row++) {
      if (kept > first && sameRow(all, row, kept - 1)) continue;
      for (const column of all) column[kept] = column[row]!;
      kept++;
    }
    if (pace.add(to - from)) await pace.turn();
    from = to;
  }
  venueOffset[venueOffset.length - 1] = kept;
  return kept;
}

function sameRow(columns: readonly Uint32Array[], a: number, b: number): boolean {
  for (const column of columns) if (column[a] !== column[b]) return false;
  return true;
}

/** Where each venue's rows will begin, and at the end their number. */
function countByVenue(log: CheckInLog, venues: Ranked): Uint32Array {
  const offset = new Uint32Array(venues.sorted.length + 1);
  for (const block of log.blocks())
    for (const venue of block.venue) {
      const after = venues.rank[venue]! + 1;
      offset[after] = offset[after]! + 1;
    }
  for (let venue = 1; venue < offset.length; venue++)
    offset[venue] = offset[venue]! + offset[venue - 1]!;
  return offset;
}

/** Rows of the largest group in a list of offsets. */
export function largestGroup(offset: Uint32Array): number {
  let largest = 0;
  for (let i = 1; i < offset.length; i++) largest = Math.max(largest, offset[i]! - offset[i - 1]!);
  return largest;
}

interface Ranked {
  readonly sorted: readonly string[];
  /** `rank[n]`: place of the caller's number `n` in `sorted`. */
  readonly rank: Uint32Array;
}

/** Sorts the ids that occur. One that no row has must not show in the table or its digest. */
function ranked(
  ids: readonly string[],
  log: CheckInLog,
  column: 'person' | 'venue' | 'zone',
): Ranked {
  const occurs = new Uint8Array(ids.length);
  if (column === 'zone') occurs[0] = 1; // the empty zone is always there
  let highest = 0;
  for (const block of log.blocks())
    for (const number of block[column] ?? []) {
      occurs[number] = 1; // past the end it is lost, and refused below
      if (number > highest) highest = number;
    }
  if (log.length > 0 && highest >= ids.length)
    throw new WaypostError('CHECK_IN_INVALID', `a ${column} has no name`, { column });
  const sorted = ids.filter((_, number) => occurs[number]).sort();
  const placeOf = new Map(sorted.map((id, place) => [id, place]));
  return { sorted, rank: Uint32Array.from(ids, (id) => placeOf.get(id) ?? 0) };
}

function numbering(): { numberOf(id: string): number; ids(): string[] } {
  const numbers = new Map<string, number>();
  return {
    numberOf(id) {
      const known = numbers.get(id);
      if (known !== undefined) return known;
      numbers.set(id, numbers.size);
      return numbers.size - 1;
    },
    ids: () => [...numbers.keys()],
  };
}
