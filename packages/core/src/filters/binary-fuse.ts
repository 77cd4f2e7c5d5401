/**
 * Binary fuse filters of 8 and 16 bits: 9.1 or 18.1 bits an item at a million, three cells read a test.
 *
 * Source: Graf and Lemire, "Binary Fuse Filters: Fast and Smaller Than Xor Filters", 2022. The bytes
 * are our own:
 *
 * | bytes  | field                                                                   |
 * | ------ | ----------------------------------------------------------------------- |
 * | 0..2   | ASCII `WPF`                                                             |
 * | 3      | version, 1                                                              |
 * | 4      | fingerprint bits: 8 or 16                                               |
 * | 5..12  | seed, the key of the hash                                               |
 * | 13..16 | n, the number of different items, u32be                                 |
 * | 17..20 | L, the segment length, u32be                                            |
 * | 21..24 | S, the segment count, u32be                                             |
 * | 25..   | (S + 2) * L fingerprints, 1 byte each, or 2 big-endian                  |
 *
 * An item is hashed by HalfSipHash-1-3 under the seed to two words h0, h1. With a = h1, b = h0,
 * c = h0 >>> 14 its cells are those of `FuseLayout`; it is a member if the xor of the three cells is
 * `h1 xor (h0 >>> 7)` in the lowest 8 or 16 bits.
 *
 * @module
 */
import { ByteReader } from '../primitives/byte-reader.ts';
import { ByteWriter } from '../primitives/byte-writer.ts';
import { assertBytes } from '../primitives/bytes.ts';
import { WaypostError } from '../primitives/errors.ts';
import type { RandomBytes } from '../primitives/random.ts';
import { chooseFuseLayout, FuseLayout, isFuseLayout, MAX_FUSE_KEYS } from './fuse-layout.ts';
import { HalfSipHash } from './half-sip-hash.ts';
import { hashDistinct, hashItems, SEED_BYTES, testEach } from './hash-items.ts';
import {
  assertItem,
  type FilterItems,
  type ItemList,
  type JoinedItems,
  listItems,
} from './items.ts';
import type { MembershipFilter } from './membership-filter.ts';
import { type PeelOrder, peel } from './peel.ts';

const MAGIC = [0x57, 0x50, 0x46, 1] as const;
const HEADER_BYTES = 25;
/** One attempt in a few fails at worst: so many in a row do not happen to random seeds. */
const MAX_ATTEMPTS = 64;

type FingerprintBits = 8 | 16;
type Fingerprints = Uint8Array | Uint16Array;

interface FuseParts {
  readonly seed: Uint8Array;
  readonly size: number;
  readonly layout: FuseLayout;
  readonly fingerprints: Fingerprints;
}

/** How {@link buildBinaryFuse} builds. */
export interface BinaryFuseOptions {
  /** 8 affirms a stranger once in 256 tests, 16 once in 65,536. */
  readonly fingerprintBits: FingerprintBits;
  /** Gives 8 bytes an attempt: the seed. Fresh, so that nobody can choose items that defeat it. */
  readonly randomBytes: RandomBytes;
}

/**
 * Builds the filter of the given items: byte strings of any length, repetitions allowed, at most
 * 1,500,000. The same set and seed give the same filter, whatever the order.
 *
 * Read back with {@link readFilter}.
 *
 * @throws {@link WaypostError} `FILTER_BUILD` for too many items, other fingerprint bits, or where
 *   `randomBytes` gives one unlucky seed again and again; `BYTES_LENGTH` for no byte strings.
 */
export function buildBinaryFuse(
  items: FilterItems,
  { fingerprintBits, randomBytes }: BinaryFuseOptions,
): MembershipFilter {
  if (fingerprintBits !== 8 && fingerprintBits !== 16)
    throw new WaypostError('FILTER_BUILD', 'a fingerprint has 8 or 16 bits');
  const list = listItems(items, MAX_FUSE_KEYS);
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const seed = assertBytes(randomBytes(SEED_BYTES), SEED_BYTES, 'seed').slice();
    const parts = place(list, seed, fingerprintBits);
    if (parts) return new BinaryFuseFilter(parts);
  }
  throw new WaypostError('FILTER_BUILD', 'no seed places all items');
}

/**
 * Reads what `toBytes` of a binary fuse filter wrote. The bytes are copied.
 *
 * @throws {@link WaypostError} `FILTER_FORMAT`.
 */
