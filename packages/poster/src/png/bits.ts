/**
 * Rows of one bit for each pixel, the leftmost one in the highest bit, 1 for white.
 *
 * @module
 */

/** Makes the pixels from `start` to `end`, which is not included, black: counted from the first byte on. */
export function clearBits(bytes: Uint8Array, start: number, end: number): void {
  const first = start >> 3;
  const last = end >> 3;
  // What stays white in the first byte, and in the last one.
  const before = 0xff00 >> (start & 7);
  const after = 0xff >> (end & 7);
  if (first === last) {
    bytes[first]! &= before | after;
    return;
  }
  bytes[first]! &= before;
  // A loop: there are few of them, and `fill` takes longer to call.
  for (let i = first + 1; i < last; i++) bytes[i] = 0;
  if (last < bytes.length) bytes[last]! &= after;
}

/** Bytes of a row. */
const bytesOf = (width: number): number => Math.ceil(width / 8);

/** A row of greys as black and white: black below the middle. */
export function packBits(greys: Uint8Array): Uint8Array {
  const row = new Uint8Array(bytesOf(greys.length));
  for (let x = 0; x < greys.length; x++) if (greys[x]! >= 128) row[x >> 3]! |= 0x80 >> (x & 7);
  return row;
}
