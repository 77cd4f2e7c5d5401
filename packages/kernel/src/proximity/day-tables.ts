/**
 * What was heard, a table for each UTC day, so that a look-up stays in the cache however much was heard.
 *
 * An identifier is looked up in the table of the day in which its pass begins: a pass is 16 EN intervals of
 * a key in a row. So a table holds what was heard from `tolerance` before its day until `15 + tolerance`
 * after it. With a tolerance of 12 that is 183 intervals for 144: a heard id stands in 1.27 tables.
 *
 * Each table has two parts. The filter is tested for every identifier, and is wrong for one of 250 or fewer;
 * where it says maybe, the tags are searched. With a tolerance of 12 that is 15 to 21 bytes for a heard id.
 *
 * | part   | holds                                         | bytes for a heard id, in one table |
 * | ------ | --------------------------------------------- | ---------------------------------- |
 * | filter | words; a tag sets two bits of one             | 4..8                               |
 * | tags   | index of the heard id, its tag; sorted by tag | 8                                  |
 *
 * | bits of a tag | say                                           |
 * | ------------- | --------------------------------------------- |
 * | from 2 on     | `log2(n)` bits: the word of a filter of n words |
 * | 22..26        | one bit of it                                 |
 * | 27..31        | another                                       |
 *
 * Tags are bytes of AES blocks, so those that are looked up are uniform whatever was heard: somebody who
 * sends ids of equal tags makes one search longer, not all of them, and filters denser by a factor.
 *
 * @module
 */
import { EN_INTERVALS_PER_DAY, UINT32_MAX } from '@waypost/core/primitives';
import { type HeardIds, ID_BYTES } from './columns.ts';
import { tagOf } from './rpi-cipher.ts';
import { sortPairs } from './sort-pairs.ts';

/** EN intervals of a pass. */
export const PASS_INTERVALS = 16;
const LAST_DAY = Math.floor(UINT32_MAX / EN_INTERVALS_PER_DAY);

/** What identifiers of one day are compared with. */
export interface DayTable {
  /** A power of two of words. */
  readonly filter: Uint32Array;
  /** Index, tag, index, tag …: by tag, then by index. */
  readonly tags: Uint32Array;
  /** 1 where a pass that begins so many intervals after midnight has anything to look for; 144 bytes. */
  readonly near: Uint8Array;
}

/** Where to look for the identifiers of a key. Pass q is of intervals `start + 16q` to `start + 16q + 15`. */
export interface KeyPlan {
  /** Bit q: whether pass q has anything to look for. 0..2^9-1. */
  readonly passes: number;
  /** Table of the passes that begin on the first day. */
  readonly first: DayTable | undefined;
  /** Table of those that begin on the second, from pass `turn` on. */
  readonly second: DayTable | undefined;
  /** 1..9. */
  readonly turn: number;
}

/** All tables of what was heard. */
export class DayTables {
  readonly #tables: Map<number, DayTable> = new Map();
  #plan: KeyPlan | undefined;
  #planStart = -1;
  #planPeriod = 0;

  /** @param allocate - Gives memory for the filters, so many words, all zero; called once. */
  constructor(heard: HeardIds, tolerance: number, allocate: (words: number) => Uint32Array) {
    const days = idsByDay(heard.intervals, tolerance);
    let words = 0;
    for (const ids of days.values()) words += filterWords(ids.length);
    const memory = allocate(words);
    let at = 0;
    for (const [day, ids] of days) {
      const end = at + filterWords(ids.length);
      const filter = memory.subarray(at, end);
      const near = nearPasses(ids, heard.intervals, day, tolerance);
      this.#tables.set(day, { near, ...filledTable(ids, heard.rpis, filter) });
      at = end;
    }
  }

