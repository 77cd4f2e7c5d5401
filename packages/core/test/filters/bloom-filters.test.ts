import { buildBinaryFuse } from '@waypost/core/filters';
import {
  buildBloomFilter,
  buildXorFilter,
  readBloomFilters,
} from '@waypost/core/filters/bloom-filters';
import { concatBytes, fromUtf8, toHex, toUtf8 } from '@waypost/core/primitives';
import { BloomFilter, XorFilter } from 'bloom-filters';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { code, randomIds, seededRandom } from './kit.ts';

const members = randomIds(1_000, 1);
const strangers = randomIds(8_000, 2);
const bloom = buildBloomFilter(members, 0.01);
const xor = buildXorFilter(members, 8);
const fuse = buildBinaryFuse(members, { fingerprintBits: 8, randomBytes: seededRandom(3) });

describe.each([bloom, xor, fuse])('$kind filter, one set', (filter) => {
  it('denies no member', () => {
    expect(members.every((item) => filter.has(item))).toBe(true);
  });

  it('says the same of joined items', () => {
    const some = [...members.slice(0, 50), ...strangers.slice(0, 500)];
    expect([...filter.hasEach({ bytes: concatBytes(...some), itemBytes: 16 })]).toEqual(
      some.map((item) => Number(filter.has(item))),
    );
  });

  it('affirms strangers about as often as it says', () => {
    const rate = strangers.filter((item) => filter.has(item)).length / strangers.length;
    expect(rate).toBeLessThan((filter.kind === 'xor' ? 2.5 : 1.5) * filter.falsePositiveRate);
    expect(rate).toBeGreaterThan(0.5 * filter.falsePositiveRate);
  });
});

describe.each([bloom, xor, buildXorFilter(members, 16)])('$kind filter as JSON', (filter) => {
  it('says the same after a round trip', () => {
    const copy = readBloomFilters(filter.toBytes());
    expect([copy.kind, copy.falsePositiveRate]).toEqual([filter.kind, filter.falsePositiveRate]);
    for (const item of [...members, ...strangers.slice(0, 1_000)])
      expect(copy.has(item)).toBe(filter.has(item));
  });

  it('is the JSON of the package itself', () => {
    const json = JSON.parse(fromUtf8(filter.toBytes()));
    const theirs = (filter.kind === 'bloom' ? BloomFilter : XorFilter).fromJSON(json);
    for (const item of members) expect(theirs.has(toHex(item))).toBe(true);
    expect(JSON.stringify(theirs.saveAsJSON())).toBe(fromUtf8(filter.toBytes()));
  });
});

describe('binary fuse and Bloom filter: one oracle', () => {
  it('both affirm every member of any set', () =>
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 20 }), { minLength: 1 }), (items) => {
        const oracle = buildBloomFilter(items, 0.01);
        const filter = buildBinaryFuse(items, {
          fingerprintBits: 16,
          randomBytes: seededRandom(4),
        });
        for (const item of items)
          expect([oracle.has(item), filter.has(item)]).toEqual([true, true]);
      }),
      { numRuns: 50 },
    ));
});

describe('building', () => {
  it.each([
    ['a Bloom filter of nothing', () => buildBloomFilter([], 0.01)],
    ['an xor filter of nothing', () => buildXorFilter([], 8)],
    ['a rate of 0', () => buildBloomFilter(members, 0)],
    ['a rate of 1', () => buildBloomFilter(members, 1)],
    ['a rate that is no number', () => buildBloomFilter(members, Number.NaN)],
  ])('refuses %s', (_name, act) => {
    expect(act).toThrow(expect.objectContaining(code('FILTER_BUILD')));
  });

  it('of repeated items ends', () => {
    const filter = buildXorFilter([...members.slice(0, 50), ...members.slice(0, 50)], 8);
    expect(members.slice(0, 50).every((item) => filter.has(item))).toBe(true);
  });
});

describe('reading', () => {
  const bloomJson = JSON.parse(fromUtf8(bloom.toBytes()));
  const xorJson = JSON.parse(fromUtf8(xor.toBytes()));
  const bits = bloomJson._filter;

  it.each([
    ['no object', 7],
    ['null', null],
    ['nothing', {}],
    ['another filter', { ...bloomJson, type: 'CuckooFilter' }],
    ['a huge number of bits', { ...bloomJson, _size: 2 ** 40 }],
    ['bits that do not fit the size', { ...bloomJson, _filter: { ...bits, size: 2 ** 40 } }],
    ['fewer bits than said', { ...bloomJson, _filter: { ...bits, content: 'AAAA' } }],
    [
      'bits that are no base64',
      { ...bloomJson, _filter: { ...bits, content: bits.content.replace(/./g, '*') } },
    ],
    ['bits as an array', { ...bloomJson, _filter: [0, 1] }],
    ['no hashes', { ...bloomJson, _nbHashes: 0 }],
    ['a billion hashes', { ...bloomJson, _nbHashes: 1e9 }],
    ['a seed that is text', { ...bloomJson, _seed: 'x' }],
    ['fingerprints of 32 bits', { ...xorJson, _bits: 32 }],
    ['a huge number of items', { ...xorJson, _size: 2 ** 40 }],
    ['longer blocks than there are', { ...xorJson, _blockLength: xorJson._blockLength + 1 }],
    [
      'cells of another length',
      { ...xorJson, _filter: Array(xorJson._filter.length).fill('AAAA') },
    ],
    ['cells that are no text', { ...xorJson, _filter: Array(xorJson._filter.length).fill(1) }],
  ])('refuses %s', (_name, json) => {
    expect(() => readBloomFilters(toUtf8(JSON.stringify(json)))).toThrow(
      expect.objectContaining(code('FILTER_FORMAT')),
    );
  });

  it.each([
    ['bytes that are no UTF-8', Uint8Array.of(0xff)],
    ['text that is no JSON', bloom.toBytes().subarray(1)],
    ['what is no bytes', '{}' as unknown as Uint8Array],
  ])('refuses %s', (_name, bytes) => {
    expect(() => readBloomFilters(bytes)).toThrow(expect.objectContaining(code('FILTER_FORMAT')));
  });
});
