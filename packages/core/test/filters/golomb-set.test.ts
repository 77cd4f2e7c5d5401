import { buildBinaryFuse, buildGolombSet, readFilter, readGolombSet } from '@waypost/core/filters';
import { describe, expect, it } from 'vitest';
import { code, overwrite, randomIds, seededRandom } from './kit.ts';

const build = (items: Iterable<Uint8Array>, remainderBits = 10) =>
  buildGolombSet(items, { remainderBits, randomBytes: seededRandom(7) });

describe('Golomb-coded set', () => {
  it.each([
    [8, 50_000],
    [19, 20_000],
    [32, 20_000],
    [33, 20_000],
    [42, 20_000],
  ])('of %i bits takes about 1.5 bits more an item, and denies no member', (bits, count) => {
    const items = randomIds(count, 1);
    const set = build(items, bits);
    expect((set.toBytes().length * 8) / count).toBeLessThanOrEqual(bits + 1.6);
    expect(items.every((item) => set.has(item))).toBe(true);
  });

  it.each([
    [1, 20_000],
    [4, 50_000],
    [8, 100_000],
    [12, 300_000],
  ])('of %i bits affirms strangers as often as it says', (bits, count) => {
    const set = build(randomIds(5_000, 2), bits);
    const affirmed = randomIds(count, 3).filter((item) => set.has(item)).length;
    expect(set.falsePositiveRate).toBe(2 ** -bits);
    // A member's number is shared by another one as often, so the set holds a little fewer than n.
    expect(affirmed).toBeGreaterThan(0.7 * count * set.falsePositiveRate);
    expect(affirmed).toBeLessThan(1.3 * count * set.falsePositiveRate);
  });

  it('of 42 bits affirms none of 300,000 strangers', () => {
    const set = build(randomIds(5_000, 2), 42);
    expect(randomIds(300_000, 3).some((item) => set.has(item))).toBe(false);
  });

  it('affirms strangers as often of items that count up as of random ones', () => {
    const counted = (from: number): Uint8Array[] =>
      Array.from({ length: 50_000 }, (_, i) => Uint8Array.of(0, from, i >>> 8, i));
    const set = build(counted(0), 8);
    const affirmed = counted(1).filter((item) => set.has(item)).length;
    expect(affirmed / 50_000).toBeLessThan(1.3 * set.falsePositiveRate);
  });

  it('of no items is a set too, which affirms nothing', () => {
    const set = readGolombSet(build([]).toBytes());
    expect(set.toBytes()).toHaveLength(17);
    expect([set.falsePositiveRate, set.has(new Uint8Array(0))]).toEqual([0, false]);
  });

  it('keeps no hold on the bytes it was given, nor on those that it gave', () => {
    const items = randomIds(100, 6);
    const bytes = build(items).toBytes();
    const set = readGolombSet(bytes);
    bytes.fill(0);
    set.toBytes().fill(0);
    expect(items.every((item) => set.has(item))).toBe(true);
    expect(set.toBytes()).toEqual(build(items).toBytes());
  });

  it.each([
    ['too many items', () => build(Array(1_500_001).fill(new Uint8Array(1))), 'FILTER_BUILD'],
    ['0 bits', () => build([], 0), 'FILTER_BUILD'],
    ['43 bits', () => build([], 43), 'FILTER_BUILD'],
    ['half a bit', () => build([], 8.5), 'FILTER_BUILD'],
    ['a text as item', () => build(['a' as unknown as Uint8Array]), 'BYTES_LENGTH'],
    ['a text as question', () => build([]).has('a' as unknown as Uint8Array), 'BYTES_LENGTH'],
    [
      'a short seed',
      () => buildGolombSet([], { remainderBits: 8, randomBytes: () => new Uint8Array(7) }),
      'BYTES_LENGTH',
    ],
  ])('refuses %s', (_name, act, expected) => {
    expect(act).toThrow(expect.objectContaining(code(expected)));
  });
});

describe('the bytes of a Golomb-coded set', () => {
  const good = build(randomIds(100, 8)).toBytes();
  /** A set of P = 1 and n items, with this body. */
  const crafted = (n: number, ...body: number[]): Uint8Array =>
    Uint8Array.of(0x57, 0x50, 0x47, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, n, ...body);

  it.each([
    ['nothing', new Uint8Array(0)],
    ['the header only', good.subarray(0, 17)],
    ['one byte more', Uint8Array.of(...good, 0)],
    ['bad magic', overwrite(good, 0, 0x58)],
    ['a binary fuse filter', overwrite(good, 2, 0x46)],
    ['a newer version', overwrite(good, 3, 2)],
    ['remainders of 0 bits', overwrite(good, 4, 0)],
    ['remainders of 43 bits', overwrite(good, 4, 43)],
    ['one item less', overwrite(good, 16, 99)],
    ['one item more', overwrite(good, 16, 101)],
    ['more items than a set holds', overwrite(good, 13, 0, 0x16, 0xe3, 0x61)],
    ['2^32 - 1 items', overwrite(good, 13, 255, 255, 255, 255)],
    ['one bits behind the end', crafted(1, 0b0000_0001)],
    ['a number past the last bucket', crafted(1, 0b1000_0000)],
    ['a number past the last bucket by its remainder', crafted(2, 0b1010_1000)],
    ['a run of ones that never ends', crafted(7, 0b1111_1111, 0b1111_1111)],
    ['a code cut off', crafted(4, 0b1001_0010)],
    ['bytes behind no items', crafted(0, 0)],
  ])('refuses %s', (_name, bytes) => {
    expect(() => readGolombSet(bytes)).toThrow(expect.objectContaining(code('FILTER_FORMAT')));
  });

  it('are read from the shortest and from the longest code there can be', () => {
    expect(readGolombSet(crafted(1, 0b0000_0000)).kind).toBe('golomb-set');
    expect(readGolombSet(crafted(2, 0b0110_0000)).kind).toBe('golomb-set');
    expect(readGolombSet(crafted(2, 0b0010_1000)).kind).toBe('golomb-set');
  });

  it('refuses every truncation', () => {
    for (let length = 0; length < good.length; length++)
      expect(() => readGolombSet(good.subarray(0, length))).toThrow(
        expect.objectContaining(code('FILTER_FORMAT')),
      );
  });

  it('refuses what is no bytes, and each reader what is the other’s', () => {
    const fuse = buildBinaryFuse(randomIds(9, 1), {
      fingerprintBits: 8,
      randomBytes: seededRandom(1),
    });
    for (const act of [
      () => readGolombSet('WPG' as unknown as Uint8Array),
      () => readGolombSet(fuse.toBytes()),
      () => readFilter(good),
    ])
      expect(act).toThrow(expect.objectContaining(code('FILTER_FORMAT')));
  });

  it('are read at any offset of a larger buffer', () => {
    const padded = Uint8Array.of(9, ...good, 9);
    expect(readGolombSet(padded.subarray(1, -1)).toBytes()).toEqual(good);
  });
});
