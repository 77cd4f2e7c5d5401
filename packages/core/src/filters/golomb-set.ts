/**
 * Golomb-coded sets: about 1.5 bits an item more than the chosen rate of error needs at the least, and
 * the smallest of our filters. They are decoded whole before the first test.
 *
 * Source: Putze, Sanders and Singler, "Cache-, Hash- and Space-Efficient Bloom Filters", 2007; the code
 * is that of Rice. The bytes are our own:
 *
 * | bytes  | field                                                                    |
 * | ------ | ------------------------------------------------------------------------ |
 * | 0..2   | ASCII `WPG`                                                              |
 * | 3      | version, 1                                                               |
 * | 4      | P, the bits of a remainder: 1..42                                        |
 * | 5..12  | seed, the key of the hash                                                |
 * | 13..16 | n, the number of different items, u32be                                  |
 * | 17..   | n codes, each bit string from its highest bit, then zeros to a whole byte |
 *
 * An item is hashed by HalfSipHash-1-3 under the seed to two words h0, h1, and stands for the number
 * `v = floor((h1 * 2^32 + h0) * n / 2^(64 - P))`, which is below `n * 2^P`. The numbers are sorted. Each
 * is written as its difference d to the one before it, the first as it is: `floor(d / 2^P)` one-bits, a
 * zero, and `d mod 2^P` in P bits. A difference may be 0: items of one number count each for itself.
 *
 * Below, v is kept in two parts, `bucket = floor(v / 2^P)` and `rest = v mod 2^P`: v has up to 63 bits.
 *
 * @module
 */
import { ByteReader } from '../primitives/byte-reader.ts';
import { ByteWriter } from '../primitives/byte-writer.ts';
import { assertBytes } from '../primitives/bytes.ts';
import { WaypostError } from '../primitives/errors.ts';
import type { RandomBytes } from '../primitives/random.ts';
import { BitReader, BitWriter } from './bit-string.ts';
import { HalfSipHash } from './half-sip-hash.ts';
import { hashDistinct, hashItems, SEED_BYTES, testEach } from './hash-items.ts';
import { assertItem, type FilterItems, type JoinedItems, listItems } from './items.ts';
import type { MembershipFilter } from './membership-filter.ts';

const MAGIC = [0x57, 0x50, 0x47, 1] as const;
const HEADER_BYTES = 17;
/** Below 2^21, so that `word * n` is exact: 32 + 21 bits are what a double holds. */
const MAX_ITEMS = 1_500_000;
/** With the most items v has 63 bits of the hash's 64: with more, the rate would not keep up. */
const MAX_REMAINDER_BITS = 42;

/** How {@link buildGolombSet} builds. */
export interface GolombSetOptions {
  /** P, 1..42: a stranger is affirmed once in 2^P tests; an item takes about P + 1.5 bits. */
  readonly remainderBits: number;
  /** Gives 8 bytes: the seed. Fresh, so that nobody can choose items that collide. */
  readonly randomBytes: RandomBytes;
}

/**
 * Builds the set of the given items: byte strings of any length, repetitions allowed, at most
 * 1,500,000. The same set and seed give the same bytes, whatever the order.
 *
 * Read back with {@link readGolombSet}.
 *
 * @throws {@link WaypostError} `FILTER_BUILD` for too many items or another number of bits;
 *   `BYTES_LENGTH` for no byte strings.
 */
export function buildGolombSet(
  items: FilterItems,
  { remainderBits, randomBytes }: GolombSetOptions,
): MembershipFilter {
  if (!isRemainderBits(remainderBits))
    throw new WaypostError('FILTER_BUILD', `a remainder has 1 to ${MAX_REMAINDER_BITS} bits`);
  const list = listItems(items, MAX_ITEMS);
  const seed = assertBytes(randomBytes(SEED_BYTES), SEED_BYTES, 'seed');
  const words = hashDistinct(list, seed);
  const size = words.length / 2;
  const writer = new ByteWriter(HEADER_BYTES);
  for (const byte of MAGIC) writer.u8(byte);
  writer.u8(remainderBits).bytes(seed).u32be(size).bytes(encode(words, remainderBits));
  return readGolombSet(writer.finish());
}

/**
 * Reads what `toBytes` of a Golomb-coded set wrote. The bytes are copied.
 *
 * @throws {@link WaypostError} `FILTER_FORMAT`.
 */
export function readGolombSet(bytes: Uint8Array): MembershipFilter {
  if (!(bytes instanceof Uint8Array) || bytes.length < HEADER_BYTES) throw formatError();
  const copy = bytes.slice();
  const reader = new ByteReader(copy, 'filter');
  for (const byte of MAGIC) if (reader.u8() !== byte) throw formatError();
  const remainderBits = reader.u8();
  const seed = reader.bytes(SEED_BYTES);
  const size = reader.u32be();
  if (!isRemainderBits(remainderBits) || size > MAX_ITEMS) throw formatError();
  // Before anything is allocated for n items: no code is shorter than this.
  if (reader.remaining * 8 < size * (remainderBits + 1)) throw formatError();
  const body = reader.bytes(reader.remaining);
  return new GolombSet({ bytes: copy, seed, remainderBits, ...decode(body, size, remainderBits) });
}

