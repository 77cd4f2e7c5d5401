import { closeSync, openSync, writeSync } from 'node:fs';
import type { StayColumns, VenueIndex } from '@waypost/kernel/venue';
import type { Sample } from './bench.ts';
import { makeStays } from './check-ins.ts';
import { repeated } from './repeat.ts';

/** Seed of all stays. */
export const SEED = 1;

/** Shortest overlap, in seconds: the default of the index, and what the SQL of the peers says. */
export const MIN_OVERLAP_SECONDS = 900;

/** Whoever is done sooner runs again: the clock is to tell. */
const MIN_SECONDS = 0.2;

/** Longest stay that `makeStays` makes, in seconds. */
export const LONGEST_STAY_SECONDS = 43_200;

/**
 * Check-ins of a busy fortnight in columns; see `makeStays`. Nobody is at one venue twice, so that
 * peers have no stays to join: who may have been there before, by one bit of 2^28, is left out.
 */
export function stayColumns(count: number): StayColumns {
  const stays = emptyColumns(count);
  const wasThere = new Uint8Array(2 ** 25);
  let kept = 0;
  for (const { venue, person, start, end } of makeStays(count, SEED)) {
    const bit = (Math.imul(person, 0x9e37_79b1) ^ Math.imul(venue, 0x85eb_ca77)) >>> 4;
    if ((wasThere[bit >>> 3]! >>> (bit & 7)) & 1) continue;
    wasThere[bit >>> 3]! |= 1 << (bit & 7);
    put(stays, kept++, { venue, person, start, end });
  }
  return slice(stays, 0, kept);
}

/** Columns of so many stays, to be filled. */
export const emptyColumns = (count: number): StayColumns => ({
  venues: new Uint32Array(count),
  persons: new Uint32Array(count),
  starts: new Uint32Array(count),
  ends: new Uint32Array(count),
});

/** Writes one stay into columns. */
export function put(
  { venues, persons, starts, ends }: StayColumns,
  at: number,
  stay: { venue: number; person: number; start: number; end: number },
): void {
  venues[at] = stay.venue;
  persons[at] = stay.person;
  starts[at] = stay.start;
  ends[at] = stay.end;
}

/** Some of the stays, not copied. */
export const slice = (stays: StayColumns, from: number, to: number): StayColumns => ({
  venues: stays.venues.subarray(from, to),
  persons: stays.persons.subarray(from, to),
  starts: stays.starts.subarray(from, to),
  ends: stays.ends.subarray(from, to),
});

/** Writes `venue,person,start,end` as CSV, without a heading. */
export function writeColumnsCsv(file: string, stays: StayColumns): void {
  const descriptor = openSync(file, 'w');
  let lines: string[] = [];
  for (let i = 0; i < stays.starts.length; i++) {
    lines.push(`${stays.venues[i]},${stays.persons[i]},${stays.starts[i]},${stays.ends[i]}\n`);
    if (lines.length < 50_000 && i + 1 < stays.starts.length) continue;
    writeSync(descriptor, lines.join(''));
    lines = [];
  }
  closeSync(descriptor);
}

/** Index persons, no two the same, spread over all persons. */
export function indexPersons(stays: StayColumns, count: number): number[] {
  const persons = stays.persons.reduce((most, person) => Math.max(most, person), 0) + 1;
  return Array.from({ length: count }, (_, i) => (i * 7919 + 17) % persons);
}

/** Length of the longest stay, in seconds. */
export const longestSeconds = ({ starts, ends }: StayColumns): number =>
  ends.reduce((longest, end, i) => Math.max(longest, end - starts[i]!), 0);

/** What is found for all index persons together. */
export interface ContactTotals {
  readonly contacts: number;
  readonly encounters: number;
  readonly seconds: number;
}

/** Asks an index for the contacts of each index person, and adds them up. */
export function findContacts(index: VenueIndex, persons: readonly number[]): Sample<ContactTotals> {
  const { seconds, result } = repeated(MIN_SECONDS, (): ContactTotals => {
    let [contacts, encounters, seconds] = [0, 0, 0];
    index.forEachContacts(persons, (_person, found) => {
      contacts += found.persons.length;
      encounters += sum(found.encounters);
      seconds += sum(found.seconds);
    });
    return { contacts, encounters, seconds };
  });
  return { seconds, answer: result };
}

function sum(column: Uint32Array | Float64Array): number {
  let total = 0;
  for (let i = 0; i < column.length; i++) total += column[i]!;
  return total;
}
