// Random worlds: the matcher against a slow one that is written from the rules, and against itself.
import {
  applyAem,
  type DiagnosisKey,
  decodeMetadata,
  deriveAemk,
  deriveRpi,
  deriveRpik,
  type ExportedKey,
  matchExposures,
  type Sighting,
} from '@waypost/core/gaen';
import { compareBytes, toHex } from '@waypost/core/primitives';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { published, START, sightingOf, tekOf } from './match-kit.ts';

const anyKey: fc.Arbitrary<DiagnosisKey> = fc.record({
  tek: fc.integer({ min: 1, max: 3 }).map(tekOf),
  rollingStartIntervalNumber: fc.constant(START),
  rollingPeriod: fc.integer({ min: 1, max: 6 }),
  reportType: fc.constantFrom(undefined, 0, 1, 2, 3, 4, 5, 6),
});

const anyExported: fc.Arbitrary<ExportedKey> = fc.record({ key: anyKey, isRevised: fc.boolean() });

const anySighting: fc.Arbitrary<Sighting> = fc
  .record({
    tek: fc.integer({ min: 1, max: 4 }).map(tekOf),
    interval: fc.integer({ min: START - 1, max: START + 7 }),
    drift: fc.oneof(fc.integer({ min: -8000, max: 8600 }), fc.constantFrom(-7200, 7799, 7800)),
    rssi: fc.integer({ min: -100, max: 127 }),
    txPowerDbm: fc.integer({ min: -60, max: 30 }),
  })
  .map(({ tek, interval, drift, ...signal }) =>
    sightingOf(tek, { interval, at: interval * 600 + drift, ...signal }),
  );

const anyWorld = fc.record({
  keys: fc.array(anyExported, { maxLength: 8 }),
  sightings: fc.array(anySighting, { maxLength: 25 }),
});

/** Time and attenuation of each sighting of one key, by comparing everything with everything. */
function heardOf(key: DiagnosisKey, sightings: readonly Sighting[]): string[] {
  const found: string[] = [];
  for (let i = START; i < START + key.rollingPeriod!; i++) {
    const rpi = deriveRpi(deriveRpik(key.tek), i);
    const inTime = sightings
      .filter((sighting) => compareBytes(sighting.rpi, rpi) === 0 && sighting.rssi !== 127)
      .filter(({ at }) => Math.floor(at / 600) >= i - 12 && Math.floor(at / 600) < i + 13)
      .toSorted((a, b) => a.at - b.at);
    for (const { at, aem, rssi } of inTime) {
      const power = decodeMetadata(applyAem(deriveAemk(key.tek), rpi, aem))!.txPowerDbm;
      if (at - inTime[0]!.at > 1200 || power < -50 || power > 20) continue;
      found.push(`${at}/${Math.max(0, power - rssi)}`);
    }
  }
  return found.toSorted();
}

describe('matching', () => {
  it('finds what a comparison of everything with everything finds', () => {
    fc.assert(
      fc.property(anyWorld, ({ keys, sightings }) => {
        const unique = new Map(keys.map(({ key }) => [toHex(key.tek), key]));
        const found = matchExposures([...unique.values()].map(published), sightings);
        const seen = found.map(({ key, sightings: heard }) => [
          toHex(key.tek),
          heard.map(({ at, attenuation }) => `${at}/${attenuation}`).toSorted(),
        ]);
        const expected = [...unique]
          .filter(([, { reportType = 0 }]) => reportType < 4)
          .map(([tek, key]) => [tek, heardOf(key, sightings)])
          .filter(([, heard]) => heard!.length > 0);
        expect(new Map(seen as [])).toEqual(new Map(expected as []));
      }),
      { numRuns: 60 },
    );
  });

  it('does not depend on the order of keys or sightings, or on keys that come twice', () => {
    const shuffled = anyWorld.chain((world) =>
      fc.record({
        world: fc.constant(world),
        keys: fc.shuffledSubarray([...world.keys, ...world.keys], {
          minLength: 2 * world.keys.length,
        }),
        sightings: fc.shuffledSubarray(world.sightings, { minLength: world.sightings.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ world, keys, sightings }) => {
        expect(matchExposures(keys, sightings)).toEqual(
          matchExposures(world.keys, world.sightings),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('finds its own among identifiers that begin alike', () => {
    const tek = tekOf(7);
    const own = sightingOf(tek, { interval: START });
    const alike = Array.from({ length: 20_000 }, (_, i) => {
      const rpi = own.rpi.slice();
      new DataView(rpi.buffer).setUint32(12, i);
      return { ...own, rpi };
    });
    const key = published({ tek, rollingStartIntervalNumber: START });
    expect(matchExposures([key], alike)).toEqual([]);
    expect(matchExposures([key], [...alike, own])[0]?.sightings).toHaveLength(1);
  });
});
