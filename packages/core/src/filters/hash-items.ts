/**
 * What every builder of a filter does first: hash each item under a seed, sort, and keep each hash once.
 *
 * @module
 */
import { HASH_KEY_BYTES, HalfSipHash } from './half-sip-hash.ts';
import { countItems, type ItemList, isJoined } from './items.ts';

/** Length of a seed, in bytes: it is the key of the hash. */
export const SEED_BYTES: number = HASH_KEY_BYTES;

/** Items of a bucket while they are sorted: so few that each is put in its place one by one. */
const BUCKET_ITEMS = 4;

/**
 * The hashes h0, h1 of all items, in the order of `h1 * 2^32 + h0`, each once: two items of one hash
 * are one item to a filter. Cost: linear.
 */
export const hashDistinct = (items: ItemList, seed: Uint8Array): Uint32Array =>
  sortDistinct(hashItems(items, seed));

/** The hashes h0, h1 of all items, in their order. */
export function hashItems(items: ItemList, seed: Uint8Array): Uint32Array {
  const hasher = new HalfSipHash(seed);
  const { words: hash } = hasher;
  const count = countItems(items);
  const words = new Uint32Array(2 * count);
  for (let i = 0; i < count; i++) {
    if (isJoined(items)) hasher.hash(items.bytes, i * items.itemBytes, (i + 1) * items.itemBytes);
    else hasher.hash(items[i]!, 0, items[i]!.length);
    words[2 * i] = hash[0]!;
    words[2 * i + 1] = hash[1]!;
  }
  return words;
}

/**
 * Sorts pairs of words by the second word, then by the first, and drops repetitions; the input stays as it
 * is. Into buckets by the highest bits first, then within them: linear where the second words are hashes.
 */
export function sortDistinct(words: Uint32Array): Uint32Array {
  const sorted = intoBuckets(words);
  let kept = 0;
  for (let i = 0; i < sorted.length; i += 2) {
    const h0 = sorted[i]!;
    const h1 = sorted[i + 1]!;
    // Whatever is greater stands in the same bucket, and there each hash stands once: a short way.
    let at = kept;
    while (at > 0 && (sorted[at - 1]! > h1 || (sorted[at - 1] === h1 && sorted[at - 2]! > h0)))
      at -= 2;
    if (at > 0 && sorted[at - 1] === h1 && sorted[at - 2] === h0) continue;
    for (let to = kept; to > at; to--) sorted[to + 1] = sorted[to - 1]!;
    sorted[at] = h0;
    sorted[at + 1] = h1;
    kept += 2;
  }
  return sorted.subarray(0, kept);
}

/** One pass of a counting sort. The hash is keyed, so that nobody can crowd one bucket. */
function intoBuckets(words: Uint32Array): Uint32Array {
  const bits = Math.max(1, Math.ceil(Math.log2(words.length / 2 / BUCKET_ITEMS)));
  const shift = 32 - bits;
  const next = new Uint32Array(2 ** bits);
  for (let i = 1; i < words.length; i += 2) next[words[i]! >>> shift]!++;
  let start = 0;
  for (let bucket = 0; bucket < next.length; bucket++) {
    const count = next[bucket]!;
    next[bucket] = start;
    start += count;
  }
  const sorted = new Uint32Array(words.length);
  for (let i = 0; i < words.length; i += 2) {
    const at = 2 * next[words[i + 1]! >>> shift]!++;
    sorted[at] = words[i]!;
    sorted[at + 1] = words[i + 1]!;
  }
  return sorted;
}

/**
 * Tests hashes: 1 for each that passes, 0 for each that does not. All of them are hashed before, so that
 * while one waits for memory the next ones are on their way.
 *
 * @param passes - Called with the place of h0 in `words`; h1 is behind it.
 */
export function testEach(
  words: Uint32Array,
  passes: (words: Uint32Array, at: number) => boolean,
): Uint8Array {
  const answers = new Uint8Array(words.length / 2);
  for (let i = 0; i < answers.length; i++) if (passes(words, 2 * i)) answers[i] = 1;
  return answers;
}
