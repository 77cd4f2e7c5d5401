/**
 * Sorts pairs of uint32 in place: by the second of each, then by the first.
 *
 * As 64-bit numbers, low half first, as every host of WebAssembly has them: so that the host sorts, in
 * `n log n` whatever the order was.
 *
 * @param pairs - The whole of its buffer.
 */
export function sortPairs(pairs: Uint32Array<ArrayBuffer>): void {
  new BigUint64Array(pairs.buffer).sort();
}