/** The numbers of all items, in order: those of a bucket b are `rests[starts[b]..starts[b + 1]]`. */
interface Numbers {
  readonly starts: Uint32Array;
  readonly rests: Rests;
}

/** As narrow as the remainders allow: a test then reads memory that is near. */
type Rests = Uint8Array | Uint16Array | Uint32Array | Float64Array;

interface Parts extends Numbers {
  readonly bytes: Uint8Array;
  readonly seed: Uint8Array;
  readonly remainderBits: number;
}

class GolombSet implements MembershipFilter {
  readonly kind = 'golomb-set';
  readonly falsePositiveRate: number;
  readonly #parts: Parts;
  readonly #hasher: HalfSipHash;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#hasher = new HalfSipHash(parts.seed);
    this.falsePositiveRate = parts.rests.length === 0 ? 0 : 2 ** -parts.remainderBits;
  }

  has(item: Uint8Array): boolean {
    assertItem(item);
    this.#hasher.hash(item, 0, item.length);
    return this.#holds(this.#hasher.words, 0);
  }

  hasEach(items: JoinedItems): Uint8Array {
    return testEach(hashItems(items, this.#parts.seed), (words, at) => this.#holds(words, at));
  }

  #holds(words: Uint32Array, at: number): boolean {
    const { starts, rests, remainderBits } = this.#parts;
    if (rests.length === 0) return false;
    const { bucket, rest } = numberOf(words, at, { size: rests.length, remainderBits });
    for (let i = starts[bucket]!; i < starts[bucket + 1]!; i++) if (rests[i] === rest) return true;
    return false;
  }

  toBytes(): Uint8Array {
    return this.#parts.bytes.slice();
  }
}

/** v of the hash at `words[at]`, in two parts. Exact: no product has more than 53 bits. */
function numberOf(
  words: Uint32Array,
  at: number,
  { size, remainderBits }: { size: number; remainderBits: number },
): { bucket: number; rest: number } {
  const low = words[at]! * size;
  const high = words[at + 1]! * size + Math.floor(low / 2 ** 32);
  // (h1 * 2^32 + h0) * n = bucket * 2^64 + fraction * 2^32 + low mod 2^32
  const bucket = Math.floor(high / 2 ** 32);
  const fraction = high - bucket * 2 ** 32; // exact, and cheaper than % of doubles
  if (remainderBits <= 32) return { bucket, rest: fraction >>> (32 - remainderBits) };
  const more = Math.floor((low % 2 ** 32) / 2 ** (64 - remainderBits));
  return { bucket, rest: fraction * 2 ** (remainderBits - 32) + more };
}

function encode(words: Uint32Array, remainderBits: number): Uint8Array {
  const size = words.length / 2;
  const writer = new BitWriter(size * (remainderBits + 2));
  const bucketSize = 2 ** remainderBits;
  let before = { bucket: 0, rest: 0 };
  for (let i = 0; i < size; i++) {
    const number = numberOf(words, 2 * i, { size, remainderBits });
    const borrow = number.rest < before.rest ? 1 : 0;
    writer.unary(number.bucket - before.bucket - borrow);
    writer.bits(number.rest - before.rest + borrow * bucketSize, remainderBits);
    before = number;
  }
  return writer.finish();
}

function decode(body: Uint8Array, size: number, remainderBits: number): Numbers {
  const reader = new BitReader(body);
  const starts = new Uint32Array(size + 1);
  const rests = newRests(size, remainderBits);
  const bucketSize = 2 ** remainderBits;
  let bucket = 0;
  let rest = 0;
  for (let i = 0; i < size; i++) {
    bucket += reader.unary(size - bucket);
    rest += reader.bits(remainderBits);
    if (rest >= bucketSize) {
      rest -= bucketSize;
      bucket++;
    }
    if (bucket >= size) throw formatError();
    rests[i] = rest;
    starts[bucket + 1]!++;
  }
  const left = reader.remaining;
  if (left < 0 || left > 7 || reader.bits(left) !== 0) throw formatError();
  for (let i = 0; i < size; i++) starts[i + 1]! += starts[i]!;
  return { starts, rests };
}

function newRests(size: number, remainderBits: number): Rests {
  if (remainderBits <= 8) return new Uint8Array(size);
  if (remainderBits <= 16) return new Uint16Array(size);
  return remainderBits <= 32 ? new Uint32Array(size) : new Float64Array(size);
}

const isRemainderBits = (value: number): boolean =>
  Number.isInteger(value) && value >= 1 && value <= MAX_REMAINDER_BITS;

const formatError = (): WaypostError =>
  new WaypostError('FILTER_FORMAT', 'not the bytes of a Golomb-coded set');
