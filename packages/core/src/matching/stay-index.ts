/**
 * Finds the stays that meet a window at a venue, and the stays of a person.
 *
 * Stays of a venue are held in classes of duration, sorted by start within a class. A stay that ends
 * after `s` began after `s` minus the longest duration of its class, so a search begins there: at most
 * about half of what it reads is in vain, and one stay of a week slows down no search but its class's.
 *
 * @module
 */
import { type CheckInTable, largestGroup } from './check-in-table.ts';
import type { Pace } from './pace.ts';
import { RowSorter } from './row-sorter.ts';
import type { MatchingRule } from './rule.ts';
import { staysByVenue, type VenueStays } from './stays.ts';

/** Class 0: up to 15 minutes; each next one twice as long; the last one open. */
const CLASSES = 10;
const CLASS_0_SECONDS = 900;

const classOf = (seconds: number): number =>
  Math.min(CLASSES - 1, 32 - Math.clz32(Math.floor((seconds - 1) / CLASS_0_SECONDS)));

/** Stays in columns, in the order of the index: by venue, class of duration, start. */
export interface StayIndex {
  /** The stays of class `c` at venue `v` are `bucketOffset[v * 10 + c] ..` the next offset. */
  readonly bucketOffset: Uint32Array;
  /** Longest stay of each class, in seconds. */
  readonly longest: Float64Array;
  readonly person: Uint32Array;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  readonly zone: Uint32Array | null;
  /** The stays of person `p`, if wanted, are `stayOfPerson[personOffset[p]] ..`, by venue. */
  readonly personOffset: Uint32Array;
  readonly stayOfPerson: Uint32Array;
  /** Beside `stayOfPerson`: the venue of each. */
  readonly venueOfPerson: Uint32Array;
}

/**
 * Builds the index. Cost: linear in the check-ins; 12 bytes a stay, 16 with zones, and 8 more for
 * each stay of a person who is wanted.
 *
 * @param wanted - 1 for each person whose own stays will be asked for.
 */
export async function buildStayIndex(
  table: CheckInTable,
  { rule, wanted }: { readonly rule: MatchingRule; readonly wanted: Uint8Array },
  pace: Pace,
): Promise<StayIndex> {
  const rows = table.person.length;
  pace.begin('index', rows);
  const column = (): Uint32Array => new Uint32Array(rows);
  const columns = {
    person: column(),
    start: column(),
    end: column(),
    zone: rule.near && table.zone ? column() : null,
  };
  const bucketOffset = new Uint32Array(table.venues.length * CLASSES + 1);
  const longest = new Float64Array(CLASSES);
  const byStart = [columns.start, columns.person, columns.end];
  if (columns.zone) byStart.push(columns.zone);
  const sorter = new RowSorter(byStart, largestGroup(table.venueOffset));
  for (const stays of staysByVenue(table, rule)) {
    const buckets = bucketOffset.subarray(stays.venue * CLASSES, (stays.venue + 1) * CLASSES + 1);
    placeByClass(stays, columns, { buckets, longest });
    for (let c = 0; c < CLASSES; c++) sorter.sort(buckets[c]!, buckets[c + 1]!);
    if (pace.add(table.venueOffset[stays.venue + 1]! - table.venueOffset[stays.venue]!))
      await pace.turn();
  }
  pace.finish();
  return {
    bucketOffset,
    longest,
    ...columns,
    ...groupByPerson(columns.person, bucketOffset, wanted),
  };
}

type StayColumns = Pick<StayIndex, 'person' | 'start' | 'end' | 'zone'>;

/** Copies one venue's stays behind those of the venue before, class by class. */
function placeByClass(
  stays: VenueStays,
  columns: StayColumns,
  { buckets, longest }: { readonly buckets: Uint32Array; readonly longest: Float64Array },
): void {
  const counts = new Uint32Array(CLASSES);
  for (let i = 0; i < stays.count; i++) {
    const seconds = stays.end[i]! - stays.start[i]!;
    const c = classOf(seconds);
    counts[c] = counts[c]! + 1;
    if (seconds > longest[c]!) longest[c] = seconds;
  }
  for (let c = 0; c < CLASSES; c++) buckets[c + 1] = buckets[c]! + counts[c]!;
  const next = buckets.slice(0, CLASSES);
  for (let i = 0; i < stays.count; i++) {
    const c = classOf(stays.end[i]! - stays.start[i]!);
    const at = next[c]!;
    next[c] = at + 1;
    columns.person[at] = stays.person[i]!;
    columns.start[at] = stays.start[i]!;
    columns.end[at] = stays.end[i]!;
    if (columns.zone) columns.zone[at] = stays.zone![i]!;
  }
}

function groupByPerson(
  person: Uint32Array,
  bucketOffset: Uint32Array,
  wanted: Uint8Array,
): Pick<StayIndex, 'personOffset' | 'stayOfPerson' | 'venueOfPerson'> {
  const persons = wanted.length;
  const stays = bucketOffset.at(-1)!;
  const personOffset = new Uint32Array(persons + 1);
  for (let i = 0; i < stays; i++) {
    const p = person[i]!;
    if (wanted[p]) personOffset[p + 1] = personOffset[p + 1]! + 1;
  }
  for (let p = 1; p <= persons; p++) personOffset[p] = personOffset[p]! + personOffset[p - 1]!;
  const next = personOffset.slice(0, persons);
  const stayOfPerson = new Uint32Array(personOffset[persons]!);
  const venueOfPerson = new Uint32Array(personOffset[persons]!);
  let venue = 0;
  for (let i = 0; i < stays; i++) {
    while (bucketOffset[(venue + 1) * CLASSES]! <= i) venue++;
    const p = person[i]!;
    if (!wanted[p]) continue;
    const at = next[p]!;
    next[p] = at + 1;
    stayOfPerson[at] = i;
    venueOfPerson[at] = venue;
  }
  return { personOffset, stayOfPerson, venueOfPerson };
}

/**
 * Calls `visit` with the place of every stay at `venue` that meets the window `[start, end)`.
 * Not in order of time: class by class.
 *
 * @returns How many stays were looked at: a measure of the cost.
 */
export function forEachStayMeeting(
  index: StayIndex,
  venue: number,
  window: { readonly start: number; readonly end: number },
  visit: (stay: number) => void,
): number {
  const bucket = venue * CLASSES;
  let looked = 0;
  for (let c = 0; c < CLASSES; c++) {
    const to = index.bucketOffset[bucket + c + 1]!;
    const from = index.bucketOffset[bucket + c]!;
    if (from === to) continue;
    const earliest = window.start - index.longest[c]!;
    const first = firstStartAfter(index.start, from, to, earliest);
    let i = first;
    for (; i < to && index.start[i]! < window.end; i++) if (index.end[i]! > window.start) visit(i);
    looked += i - first;
  }
  return looked;
}

/** Where the stays of a venue stand, in all classes: `from..to-1`. */
export const staysAt = (index: StayIndex, venue: number): { from: number; to: number } => ({
  from: index.bucketOffset[venue * CLASSES]!,
  to: index.bucketOffset[(venue + 1) * CLASSES]!,
});

/** First place in the sorted `start[from..to-1]` whose value is above `bound`; `to` if none is. */
function firstStartAfter(start: Uint32Array, from: number, to: number, bound: number): number {
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (start[middle]! > bound) to = middle;
    else from = middle + 1;
  }
  return from;
}
