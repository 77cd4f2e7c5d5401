// Published keys, and what a phone heard in fourteen days: made up, and the same each time.

import { deriveRpi, deriveRpik } from '@waypost/core/gaen';
import { EN_INTERVALS_PER_DAY } from '@waypost/core/primitives';
import type { HeardIds, KeyBatch } from '@waypost/kernel/proximity';
import { type Random, seededRandom } from './random.ts';

/** Seed of the keys and of what was heard. */
export const SEED = 1;
/** Two hours, as the operating systems have it. */
export const TOLERANCE_INTERVALS = 12;

/** What is to be matched. */
export interface ProximityWorld {
  readonly batch: KeyBatch;
  readonly heard: HeardIds;
}

/** How a world is to be made. */
export interface WorldSizes {
  readonly keys: number;
  readonly heard: number;
  /** Days over which keys begin, each at midnight; 14 by default. */
  readonly days?: number;
}

const FIRST_INTERVAL = 2_650_032;
const DAYS = 14;
/** Of so many keys, one was met: heard three times, the third time too late to count. */
const KEYS_A_MEETING = 500;
const DELAYS = [-TOLERANCE_INTERVALS, TOLERANCE_INTERVALS, TOLERANCE_INTERVALS + 1];

/** Keys in no order, as they are published, and random identifiers, those of a few keys among them. */
export function makeWorld({ keys, heard, days = DAYS }: WorldSizes): ProximityWorld {
  const random = seededRandom(SEED);
  const batch = {
    teks: randomBytes(random, 16 * keys),
    starts: Uint32Array.from(
      { length: keys },
      () => FIRST_INTERVAL + EN_INTERVALS_PER_DAY * random.below(days),
    ),
    periods: new Uint8Array(keys).fill(EN_INTERVALS_PER_DAY),
  };
  const span = { from: FIRST_INTERVAL, intervals: DAYS * EN_INTERVALS_PER_DAY };
  return { batch, heard: heardAmong(batch, { count: heard, span, random }) };
}

/** Keys that somebody else made, among what was heard from the first day of any to the last. */
export function worldOf(batch: KeyBatch, heard: number): ProximityWorld {
  const from = batch.starts.reduce((first, start) => Math.min(first, start));
  const last = batch.starts.reduce((latest, start) => Math.max(latest, start));
  const span = { from, intervals: last + EN_INTERVALS_PER_DAY - from };
  return { batch, heard: heardAmong(batch, { count: heard, span, random: seededRandom(SEED) }) };
}

interface Hearing {
  readonly count: number;
  /** EN intervals in which a phone listened. */
  readonly span: { readonly from: number; readonly intervals: number };
  readonly random: Random;
}

/** Random identifiers, and those of the few keys that were met. */
function heardAmong(batch: KeyBatch, { count, span, random }: Hearing): HeardIds {
  const keys = batch.starts.length;
  const rpis = randomBytes(random, 16 * count);
  const intervals = Uint32Array.from({ length: count }, () => {
    return span.from + random.below(span.intervals);
  });
  for (let i = 0; i < keys / KEYS_A_MEETING; i++)
    for (const [j, delay] of DELAYS.entries()) {
      const key = i * KEYS_A_MEETING;
      const interval = batch.starts[key]! + random.below(batch.periods[key]!);
      const place = (i * DELAYS.length + j) * Math.floor((count * KEYS_A_MEETING) / (4 * keys));
      rpis.set(rpiOf(batch, key, interval), 16 * place);
      intervals[place] = interval + delay;
    }
  return { rpis, intervals };
}

/** Everything heard begins as an identifier of the first key does, and every hundredth key is that key. */
export function withEqualPrefixes({ batch, heard }: ProximityWorld): ProximityWorld {
  const [teks, starts, rpis] = [batch.teks.slice(), batch.starts.slice(), heard.rpis.slice()];
  const prefix = rpiOf(batch, 0, starts[0]!).subarray(0, 4);
  for (let i = 0; i < heard.intervals.length; i++) rpis.set(prefix, 16 * i);
  for (let i = 0; i < starts.length; i += 100) {
    teks.copyWithin(16 * i, 0, 16);
    starts[i] = starts[0]!;
  }
  return { batch: { ...batch, teks, starts }, heard: { ...heard, rpis } };
}

/** Everything heard in one interval of the middle. */
export const heardAtOnce = ({ batch, heard }: ProximityWorld): ProximityWorld => ({
  batch,
  heard: {
    rpis: heard.rpis,
    intervals: heard.intervals.slice().fill(FIRST_INTERVAL + (DAYS / 2) * EN_INTERVALS_PER_DAY),
  },
});

function randomBytes(random: Random, length: number): Uint8Array {
  const words = Uint32Array.from({ length: length / 4 }, () => random.below(2 ** 32));
  return new Uint8Array(words.buffer);
}

const rpiOf = ({ teks }: KeyBatch, key: number, interval: number): Uint8Array =>
  deriveRpi(deriveRpik(teks.subarray(16 * key, 16 * key + 16)), interval);