export function readFilter(bytes: Uint8Array): MembershipFilter {
  if (!(bytes instanceof Uint8Array) || bytes.length < HEADER_BYTES) throw formatError();
  const reader = new ByteReader(bytes, 'filter');
  for (const byte of MAGIC) if (reader.u8() !== byte) throw formatError();
  const bits = reader.u8();
  const seed = reader.bytes(SEED_BYTES).slice();
  const size = reader.u32be();
  const segmentLength = reader.u32be();
  const segmentCount = reader.u32be();
  if ((bits !== 8 && bits !== 16) || size > MAX_FUSE_KEYS) throw formatError();
  if (!isFuseLayout(segmentLength, segmentCount)) throw formatError();
  const layout = new FuseLayout(segmentLength, segmentCount);
  if (reader.remaining !== layout.cellCount * (bits / 8)) throw formatError();
  const fingerprints = newFingerprints(layout.cellCount, bits);
  for (let i = 0; i < fingerprints.length; i++)
    fingerprints[i] = bits === 8 ? reader.u8() : reader.u16be();
  return new BinaryFuseFilter({ seed, size, layout, fingerprints });
}

class BinaryFuseFilter implements MembershipFilter {
  readonly kind = 'binary-fuse';
  readonly falsePositiveRate: number;
  readonly #parts: FuseParts;
  readonly #hasher: HalfSipHash;
  readonly #layout: FuseLayout;
  readonly #fingerprints: Fingerprints;
  readonly #mask: number;

  constructor(parts: FuseParts) {
    this.#parts = parts;
    this.#hasher = new HalfSipHash(parts.seed);
    this.#layout = parts.layout;
    this.#fingerprints = parts.fingerprints;
    this.#mask = 2 ** bitsOf(parts.fingerprints) - 1;
    this.falsePositiveRate = 1 / (this.#mask + 1);
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
    const h0 = words[at]!;
    const h1 = words[at + 1]!;
    const layout = this.#layout;
    const cells = this.#fingerprints;
    const first = layout.first(h1);
    const second = layout.second(first, h0);
    const third = layout.third(first, h0 >>> 14);
    const mixed = cells[first]! ^ cells[second]! ^ cells[third]!;
    return ((mixed ^ h1 ^ (h0 >>> 7)) & this.#mask) === 0;
  }

  toBytes(): Uint8Array {
    const { seed, size, layout, fingerprints } = this.#parts;
    const bits = bitsOf(fingerprints);
    const writer = new ByteWriter(HEADER_BYTES + fingerprints.byteLength);
    for (const byte of MAGIC) writer.u8(byte);
    writer.u8(bits).bytes(seed).u32be(size).u32be(layout.segmentLength).u32be(layout.segmentCount);
    for (const fingerprint of fingerprints)
      if (bits === 8) writer.u8(fingerprint);
      else writer.u16be(fingerprint);
    return writer.finish();
  }
}

/** One attempt to place all items under one seed: `null` if they do not peel. */
function place(items: ItemList, seed: Uint8Array, bits: FingerprintBits): FuseParts | null {
  // In this order neighbours have neighbouring cells, which halves the time of the peeling.
  const words = hashDistinct(items, seed);
  const size = words.length / 2;
  const layout = chooseFuseLayout(size);
  const positions = new Uint32Array(3 * size);
  for (let i = 0; i < size; i++) {
    const h0 = words[2 * i]!;
    const first = layout.first(words[2 * i + 1]!);
    positions[3 * i] = first;
    positions[3 * i + 1] = layout.second(first, h0);
    positions[3 * i + 2] = layout.third(first, h0 >>> 14);
  }
  const order = peel(positions, layout.cellCount);
  if (!order) return null;
  const fingerprints = newFingerprints(layout.cellCount, bits);
  write(fingerprints, { order, positions, words });
  return { seed, size, layout, fingerprints };
}

function write(
  cells: Fingerprints,
  keys: { order: PeelOrder; positions: Uint32Array; words: Uint32Array },
): void {
  const { order, positions, words } = keys;
  for (let i = 0; i < order.keys.length; i++) {
    const key = order.keys[i]!;
    const at = 3 * key;
    const mixed = cells[positions[at]!]! ^ cells[positions[at + 1]!]! ^ cells[positions[at + 2]!]!;
    cells[order.cells[i]!]! ^= mixed ^ words[2 * key + 1]! ^ (words[2 * key]! >>> 7);
  }
}

const newFingerprints = (count: number, bits: FingerprintBits): Fingerprints =>
  bits === 8 ? new Uint8Array(count) : new Uint16Array(count);

const bitsOf = (fingerprints: Fingerprints): FingerprintBits =>
  fingerprints instanceof Uint8Array ? 8 : 16;

const formatError = (): WaypostError =>
  new WaypostError('FILTER_FORMAT', 'not the bytes of a filter');
