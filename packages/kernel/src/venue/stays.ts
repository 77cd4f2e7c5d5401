import { WaypostError } from '@waypost/core/primitives';

/**
 * Who was where, and when: one stay at each place of the columns, in any order.
 *
 * Persons and venues are numbers below 2^26, best from 0 on without gaps: each up to the largest takes
 * memory. Times are whole seconds since 1970, and a stay is `[start, end)`; check-ins that nobody ended
 * are given an end first (definition 1 of `docs/matching.md`).
 */
export interface StayColumns {
  readonly venues: Uint32Array;
  readonly persons: Uint32Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** The first start and the last end of all stays; empty while `from > to`. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** No time at all. */
export const NO_TIME: TimeSpan = { from: Number.POSITIVE_INFINITY, to: 0 };

/** Numbers of persons and venues are below it: what stands for one of each, 60 bytes, then fits 4 GiB. */
const NUMBERS = 2 ** 26;

/** Longest time from the first start to the last end: 68 years, so that differences fit 32 bits. */
const LONGEST_SPAN_SECONDS = 2 ** 31 - 1;

/**
 * Checks columns before anything is done with them.
 *
 * @param span - What the index covers so far.
 * @returns What it covers with them.
 * @throws {@link WaypostError} `CHECK_IN_INVALID` for columns of different lengths, a stay that ends
 *   before it begins, a person or venue from 2^26 on, or times more than 68 years apart.
 */
export function assertStays(stays: StayColumns, span: TimeSpan): TimeSpan {
  const { venues, persons, starts, ends } = stays;
  const { length } = starts;
  if (venues.length !== length || persons.length !== length || ends.length !== length)
    throw new WaypostError('CHECK_IN_INVALID', 'columns of stays differ in length', { length });
  let { from, to } = span;
  for (let i = 0; i < length; i++) {
    const start = starts[i]!;
    const end = ends[i]!;
    if (end < start)
      throw new WaypostError('CHECK_IN_INVALID', 'a stay ends before it begins', { position: i });
    if (venues[i]! >= NUMBERS || persons[i]! >= NUMBERS)
      throw new WaypostError('CHECK_IN_INVALID', 'a person or venue number is too large', {
        position: i,
        below: NUMBERS,
      });
    if (start < from) from = start;
    if (end > to) to = end;
  }
  if (to - from > LONGEST_SPAN_SECONDS)
    throw new WaypostError('CHECK_IN_INVALID', 'stays lie too far apart', {
      longestSeconds: LONGEST_SPAN_SECONDS,
    });
  return { from, to };
}

/** How many numbers there are: the largest and 1. */
export function countOf(numbers: Uint32Array): number {
  let largest = -1;
  for (let i = 0; i < numbers.length; i++) if (numbers[i]! > largest) largest = numbers[i]!;
  return largest + 1;
}
