/**
 * Rows of one bit for each pixel, the leftmost one in the highest bit, 1 for white.
 *
 * @module
 */

/** Makes the pixels from `start` to `end`, which is not included, black. */
export function clearBits(row: Uint8Array, start: number, end: number): void {
  const first = start >> 3;
  const last = end >> 3;
  // What stays white in the first byte, and in the last one.
  const before = 0xff00 >> (start & 7);
  const after = 0xff >> (end & 7);
  if (first === last) {
    row[first]! &= before | after;
    return;
  }
  row[first]! &= before;
  row.fill(0, first + 1, last);
  if (last < row.length) row[last]! &= after;
}

/** Bytes of a row. */
const bytesOf = (width: number): number => Math.ceil(width / 8);

/** A row of greys as black and white: black below the middle. */
export function packBits(greys: Uint8Array): Uint8Array {
  const row = new Uint8Array(bytesOf(greys.length));
  for (let x = 0; x < greys.length; x++) if (greys[x]! >= 128) row[x >> 3]! |= 0x80 >> (x & 7);
  return row;
}
