import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sortDistinct } from '../../src/filters/hash-items.ts';

type Pair = readonly [number, number];

const anyWord = fc.nat(2 ** 32 - 1);
/** Words that often are the same, and words at the ends of their range. */
const anyAlike = fc.constantFrom(0, 1, 2 ** 31, 2 ** 32 - 1);
const anyPairs = fc.array(fc.tuple(fc.oneof(anyWord, anyAlike), fc.oneof(anyWord, anyAlike)), {
  maxLength: 300,
  size: 'max',
});

/** The same by the plainest means: as integers of 64 bits. */
function plainSort(pairs: readonly Pair[]): number[] {
  const values = new Set(pairs.map(([low, high]) => (BigInt(high) << 32n) + BigInt(low)));
  return [...values]
    .sort((a, b) => (a < b ? -1 : 1))
    .flatMap((value) => [Number(value & 0xffff_ffffn), Number(value >> 32n)]);
}

it('pairs of words are sorted as integers of 64 bits, each once, and the input is left alone', () =>
  fc.assert(
    fc.property(anyPairs, (pairs) => {
      const words = Uint32Array.from(pairs.flat());
      expect([...sortDistinct(words)]).toEqual(plainSort(pairs));
      expect([...words]).toEqual(pairs.flat());
    }),
  ));

it('one pair a million times, and two in turn, take no longer than others', () => {
  for (const kinds of [1, 2]) {
    const words = Uint32Array.from({ length: 2_000_000 }, (_, i) => ((i >> 1) % kinds) + (i & 1));
    expect(sortDistinct(words)).toHaveLength(2 * kinds);
  }
});
