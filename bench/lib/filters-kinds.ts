// Filters of one set of ids behind one interface: ours, and those of the package bloom-filters.

import { buildBundle, openBundle } from '@waypost/core/exposure-notice';
import {
  buildBinaryFuse,
  buildGolombSet,
  type JoinedItems,
  type MembershipFilter,
} from '@waypost/core/filters';
import bloomFilters from 'bloom-filters';
import { seededRandom } from './random.ts';

const ID_BYTES = 16;

/** Ids of 16 bytes, in each form that somebody wants them in. */
export class Ids {
  readonly joined: JoinedItems;
  readonly each: readonly Uint8Array[];
  #hex: string[] | null = null;

  constructor(bytes: Uint8Array) {
    this.joined = { bytes, itemBytes: ID_BYTES };
    this.each = Array.from({ length: bytes.length / ID_BYTES }, (_, i) =>
      bytes.subarray(i * ID_BYTES, (i + 1) * ID_BYTES),
    );
  }

  /** As hexadecimal, made once: bloom-filters hashes text. */
  get hex(): string[] {
    this.#hex ??= this.each.map((id) => Buffer.from(id).toString('hex'));
    return this.#hex;
  }

  /** The first ids only. */
  first(count: number): Ids {
    return new Ids(this.joined.bytes.subarray(0, count * ID_BYTES));
  }

  /** These ids, then others. */
  and(others: Ids): Ids {
    return new Ids(Buffer.concat([this.joined.bytes, others.joined.bytes]));
  }
}

/** A filter that was built. */
export interface BuiltFilter {
  /** 1 for each id that may be a member, else 0. */
  ask(ids: Ids): Uint8Array;
  /** Length of what is published, in bits. */
  publishedBits(): number;
}

/** Builds the filter of some ids. */
export type BuildFilter = (ids: Ids) => BuiltFilter;

/** Asked of everybody who can be asked: one stranger in so many is affirmed. */
const RATE = 1 / 256;
/** Keys, salts and cells are fresh, as they have to be: they do not change the answers. */
const randomBytes = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

/** `count` ids, others for another seed. */
export function makeIds(count: number, seed: number): Ids {
  const random = seededRandom(seed);
  const words = Uint32Array.from({ length: (count * ID_BYTES) / 4 }, () => random.below(2 ** 32));
  return new Ids(new Uint8Array(words.buffer));
}

const ours = (filter: MembershipFilter): BuiltFilter => ({
  ask: ({ joined }) => filter.hasEach(joined),
  publishedBits: () => filter.toBytes().length * 8,
});

/** Binary fuse filter, joined ids in and joined ids asked. */
export const binaryFuse =
  (fingerprintBits: 8 | 16): BuildFilter =>
  ({ joined }) =>
    ours(buildBinaryFuse(joined, { fingerprintBits, randomBytes }));

/** Binary fuse filter of 8 bits that is given one id after the other, as the peers are. */
export const binaryFuseOneByOne: BuildFilter = ({ each }) => {
  const filter = buildBinaryFuse(each, { fingerprintBits: 8, randomBytes });
  return { ...ours(filter), ask: (ids) => askEach(ids.each, (id) => filter.has(id)) };
};

/** Golomb-coded set that affirms one stranger in 256. */
export const golombSet: BuildFilter = ({ joined }) =>
  ours(buildGolombSet(joined, { remainderBits: 8, randomBytes }));

/** The map of an exposure notice without padding: 40 bits of print and 8 of value, hashed by SHA-256. */
export const noticeMap: BuildFilter = ({ each }) => {
  const entries = each.map(
    (contactId) => ({ contactId, durationMinutes: 15, severity: 2 }) as const,
  );
  const bytes = buildBundle(entries, { randomBytes, padTo: 1 });
  const bundle = openBundle(bytes);
  return {
    ask: (ids) => askEach(ids.each, (id) => bundle.lookup(id) !== null),
    publishedBits: () => bytes.length * 8,
  };
};

interface Peer {
  has(item: string): boolean;
  saveAsJSON(): object;
}

const peer =
  (build: (hex: string[]) => Peer): BuildFilter =>
  ({ hex }) => {
    const filter = build(hex);
    return {
      ask: (ids) => askEach(ids.hex, (id) => filter.has(id)),
      publishedBits: () => JSON.stringify(filter.saveAsJSON()).length * 8,
    };
  };

/** The package's xor filter of 8 bits: of its filters the nearest to ours. */
export const xorFilter: BuildFilter = peer((hex) => bloomFilters.XorFilter.create(hex, 8));
/** Its Bloom filter. */
export const bloomFilter: BuildFilter = peer((hex) => bloomFilters.BloomFilter.from(hex, RATE));

/** How many of its members the package's cuckoo filter denies: it cannot take part. */
export function deniedByCuckooFilter({ hex }: Ids): number {
  const filter = bloomFilters.CuckooFilter.from(hex, RATE);
  return hex.filter((id) => !filter.has(id)).length;
}

function askEach<Id>(ids: readonly Id[], has: (id: Id) => boolean): Uint8Array {
  const answers = new Uint8Array(ids.length);
  for (let i = 0; i < ids.length; i++) if (has(ids[i]!)) answers[i] = 1;
  return answers;
}
