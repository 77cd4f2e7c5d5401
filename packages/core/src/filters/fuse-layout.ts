/**
 * The geometry that binary fuse filters and exposure notice bundles share: a row of cells in
 * overlapping segments, and three cells for each key, one in each of three neighbouring segments.
 *
 * Source: Graf and Lemire, "Binary Fuse Filters: Fast and Smaller Than Xor Filters", 2022.
 *
 * @module
 */

/** Most keys that a layout is chosen for. */
export const MAX_FUSE_KEYS = 1_500_000;

const MAX_SEGMENT_LENGTH = 2 ** 18;
/** Below it `word * starts` is exact: 32 + 21 bits are what a double holds. */
const START_LIMIT = 2 ** 21;

/**
 * Cells in `segmentCount + 2` segments of `segmentLength` cells each. A key that brings three 32-bit
 * words a, b, c has its cells at
 *
 * ```text
 * p0 = floor(a * segmentCount * segmentLength / 2^32)
 * p1 = (p0 + segmentLength) xor (b mod segmentLength)
 * p2 = (p0 + 2 * segmentLength) xor (c mod segmentLength)
 * ```
 */
export class FuseLayout {
  readonly segmentLength: number;
  readonly segmentCount: number;
  /** How many cells there are. */
  readonly cellCount: number;
  readonly #starts: number;
  readonly #mask: number;

  /** Takes lengths that {@link isFuseLayout} accepts. */
  constructor(segmentLength: number, segmentCount: number) {
    this.segmentLength = segmentLength;
    this.segmentCount = segmentCount;
    this.cellCount = (segmentCount + 2) * segmentLength;
    this.#starts = segmentCount * segmentLength;
    this.#mask = segmentLength - 1;
  }

  /** First cell of a key, from its word a. */
  first(a: number): number {
    return Math.floor((a * this.#starts) / 2 ** 32);
  }

  /** Second cell, from the first one and the word b. */
  second(first: number, b: number): number {
    return (first + this.segmentLength) ^ (b & this.#mask);
  }

  /** Third cell, from the first one and the word c. */
  third(first: number, c: number): number {
    return (first + 2 * this.segmentLength) ^ (c & this.#mask);
  }
}

/** Whether untrusted numbers are a layout: segment length a power of two, sizes within the limits. */
export const isFuseLayout = (segmentLength: number, segmentCount: number): boolean =>
  segmentLength >= 1 &&
  segmentLength <= MAX_SEGMENT_LENGTH &&
  (segmentLength & (segmentLength - 1)) === 0 &&
  segmentCount >= 1 &&
  segmentCount * segmentLength < START_LIMIT;

/**
 * The layout in which `keys` random keys can nearly always be placed: by the formulas of the paper,
 * 1.125 cells a key for a million keys, more for fewer.
 *
 * @param keys - At most {@link MAX_FUSE_KEYS}.
 */
export function chooseFuseLayout(keys: number): FuseLayout {
  const logarithm = Math.log(Math.max(keys, 2));
  const segmentLength = Math.min(
    MAX_SEGMENT_LENGTH,
    2 ** Math.floor(logarithm / Math.log(3.33) + 2.25),
  );
  const cellsPerKey = Math.max(1.125, 0.875 + (0.25 * Math.log(1e6)) / logarithm);
  const segments = Math.ceil((keys * cellsPerKey) / segmentLength);
  return new FuseLayout(segmentLength, Math.max(1, segments - 2));
}
