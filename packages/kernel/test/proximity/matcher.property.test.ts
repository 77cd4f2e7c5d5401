// Random worlds: each engine against the specification.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENGINES, expected, found, type Heard, type Key, rpiOf } from './reference.ts';

const UINT32_MAX = 2 ** 32 - 1;

// Where interval numbers carry: into their second, third and fourth byte, and where they end.
const anyStart = fc.oneof(
  fc.integer({ min: 0, max: 400 }),
  fc.integer({ min: 2 ** 16 - 160, max: 2 ** 16 + 16 }),
  fc.integer({ min: 2 ** 24 - 160, max: 2 ** 24 + 16 }),
  fc.integer({ min: UINT32_MAX - 400, max: UINT32_MAX - 143 }),
  fc.integer({ min: 18_350, max: 18_356 }).map((day) => day * 144),
  fc.integer({ min: 2_642_000, max: 2_643_000 }),
);

const anyKey: fc.Arbitrary<Key> = fc.record({
  tek: fc.uint8Array({ minLength: 16, maxLength: 16 }),
  start: anyStart,
  period: fc.oneof(fc.constant(144), fc.integer({ min: 1, max: 144 })),
});

/** Something heard of one of the keys, around the edge of the tolerance as often as not, or of nobody. */
interface Sound {
  readonly key: number;
  readonly offset: number;
  readonly late: number;
  readonly spoilt: number | null;
}

const anySound: fc.Arbitrary<Sound> = fc.record({
  key: fc.nat(),
  offset: fc.oneof(fc.integer({ min: 0, max: 143 }), fc.constantFrom(0, 15, 16, 143)),
  late: fc.oneof(fc.constantFrom(-13, -12, 12, 13), fc.integer({ min: -30, max: 30 })),
  spoilt: fc.option(fc.integer({ min: 0, max: 127 }), { nil: null, freq: 3 }),
});

function heardOfKeys(keys: readonly Key[], sounds: readonly Sound[]): Heard[] {
  return sounds.flatMap(({ key: index, offset, late, spoilt }) => {
    const key = keys[index % keys.length];
    if (!key || key.start + offset > UINT32_MAX) return [];
    const rpi = rpiOf(key, offset);
    if (spoilt !== null) rpi[spoilt >> 3]! ^= 1 << (spoilt & 7);
    const interval = Math.min(Math.max(key.start + offset + late, 0), UINT32_MAX);
    return [{ rpi, interval }];
  });
}

// A midnight, and carries into the second, third and fourth byte, each at any place of a key; the last key.
const STARTS = [
  ...[0, 1, 15, 16, 17, 71, 127, 128, 129, 143].map((offset) => 144 * 18_354 + offset),
  ...[2 ** 8, 2 ** 16, 2 ** 24].flatMap((carry) => [
    carry - 130,
    carry - 77,
    carry - 16,
    carry - 1,
  ]),
  UINT32_MAX - 143,
];

describe.each(ENGINES)('%s', (engine) => {
  it.each(STARTS)(
    'finds every interval of a key from %i on, as early and late as is allowed',
    async (start) => {
      const key = {
        tek: Uint8Array.from({ length: 16 }, (_, i) => start >>> i),
        start,
        period: 144,
      };
      const intervals = Array.from({ length: 144 }, (_, i) => start + i);
      const rpis = intervals.map((_, i) => rpiOf(key, i));
      const heardLate = (late: number) =>
        intervals.map((interval, i) => ({ rpi: rpis[i]!, interval: interval + late }));
      for (const late of [-12, 0, 12].filter((late) => start + 143 + late <= UINT32_MAX)) {
        const heard = heardLate(late);
        const rows = await found(engine, { keys: [key], heard, tolerance: 12 });
        expect(rows).toEqual(intervals.map((interval, i) => [0, interval, i]));
      }
      expect(await found(engine, { keys: [key], heard: heardLate(-13), tolerance: 12 })).toEqual(
        [],
      );
    },
  );

  it('finds what the specification says, in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyKey, { maxLength: 20 }),
        fc.array(anySound, { maxLength: 60 }),
        fc.constantFrom(12, 12, 0, 1, 144),
        async (keys, sounds, tolerance) => {
          const heard = heardOfKeys(keys, sounds);
          const rows = await found(engine, { keys, heard, tolerance });
          expect(rows).toEqual(expected(keys, heard, tolerance));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('finds the same where key and heard id stand twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyKey,
        fc.array(anySound, { minLength: 1, maxLength: 8 }),
        async (key, sounds) => {
          const keys = [key, key];
          const once = heardOfKeys(keys, sounds);
          const heard = [...once, ...once];
          const rows = await found(engine, { keys, heard, tolerance: 12 });
          expect(rows).toEqual(expected(keys, heard, 12));
          expect(rows.length).toBe(
            4 * (await found(engine, { keys: [key], heard: once, tolerance: 12 })).length,
          );
        },
      ),
      { numRuns: 25 },
    );
  });
});