  /** The plan for a key. Keys of one start and period in a row share it. */
  plan(start: number, period: number): KeyPlan {
    if (this.#plan && start === this.#planStart && period === this.#planPeriod) return this.#plan;
    const day = Math.floor(start / EN_INTERVALS_PER_DAY);
    const first = this.#tables.get(day);
    const second = this.#tables.get(day + 1);
    const midnight = (day + 1) * EN_INTERVALS_PER_DAY;
    const turn = Math.ceil((midnight - start) / PASS_INTERVALS);
    let passes = 0;
    for (let pass = 0; pass * PASS_INTERVALS < period; pass++) {
      const begin = start + pass * PASS_INTERVALS;
      const table = pass < turn ? first : second;
      if (table?.near[begin % EN_INTERVALS_PER_DAY]) passes |= 1 << pass;
    }
    this.#planStart = start;
    this.#planPeriod = period;
    this.#plan = { passes, first, second, turn };
    return this.#plan;
  }
}

/** What the identifiers of a pass are compared with; `undefined` where there is nothing to look for. */
export function tableOfPass(plan: KeyPlan, pass: number): DayTable | undefined {
  if (!((plan.passes >> pass) & 1)) return undefined;
  return pass < plan.turn ? plan.first : plan.second;
}

/** Whether the filter says maybe. Never no for a tag that is there. */
export function mayHold({ filter }: DayTable, tag: number): boolean {
  const word = filter[wordOf(tag, filter)]!;
  return ((word >>> (tag >>> 27)) & (word >>> ((tag >>> 22) & 31)) & 1) === 1;
}

const wordOf = (tag: number, filter: Uint32Array): number => (tag >>> 2) & (filter.length - 1);

/**
 * Where the heard ids of that tag begin, lowest index first.
 *
 * @returns An index of `tags`; -1 where there is none.
 */
export function findTag({ tags }: DayTable, tag: number): number {
  let low = 0;
  let high = tags.length / 2;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (tags[2 * middle + 1]! < tag) low = middle + 1;
    else high = middle;
  }
  return tags[2 * low + 1] === tag ? 2 * low : -1;
}

/** Indices of the heard ids of each table. */
function idsByDay(intervals: Uint32Array, tolerance: number): Map<number, number[]> {
  const days = new Map<number, number[]>();
  for (let id = 0; id < intervals.length; id++) {
    const earliest = intervals[id]! - (PASS_INTERVALS - 1) - tolerance;
    const firstDay = Math.max(Math.floor(earliest / EN_INTERVALS_PER_DAY), 0);
    const lastDay = Math.floor((intervals[id]! + tolerance) / EN_INTERVALS_PER_DAY);
    for (let day = firstDay; day <= Math.min(lastDay, LAST_DAY); day++) {
      const ids = days.get(day);
      if (ids) ids.push(id);
      else days.set(day, [id]);
    }
  }
  return days;
}

/** A word for each id, rounded up to a power of two. */
const filterWords = (ids: number): number => 2 ** Math.ceil(Math.log2(ids));

function filledTable(
  ids: readonly number[],
  rpis: Uint8Array,
  filter: Uint32Array,
): Omit<DayTable, 'near'> {
  const tags = new Uint32Array(2 * ids.length);
  for (const [i, id] of ids.entries()) {
    const tag = tagOf(rpis, ID_BYTES * id);
    tags[2 * i] = id;
    tags[2 * i + 1] = tag;
    filter[wordOf(tag, filter)]! |= (1 << (tag >>> 27)) | (1 << ((tag >>> 22) & 31));
  }
  sortPairs(tags);
  return { filter, tags };
}

function nearPasses(
  ids: readonly number[],
  intervals: Uint32Array,
  day: number,
  tolerance: number,
): Uint8Array {
  const midnight = day * EN_INTERVALS_PER_DAY;
  const near = new Uint8Array(EN_INTERVALS_PER_DAY);
  for (const interval of new Set(ids.map((id) => intervals[id]!))) {
    const earliest = interval - (PASS_INTERVALS - 1) - tolerance - midnight;
    near.fill(1, Math.max(earliest, 0), Math.max(interval + tolerance + 1 - midnight, 0));
  }
  return near;
}
