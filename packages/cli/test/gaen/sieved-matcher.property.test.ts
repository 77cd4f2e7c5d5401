// The kernel in front of the core's matcher: what comes out is what the core alone finds.
import {
  type DiagnosisKey,
  type ExportedKey,
  ExposureMatcher,
  type ExposureMatchOptions,
  type Sighting,
} from '@waypost/core/gaen';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SievedMatcher } from '../../src/gaen/sieved-matcher.ts';
import { START, sightingOf, tekOf } from './match-kit.ts';

const anyKey: fc.Arbitrary<DiagnosisKey> = fc.record(
  {
    tek: fc.integer({ min: 1, max: 5 }).map(tekOf),
    rollingStartIntervalNumber: fc.integer({ min: START - 2, max: START + 2 }),
    rollingPeriod: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.constant(144)),
    reportType: fc.constantFrom(undefined, 0, 1, 3, 4, 5),
  },
  { requiredKeys: ['tek', 'rollingStartIntervalNumber'] },
);
const anyExported: fc.Arbitrary<ExportedKey> = fc.record({ key: anyKey, isRevised: fc.boolean() });

const anyOptions: fc.Arbitrary<Required<ExposureMatchOptions>> = fc.record({
  toleranceSeconds: fc.oneof(
    fc.constantFrom(0, 1, 599, 600, 601, 7200, 86_400),
    fc.integer({ min: 0, max: 86_400 }),
  ),
  replayCutSeconds: fc.constantFrom(0, 1200, 86_400),
  includeRecursive: fc.boolean(),
});

/** An identifier of a key near the two edges of its time, and anywhere. */
const anySighting = (tolerance: number): fc.Arbitrary<Sighting> =>
  fc
    .record({
      tek: fc.integer({ min: 1, max: 6 }).map(tekOf),
      interval: fc.integer({ min: START - 3, max: START + 150 }),
      drift: fc.oneof(
        fc.integer({ min: -100_000, max: 100_000 }),
        fc.constantFrom(-tolerance - 1, -tolerance, 599 + tolerance, 600 + tolerance),
      ),
      rssi: fc.constantFrom(-60, 127),
    })
    .map(({ tek, interval, drift, rssi }) => sightingOf(tek, interval, { drift, rssi }));

const anyWorld = anyOptions.chain((options) =>
  fc.record({
    options: fc.constant(options),
    keys: fc.array(anyExported, { maxLength: 12 }),
    sightings: fc.array(anySighting(options.toleranceSeconds), { maxLength: 20 }),
  }),
);

async function matchBoth(
  keys: readonly ExportedKey[],
  sightings: readonly Sighting[],
  options: ExposureMatchOptions = {},
) {
  const alone = new ExposureMatcher(sightings, options);
  const sieved = await SievedMatcher.over(sightings, options);
  for (const key of keys) {
    alone.add(key);
    sieved.add(key);
  }
  return { alone: alone.matches(), sieved: sieved.matches() };
}

describe('keys through the sieve', () => {
  it('give what the core alone finds, whatever the tolerance', async () => {
    let matches = 0;
    await fc.assert(
      fc.asyncProperty(anyWorld, async ({ keys, sightings, options }) => {
        const { alone, sieved } = await matchBoth(keys, sightings, options);
        expect(sieved).toEqual(alone);
        matches += alone.length;
      }),
      { numRuns: 150 },
    );
    expect(matches).toBeGreaterThan(20);
  });

  it('of more than one batch are all looked at', async () => {
    const places = [0, 4095, 4096, 5000];
    const keys = Array.from(
      { length: 5001 },
      (_, i): ExportedKey => ({
        key: { tek: tekOf(i), rollingStartIntervalNumber: START, rollingPeriod: 2 },
        isRevised: false,
      }),
    );
    const sightings = places.map((i) => sightingOf(tekOf(i), START + 1));
    const { alone, sieved } = await matchBoth(keys, sightings);
    expect(sieved).toHaveLength(places.length);
    expect(sieved).toEqual(alone);
  });

  it('may be asked for in between', async () => {
    const sieved = await SievedMatcher.over([sightingOf(tekOf(1), START)]);
    expect(sieved.matches()).toEqual([]);
    sieved.add({ key: { tek: tekOf(1), rollingStartIntervalNumber: START }, isRevised: false });
    expect(sieved.matches()).toHaveLength(1);
    expect(sieved.matches()).toHaveLength(1);
  });

  it('refuse what the core refuses of sightings and limits', async () => {
    const sighting = sightingOf(tekOf(1), START);
    await expect(SievedMatcher.over([{ ...sighting, at: -1 }])).rejects.toMatchObject({
      code: 'NUMBER_RANGE',
    });
    await expect(
      SievedMatcher.over([{ ...sighting, rpi: new Uint8Array(15) }]),
    ).rejects.toMatchObject({ code: 'BYTES_LENGTH' });
    await expect(SievedMatcher.over([], { toleranceSeconds: 86_401 })).rejects.toMatchObject({
      code: 'NUMBER_RANGE',
    });
  });
});
