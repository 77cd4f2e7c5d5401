import { buildBinaryFuse, type FilterItems, readFilter } from '@waypost/core/filters';
import { isWaypostError } from '@waypost/core/primitives';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitItems } from '../../src/filters/items.ts';
import { anyJoinedItems, seededRandom } from './kit.ts';
import { halfSipHash, referenceHas } from './reference.ts';

const anyItem = fc.uint8Array({ maxLength: 40 });
const anyItems = fc.array(anyItem, { maxLength: 300, size: 'max' });
const anySeed = fc.nat();

// HalfSipHash-2-4, 64 bits, key 00..07, items 00, 00 01, …: first rows of the reference's vectors.
const HALF_SIP_HASH = [
  '218d1f59b9b83cc8',
  'be552412f8387315',
  '064f39ef7c50eb57',
  'ce0f1a45f7060679',
  'd5e78a175be52ea1',
  'cb9d7c3f2f3db580',
  'ce3e91358aa2bc25',
  'ff202728b07bc684',
  'edfee820bce4858c',
];

describe('the reference reader', () => {
  it.each(HALF_SIP_HASH.map((hash, length) => ({ hash, length })))('hashes $length bytes', (v) => {
    const [first, second] = halfSipHash(
      { c: 2, d: 4 },
      Uint8Array.from({ length: 8 }, (_, i) => i),
      Uint8Array.from({ length: v.length }, (_, i) => i),
    );
    const bytes = new DataView(new ArrayBuffer(8));
    bytes.setUint32(0, Number(first), true);
    bytes.setUint32(4, Number(second), true);
    expect(bytes.getBigUint64(0).toString(16).padStart(16, '0')).toBe(v.hash);
  });
});

describe.each([8, 16] as const)('binary fuse filter of %i bits: properties', (fingerprintBits) => {
  const build = (items: FilterItems, seed: number) =>
    buildBinaryFuse(items, { fingerprintBits, randomBytes: seededRandom(seed) });

  it('never denies a member, before and after a round trip', () =>
    fc.assert(
      fc.property(anyItems, anySeed, (items, seed) => {
        const filter = build(items, seed);
        const copy = readFilter(filter.toBytes());
        for (const item of items) expect([filter.has(item), copy.has(item)]).toEqual([true, true]);
      }),
    ));

  it('says of every item what the reference reader says', () =>
    fc.assert(
      fc.property(anyItems, fc.array(anyItem), anySeed, (items, strangers, seed) => {
        const filter = build(items, seed);
        const bytes = filter.toBytes();
        for (const item of [...items, ...strangers])
          expect(filter.has(item)).toBe(referenceHas(bytes, item));
      }),
      { numRuns: 30 },
    ));

  it('depends on the set and the seed only, not on order or repetition', () =>
    fc.assert(
      fc.property(anyItems, anySeed, (items, seed) => {
        const bytes = build(items, seed).toBytes();
        expect(build([...items.toReversed(), ...items], seed).toBytes()).toEqual(bytes);
      }),
    ));

  it('says the same of joined items, and is the same filter when built of them', () =>
    fc.assert(
      fc.property(anyJoinedItems, anyJoinedItems, anySeed, (members, others, seed) => {
        const filter = build(members, seed);
        expect(filter.toBytes()).toEqual(build(splitItems(members), seed).toBytes());
        for (const joined of [members, others])
          expect([...filter.hasEach(joined)]).toEqual(
            splitItems(joined).map((item) => Number(filter.has(item))),
          );
      }),
    ));

  it('writes the bytes that it was read from', () =>
    fc.assert(
      fc.property(anyItems, anySeed, (items, seed) => {
        const bytes = build(items, seed).toBytes();
        const input = bytes.slice();
        expect(readFilter(input).toBytes()).toEqual(bytes);
        expect(input).toEqual(bytes);
      }),
    ));

  it('reads any bytes or refuses them', () =>
    fc.assert(
      fc.property(anyItems, anyItem, fc.nat(), fc.nat(255), (items, item, at, value) => {
        const bytes = build(items, 1).toBytes();
        bytes[at % bytes.length] = value;
        try {
          expect(typeof readFilter(bytes).has(item)).toBe('boolean');
        } catch (error) {
          expect(isWaypostError(error) && error.code).toBe('FILTER_FORMAT');
        }
      }),
    ));
});
