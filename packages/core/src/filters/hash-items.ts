/**
 * What every builder of a filter does first: check the items, and hash each of them once under a seed.
 *
 * @module
 */
import { WaypostError } from '../primitives/errors.ts';
import { halfSipHash } from './half-sip-hash.ts';

/** Length of a seed, in bytes. */
export const SEED_BYTES = 8;

/**
 * The items as a list.
 *
 * @throws {@link WaypostError} `FILTER_BUILD` for more than `max`; `BYTES_LENGTH` for no byte string.
 */
export function listItems(items: Iterable<Uint8Array>, max: number): Uint8Array[] {
  const list = [...items];
  if (list.length > max)
    throw new WaypostError('FILTER_BUILD', `a filter holds at most ${max} items`, { max });
  for (const item of list) assertItem(item);
  return list;
}

/** @throws {@link WaypostError} `BYTES_LENGTH` for what is no byte string. */
export function assertItem(item: Uint8Array): void {
  if (!(item instanceof Uint8Array))
    throw new WaypostError('BYTES_LENGTH', 'an item must be a Uint8Array', { what: 'item' });
}

/** A seed as the key of the hash: two little-endian words. */
export function hashKey(seed: Uint8Array): Uint32Array {
  const view = new DataView(seed.buffer, seed.byteOffset, seed.byteLength);
  return Uint32Array.of(view.getUint32(0, true), view.getUint32(4, true));
}

/**
 * The hashes h0, h1 of all items, in the order of `h1 * 2^32 + h0`, each once: two items of one hash
 * are one item to a filter. (The words are sorted as 64-bit integers, by the little-endian order that
 * all hosts of JavaScript have.)
 */
export function hashDistinct(items: readonly Uint8Array[], key: Uint32Array): Uint32Array {
  const words = new Uint32Array(2 * items.length);
  for (let i = 0; i < items.length; i++) halfSipHash(key, items[i]!, words, 2 * i);
  new BigUint64Array(words.buffer).sort();
  let kept = 0;
  for (let i = 0; i < words.length; i += 2) {
    const h0 = words[i]!;
    const h1 = words[i + 1]!;
    if (kept > 0 && h0 === words[kept - 2] && h1 === words[kept - 1]) continue;
    words[kept++] = h0;
    words[kept++] = h1;
  }
  return words.subarray(0, kept);
}
