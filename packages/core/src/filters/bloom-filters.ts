/**
 * The library's door to the package `bloom-filters`: its Bloom and xor filters behind our interface,
 * and its JSON, which other programs write and read. For Node.js only: the package needs `Buffer`
 * while it loads, so this module is in no index.
 *
 * The package hashes text. Here an item is given to it as lower-case hexadecimal. Its Bloom filter
 * hashes under a fixed seed: whoever may choose items can fill it. Use {@link buildBinaryFuse} for
 * filters of our own.
 *
 * @module
 */
// The package is CommonJS: Node.js finds no named exports in it.
import bloomFilters, { type BloomFilter, type XorFilter } from 'bloom-filters';
import { fromUtf8, toHex, toUtf8 } from '../primitives/encoding.ts';
import { WaypostError } from '../primitives/errors.ts';
import { splitItems } from './items.ts';
import type { MembershipFilter } from './membership-filter.ts';

/** Far more than a filter needs; bounds the time of a test of one item. */
const MAX_HASHES = 64;
const BASE64_DIGITS = /^[A-Za-z0-9+/]*$/;

/**
 * Builds a Bloom filter. `toBytes` gives the UTF-8 JSON of the package's `saveAsJSON`.
 *
 * @param falsePositiveRate - Wanted, between 0 and 1; the filter says the one that it has.
 * @throws {@link WaypostError} `FILTER_BUILD` without items, or for another rate.
 */
export function buildBloomFilter(
  items: Iterable<Uint8Array>,
  falsePositiveRate: number,
): MembershipFilter {
  const texts = distinctTexts(items);
  if (!(falsePositiveRate > 0 && falsePositiveRate < 1))
    throw new WaypostError('FILTER_BUILD', 'a false positive rate lies between 0 and 1');
  return fromBloomFilter(bloomFilters.BloomFilter.from(texts, falsePositiveRate));
}

/**
 * Builds an xor filter. `toBytes` gives the UTF-8 JSON of the package's `saveAsJSON`. About 70 µs an
 * item: for tests and for partners.
 *
 * @throws {@link WaypostError} `FILTER_BUILD` without items.
 */
export function buildXorFilter(
  items: Iterable<Uint8Array>,
  fingerprintBits: 8 | 16,
): MembershipFilter {
  return fromXorFilter(bloomFilters.XorFilter.create(distinctTexts(items), fingerprintBits));
}

/**
 * Reads the UTF-8 JSON of a `BloomFilter` or `XorFilter` of the package, by whomever it was written.
 *
 * @throws {@link WaypostError} `FILTER_FORMAT`.
 */
export function readBloomFilters(bytes: Uint8Array): MembershipFilter {
  const json = parseObject(bytes);
  // The package's own type for it is the global `JSON` object.
  const input = json as unknown as JSON;
  if (isBloomFilter(json))
    return fromBloomFilter(bloomFilters.BloomFilter.fromJSON(input) as BloomFilter);
  if (isXorFilter(json)) return fromXorFilter(bloomFilters.XorFilter.fromJSON(input) as XorFilter);
  throw formatError();
}

const fromBloomFilter = (filter: BloomFilter): MembershipFilter => ({
  kind: 'bloom',
  // From the bits that are set: the package's own `rate()` says a fifth of what one measures.
  falsePositiveRate: Math.min(1, (filter.length / filter.size) ** filter._nbHashes),
  has: (item) => filter.has(toHex(item)),
  hasEach: (items) =>
    Uint8Array.from(splitItems(items), (item) => (filter.has(toHex(item)) ? 1 : 0)),
  toBytes: () => toUtf8(JSON.stringify(filter.saveAsJSON())),
});

const fromXorFilter = (filter: XorFilter): MembershipFilter => ({
  kind: 'xor',
  // What the structure promises; one measures up to twice as many, at 16 bits several times as many.
  falsePositiveRate: 2 ** -filter._bits,
  has: (item) => filter.has(toHex(item)),
  hasEach: (items) =>
    Uint8Array.from(splitItems(items), (item) => (filter.has(toHex(item)) ? 1 : 0)),
  toBytes: () => toUtf8(JSON.stringify(filter.saveAsJSON())),
});

/** Each item once: a repeated one would keep the package's xor filter trying for ever. */
function distinctTexts(items: Iterable<Uint8Array>): string[] {
  const texts = new Set<string>();
  for (const item of items) texts.add(toHex(item));
  if (texts.size === 0) throw new WaypostError('FILTER_BUILD', 'a filter needs at least one item');
  return [...texts];
}

type JsonObject = Readonly<Record<string, unknown>>;

function parseObject(bytes: Uint8Array): JsonObject {
  try {
    return asObject(JSON.parse(fromUtf8(bytes)));
  } catch {
    throw formatError();
  }
}

/** Sizes must agree with each other: the package allocates by what the JSON says. */
function isBloomFilter(json: JsonObject): boolean {
  const { type, _size: size, _nbHashes: hashes, _filter, _seed: seed } = json;
  const { size: bits, content } = asObject(_filter);
  return (
    type === 'BloomFilter' &&
    isCount(size) &&
    isCount(hashes) &&
    hashes <= MAX_HASHES &&
    Number.isSafeInteger(seed) &&
    bits === Math.ceil(size / 8) * 8 &&
    isBase64(content, bits / 8)
  );
}

function isXorFilter(json: JsonObject): boolean {
  const { type, _size: size, _bits: bits, _blockLength: block, _filter: cells, _seed: seed } = json;
  return (
    type === 'XorFilter' &&
    (bits === 8 || bits === 16) &&
    isCount(size) &&
    isCount(block) &&
    Number.isSafeInteger(seed) &&
    Array.isArray(cells) &&
    cells.length === 3 * block &&
    cells.length >= size &&
    cells.every((cell) => isBase64(cell, bits / 8))
  );
}

const asObject = (value: unknown): JsonObject =>
  typeof value === 'object' && value !== null ? (value as JsonObject) : {};

const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) > 0;

function isBase64(text: unknown, bytes: number): boolean {
  const padding = '='.repeat((3 - (bytes % 3)) % 3);
  return (
    typeof text === 'string' &&
    text.length === 4 * Math.ceil(bytes / 3) &&
    text.endsWith(padding) &&
    BASE64_DIGITS.test(text.slice(0, text.length - padding.length))
  );
}

const formatError = (): WaypostError =>
  new WaypostError('FILTER_FORMAT', 'not the JSON of a Bloom or xor filter');
