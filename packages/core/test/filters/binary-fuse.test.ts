import * as filters from '@waypost/core/filters';
import { buildBinaryFuse, type FilterItems, readFilter } from '@waypost/core/filters';
import { describe, expect, it } from 'vitest';
import { code, overwrite, randomIds, seededRandom } from './kit.ts';

const build = (items: FilterItems, fingerprintBits: 8 | 16 = 8) =>
  buildBinaryFuse(items, { fingerprintBits, randomBytes: seededRandom(7) });

const joined = (length: number, itemBytes: number) => ({
  bytes: new Uint8Array(length),
  itemBytes,
});

describe('binary fuse filter', () => {
  it('takes at most 9.1 bits an item at a million items, and denies none of them', () => {
    const items = randomIds(1_000_000, 1);
    const filter = build(items);
    expect((filter.toBytes().length * 8) / items.length).toBeLessThanOrEqual(9.1);
    expect(items.every((item) => filter.has(item))).toBe(true);
  });

  it.each([
    [8, 100_000, 0.8, 1.2],
    [16, 1_000_000, 0.1, 3],
  ] as const)('of %i bits affirms strangers as often as it says', (bits, count, low, high) => {
    const filter = build(randomIds(5_000, 2), bits);
    const affirmed = randomIds(count, 3).filter((item) => filter.has(item)).length;
    expect(filter.falsePositiveRate).toBe(2 ** -bits);
    expect(affirmed).toBeGreaterThan(low * count * filter.falsePositiveRate);
    expect(affirmed).toBeLessThan(high * count * filter.falsePositiveRate);
  });

  it('affirms strangers as often of items that count up as of random ones', () => {
    const counted = (from: number): Uint8Array[] =>
      Array.from({ length: 50_000 }, (_, i) => Uint8Array.of(0, from, i >>> 8, i));
    const filter = build(counted(0));
    const affirmed = counted(1).filter((item) => filter.has(item)).length;
    expect(affirmed / 50_000).toBeLessThan(1.3 * filter.falsePositiveRate);
  });

  it('of no items is a filter too', () => {
    const filter = readFilter(build([]).toBytes());
    const affirmed = randomIds(10_000, 4).filter((item) => filter.has(item)).length;
    expect(affirmed).toBeLessThan(100);
  });

  it('goes on to the next seed where one is unlucky', () => {
    const items = randomIds(20_000, 5);
    const unlucky = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 21); // found by trial
    const seeds = [unlucky, Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 23)];
    const filter = buildBinaryFuse(items, {
      fingerprintBits: 8,
      randomBytes: () => seeds.shift() ?? unlucky,
    });
    expect(seeds).toHaveLength(0);
    expect(items.every((item) => filter.has(item))).toBe(true);
    expect(() =>
      buildBinaryFuse(items, { fingerprintBits: 8, randomBytes: () => unlucky }),
    ).toThrow(expect.objectContaining(code('FILTER_BUILD')));
  });

  it('keeps no hold on the bytes it was given', () => {
    const items = randomIds(100, 6);
    const bytes = build(items).toBytes();
    const filter = readFilter(bytes);
    bytes.fill(0);
    expect(items.every((item) => filter.has(item))).toBe(true);
  });

  it.each([
    ['too many items', () => build(Array(1_500_001).fill(new Uint8Array(1))), 'FILTER_BUILD'],
    ['9 bits', () => build([], 9 as 8), 'FILTER_BUILD'],
    ['a text as item', () => build(['a' as unknown as Uint8Array]), 'BYTES_LENGTH'],
    ['joined items that do not come out even', () => build(joined(33, 16)), 'BYTES_LENGTH'],
    ['joined items of no length', () => build(joined(0, 0)), 'BYTES_LENGTH'],
    ['joined items of half a byte', () => build(joined(1, 0.5)), 'BYTES_LENGTH'],
    ['too many joined items', () => build(joined(1_500_001, 1)), 'FILTER_BUILD'],
    ['questions that do not come out even', () => build([]).hasEach(joined(1, 2)), 'BYTES_LENGTH'],
    ['a text as question', () => build([]).has('a' as unknown as Uint8Array), 'BYTES_LENGTH'],
    [
      'a short seed',
      () => buildBinaryFuse([], { fingerprintBits: 8, randomBytes: () => new Uint8Array(7) }),
      'BYTES_LENGTH',
    ],
  ])('refuses %s', (_name, act, expected) => {
    expect(act).toThrow(expect.objectContaining(code(expected)));
  });
});

describe('filter bytes', () => {
  const good = build(randomIds(100, 8)).toBytes();
  const withLayout = (segmentLength: number, segmentCount: number): Uint8Array => {
    const bytes = new Uint8Array(25 + (segmentCount + 2) * segmentLength);
    bytes.set(overwrite(good.slice(0, 25), 17, 0, 0, 0, segmentLength, 0, 0, 0, segmentCount));
    return bytes;
  };

  it.each([
    ['nothing', new Uint8Array(0)],
    ['the header only', good.subarray(0, 25)],
    ['a truncated header', good.subarray(0, 24)],
    ['one byte short', good.subarray(0, -1)],
    ['one byte more', Uint8Array.of(...good, 0)],
    ['bad magic', overwrite(good, 0, 0x58)],
    ['a newer version', overwrite(good, 3, 2)],
    ['fingerprints of 0 bits', overwrite(good, 4, 0)],
    ['fingerprints of 16 bits, in half the length', overwrite(good, 4, 16)],
    ['more items than a filter holds', overwrite(good, 13, 0, 0x16, 0xe3, 0x61)],
    ['segments of length 0', overwrite(good, 17, 0, 0, 0, 0)],
    ['segments of length 65', overwrite(good, 20, 65)],
    ['segments of length 2^19', overwrite(good, 17, 0, 8, 0, 0)],
    ['segments of length 2^32 - 1', overwrite(good, 17, 255, 255, 255, 255)],
    ['no segments', overwrite(good, 21, 0, 0, 0, 0)],
    ['2^31 segments', overwrite(good, 21, 128, 0, 0, 0)],
    ['no segments, of the right length', withLayout(4, 0)],
    ['segments of length 3, of the right length', withLayout(3, 1)],
  ])('refuses %s', (_name, bytes) => {
    expect(() => readFilter(bytes)).toThrow(expect.objectContaining(code('FILTER_FORMAT')));
  });

  it('are read with the smallest layout there is', () => {
    expect(readFilter(withLayout(1, 1)).kind).toBe('binary-fuse');
  });

  it('refuses every truncation', () => {
    for (let length = 0; length < good.length; length++)
      expect(() => readFilter(good.subarray(0, length))).toThrow(
        expect.objectContaining(code('FILTER_FORMAT')),
      );
  });

  it('refuses what is no bytes', () => {
    expect(() => readFilter('WPF' as unknown as Uint8Array)).toThrow(
      expect.objectContaining(code('FILTER_FORMAT')),
    );
  });

  it('are read at any offset of a larger buffer', () => {
    const padded = Uint8Array.of(9, ...good, 9);
    expect(readFilter(padded.subarray(1, -1)).toBytes()).toEqual(good);
  });
});

describe('the index', () => {
  it('leaves out what only Node.js can load', () => {
    expect(Object.keys(filters).sort()).toEqual([
      'buildBinaryFuse',
      'buildGolombSet',
      'readFilter',
      'readGolombSet',
    ]);
  });
});
