/**
 * Sorting of rows by whole numbers, in time linear in the rows. Every order is stable, so that rows
 * are sorted by several columns by sorting them by the last one first.
 *
 * @module
 */

/** 11 bits a pass: 2,048 counters of 4 bytes, which stay in the first cache. */
const DIGIT_BITS = 11;

/** The rows `0..keys.length-1`, by their keys: a radix sort of as many passes as the keys have digits. */
export function orderBy(keys: Uint32Array): Uint32Array {
  let [low, high] = [0xffff_ffff, 0];
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row]!;
    if (key < low) low = key;
    if (key > high) high = key;
  }
  let order = new Uint32Array(keys.length).map((_, row) => row);
  let swap = new Uint32Array(keys.length);
  const bits = high > low ? 32 - Math.clz32(high - low) : 0;
  for (let shift = 0; shift < bits; shift += DIGIT_BITS) {
    sortByDigit(keys, { low, shift }, { from: order, to: swap });
    [order, swap] = [swap, order];
  }
  return order;
}

/** One pass: the rows of `from`, by one digit of their keys less `low`, into `to`. */
function sortByDigit(
  keys: Uint32Array,
  { low, shift }: { readonly low: number; readonly shift: number },
  { from, to }: { readonly from: Uint32Array; readonly to: Uint32Array },
): void {
  const mask = 2 ** DIGIT_BITS - 1;
  const next = new Uint32Array(mask + 2);
  for (let row = 0; row < keys.length; row++) {
    const digit = ((keys[row]! - low) >>> shift) & mask;
    next[digit + 1] = next[digit + 1]! + 1;
  }
  for (let digit = 0; digit < mask; digit++) next[digit + 1] = next[digit + 1]! + next[digit]!;
  for (let i = 0; i < from.length; i++) {
    const row = from[i]!;
    const digit = ((keys[row]! - low) >>> shift) & mask;
    const at = next[digit]!;
    next[digit] = at + 1;
    to[at] = row;
  }
}

/** Rows in groups. */
export interface Groups {
  /** Rows, group by group. */
  readonly rows: Uint32Array;
  /** Group `g` are `rows[offset[g]] .. rows[offset[g + 1] - 1]`. */
  readonly offset: Uint32Array;
}

/**
 * Rows by the group of each: a counting sort that keeps the order in which they are given.
 *
 * @param groupOf - The group of each row, below `groups`.
 * @param order - The rows; without it, all of them, ascending.
 */
export function groupRows(groupOf: Uint32Array, groups: number, order?: Uint32Array): Groups {
  const offset = countGroups(groupOf, groups);
  const next = offset.slice(0, groups);
  const rows = new Uint32Array(groupOf.length);
  for (let i = 0; i < rows.length; i++) {
    const row = order ? order[i]! : i;
    const at = next[groupOf[row]!]!;
    next[groupOf[row]!] = at + 1;
    rows[at] = row;
  }
  return { rows, offset };
}

/** Where each group begins, were they laid one after another: `groups + 1` numbers. */
function countGroups(groupOf: Uint32Array, groups: number): Uint32Array {
  const offset = new Uint32Array(groups + 1);
  for (let row = 0; row < groupOf.length; row++)
    offset[groupOf[row]! + 1] = offset[groupOf[row]! + 1]! + 1;
  accumulate(offset);
  return offset;
}

/** Turns counts into running sums, in place. */
export function accumulate(counts: Uint32Array): void {
  for (let i = 1; i < counts.length; i++) counts[i] = counts[i]! + counts[i - 1]!;
}
