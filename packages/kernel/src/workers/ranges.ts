import type { HeardKeys, KeyBatch } from '../proximity/index.ts';

/** Keys from `start`, included, to `end`, excluded. */
export interface KeyRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Keys that a worker gets at a time: some tens of milliseconds of work, so that handing them over costs
 * nothing beside it, progress moves, and no worker is left with much when the others are done.
 */
const RANGE_KEYS = 4096;

/** Cuts `count` keys into ranges. */
export const rangesOf = (count: number): KeyRange[] =>
  Array.from({ length: Math.ceil(count / RANGE_KEYS) }, (_, i) => ({
    start: i * RANGE_KEYS,
    end: Math.min(count, (i + 1) * RANGE_KEYS),
  }));

/** A copy of a range of keys, with buffers of its own. */
export const takeRange = ({ teks, starts, periods }: KeyBatch, range: KeyRange): KeyBatch => ({
  teks: teks.slice(16 * range.start, 16 * range.end),
  starts: starts.slice(range.start, range.end),
  periods: periods.slice(range.start, range.end),
});

/** What was found in each range, as one: keys are numbered in the batch again. */
export function joinFound(found: readonly HeardKeys[], ranges: readonly KeyRange[]): HeardKeys {
  const total = found.reduce((sum, { keys }) => sum + keys.length, 0);
  const joined = {
    keys: new Uint32Array(total),
    intervals: new Uint32Array(total),
    heard: new Uint32Array(total),
  };
  let at = 0;
  for (const [i, part] of found.entries()) {
    const { start } = ranges[i]!;
    joined.keys.set(
      part.keys.map((key) => start + key),
      at,
    );
    joined.intervals.set(part.intervals, at);
    joined.heard.set(part.heard, at);
    at += part.keys.length;
  }
  return joined;
}
