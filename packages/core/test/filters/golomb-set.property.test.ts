import { buildGolombSet, type FilterItems, readGolombSet } from '@waypost/core/filters';
import { isWaypostError } from '@waypost/core/primitives';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitItems } from '../../src/filters/items.ts';
import { anyJoinedItems, seededRandom } from './kit.ts';
import { referenceGolombHas } from './reference.ts';

const anyItem = fc.uint8Array({ maxLength: 40 });
const anyItems = fc.array(anyItem, { maxLength: 300, size: 'max' });
const anySeed = fc.nat();

describe.each([1, 7, 32, 33, 42])('Golomb-coded set of %i bits: properties', (remainderBits) => {
  const build = (items: FilterItems, seed: number) =>
    buildGolombSet(items, { remainderBits, randomBytes: seededRandom(seed) });

  it('never denies a member, before and after a round trip', () =>
    fc.assert(
      fc.property(anyItems, anySeed, (items, seed) => {
        const set = build(items, seed);
        const copy = readGolombSet(set.toBytes());
        for (const item of items) expect([set.has(item), copy.has(item)]).toEqual([true, true]);
      }),
      { numRuns: 50 },
    ));

  it('says of every item what the reference reader says', () =>
    fc.assert(
      fc.property(
        fc.array(anyItem, { maxLength: 60, size: 'max' }),
        fc.array(anyItem, { maxLength: 20 }),
        anySeed,
        (items, strangers, seed) => {
          const set = build(items, seed);
          const bytes = set.toBytes();
          for (const item of [...items, ...strangers])
            expect(set.has(item)).toBe(referenceGolombHas(bytes, item));
        },
      ),
      { numRuns: 20 },
    ));

  it('depends on the set and the seed only, not on order or repetition', () =>
    fc.assert(
      fc.property(anyItems, anySeed, (items, seed) => {
        const bytes = build(items, seed).toBytes();
        expect(build([...items.toReversed(), ...items], seed).toBytes()).toEqual(bytes);
        expect(readGolombSet(bytes).toBytes()).toEqual(bytes);
      }),
      { numRuns: 50 },
    ));

  it('says the same of joined items, and is the same set when built of them', () =>
    fc.assert(
      fc.property(anyJoinedItems, anyJoinedItems, anySeed, (members, others, seed) => {
        const set = build(members, seed);
        expect(set.toBytes()).toEqual(build(splitItems(members), seed).toBytes());
        for (const joined of [members, others])
          expect([...set.hasEach(joined)]).toEqual(
            splitItems(joined).map((item) => Number(set.has(item))),
          );
      }),
      { numRuns: 50 },
    ));

  it('reads any bytes or refuses them', () =>
    fc.assert(
      fc.property(anyItems, anyItem, fc.nat(), fc.nat(255), (items, item, at, value) => {
        const bytes = build(items, 1).toBytes();
        bytes[at % bytes.length] = value;
        try {
          expect(typeof readGolombSet(bytes).has(item)).toBe('boolean');
        } catch (error) {
          expect(isWaypostError(error) && error.code).toBe('FILTER_FORMAT');
        }
      }),
    ));
});
