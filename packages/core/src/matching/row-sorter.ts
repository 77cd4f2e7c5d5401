/** Below this many rows an insertion sort beats the radix sort's histograms. */
const SMALL = 24;
/** From this many rows on, wider digits save passes. */
const LARGE = 1 << 14;

/**
 * Sorts groups of rows in parallel columns, by the first column, then the second, and so on.
 *
 * Small groups by insertion, others by a stable radix sort from the last column to the first, so the
 * cost is linear in the rows whatever the values. Buffers are reused from group to group.
 */
export class RowSorter {
  readonly #columns: readonly Uint32Array[];
  readonly #row: Uint32Array;
  #order: Uint32Array;
  #swap: Uint32Array;
  #counts: Uint32Array = new Uint32Array(1 << 11);

  /** @param largest - Rows of the largest group that will be sorted. */
  constructor(columns: readonly Uint32Array[], largest: number) {
    this.#columns = columns;
    this.#row = new Uint32Array(columns.length);
    this.#order = new Uint32Array(largest);
    this.#swap = new Uint32Array(largest);
  }

  /** Sorts the rows `from..to-1` in place. */
  sort(from: number, to: number): void {
    if (to - from <= SMALL) this.#insertionSort(from, to);
    else this.#radixSort(from, to - from);
  }

  #insertionSort(from: number, to: number): void {
    for (let i = from + 1; i < to; i++) {
      if (this.#compareRows(i - 1, i) <= 0) continue;
      for (let c = 0; c < this.#columns.length; c++) this.#row[c] = this.#columns[c]![i]!;
      let hole = i;
      do {
        for (const column of this.#columns) column[hole] = column[hole - 1]!;
        hole--;
      } while (hole > from && this.#compareToHeld(hole - 1) > 0);
      for (let c = 0; c < this.#columns.length; c++) this.#columns[c]![hole] = this.#row[c]!;
    }
  }

  #compareRows(a: number, b: number): number {
    for (const column of this.#columns) {
      const difference = column[a]! - column[b]!;
      if (difference !== 0) return difference;
    }
    return 0;
  }

  #compareToHeld(row: number): number {
    for (let c = 0; c < this.#columns.length; c++) {
      const difference = this.#columns[c]![row]! - this.#row[c]!;
      if (difference !== 0) return difference;
    }
    return 0;
  }

  #radixSort(from: number, length: number): void {
    for (let i = 0; i < length; i++) this.#order[i] = i;
    for (let c = this.#columns.length - 1; c >= 0; c--)
      this.#sortBy(this.#columns[c]!.subarray(from, from + length), length);
    for (const column of this.#columns) {
      const view = column.subarray(from, from + length);
      for (let i = 0; i < length; i++) this.#swap[i] = view[this.#order[i]!]!;
      view.set(this.#swap.subarray(0, length));
    }
  }

  /** One stable pass a digit; digits that no two keys differ in are skipped. */
  #sortBy(key: Uint32Array, length: number): void {
    let low = key[0]!;
    let high = low;
    for (let i = 1; i < length; i++) {
      const value = key[i]!;
      if (value < low) low = value;
      else if (value > high) high = value;
    }
    const bits = length < LARGE ? 8 : 11;
    const width = 32 - Math.clz32(high - low);
    for (let shift = 0; shift < width; shift += bits) this.#pass(key, low, shift, bits, length);
  }

  #pass(key: Uint32Array, low: number, shift: number, bits: number, length: number): void {
    const [counts, order, swap] = [this.#counts, this.#order, this.#swap];
    const mask = (1 << bits) - 1;
    counts.fill(0, 0, mask + 1);
    for (let i = 0; i < length; i++) {
      const digit = ((key[i]! - low) >>> shift) & mask;
      counts[digit] = counts[digit]! + 1;
    }
    let sum = 0;
    for (let digit = 0; digit <= mask; digit++) {
      const count = counts[digit]!;
      counts[digit] = sum;
      sum += count;
    }
    for (let i = 0; i < length; i++) {
      const row = order[i]!;
      const digit = ((key[row]! - low) >>> shift) & mask;
      swap[counts[digit]!] = row;
      counts[digit] = counts[digit]! + 1;
    }
    this.#order = swap;
    this.#swap = order;
  }
}
