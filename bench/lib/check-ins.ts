import { closeSync, openSync, writeSync } from 'node:fs';
import { seededRandom } from './random.ts';

/** One made-up stay; times in Unix seconds. */
export interface MadeStay {
  readonly person: number;
  readonly venue: number;
  readonly start: number;
  readonly end: number;
}

/** 2026-01-01T00:00:00Z */
const FIRST_DAY = 1_767_225_600;
const DAYS = 14;
const DAY_SECONDS = 86_400;

/**
 * Check-ins of a busy fortnight: 20 a person, 50 a venue on average, venues by Zipf's law (so that
 * the first holds 7 to 10 % of all), between 8 and 22 h, stays log-normal about 45 minutes, at most 12 h.
 */
export function* makeStays(count: number, seed: number): Generator<MadeStay> {
  const random = seededRandom(seed);
  const persons = Math.max(1000, Math.round(count / 20));
  const pickVenue = zipf(Math.max(1000, Math.round(count / 50)));
  for (let i = 0; i < count; i++) {
    const day = FIRST_DAY + random.below(DAYS) * DAY_SECONDS;
    const start = day + 8 * 3600 + Math.floor((random.uniform() + random.uniform()) * 7 * 3600);
    const minutes = Math.min(720, Math.max(1, 45 * Math.exp(0.8 * random.normal())));
    yield {
      person: random.below(persons),
      venue: pickVenue(random.uniform()),
      start,
      end: start + Math.round(minutes * 60),
    };
  }
}

/** Draws from `0..size-1` with a share of 1/(n+1) each, by a table of where each thousandth begins. */
function zipf(size: number): (uniform: number) => number {
  const sums = new Float64Array(size);
  let sum = 0;
  for (let n = 0; n < size; n++) {
    sum += 1 / (n + 1);
    sums[n] = sum;
  }
  return (uniform) => {
    const wanted = uniform * sum;
    let [from, to] = [0, size - 1];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (sums[middle]! > wanted) to = middle;
      else from = middle + 1;
    }
    return from;
  };
}

/** Writes `person,venue,start,end` as CSV. */
export function writeStaysCsv(file: string, stays: Iterable<MadeStay>): void {
  const descriptor = openSync(file, 'w');
  let lines = ['person,venue,start,end'];
  const flush = (): void => {
    writeSync(descriptor, `${lines.join('\n')}\n`);
    lines = [];
  };
  for (const { person, venue, start, end } of stays) {
    lines.push(`p${person},v${venue},${start},${end}`);
    if (lines.length === 50_000) flush();
  }
  if (lines.length > 0) flush();
  closeSync(descriptor);
}
