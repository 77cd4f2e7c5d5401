// The values of `gaen-matching.json`, as matching and windows give them, and as others must not.
import { existsSync, readFileSync } from 'node:fs';
import {
  buildExposureWindows,
  type DiagnosisKey,
  deriveRpik,
  deriveRpis,
  matchExposures,
  PLAIN_DATA_MAPPING,
  parseExport,
  scanGapSeconds,
  withinTime,
} from '@waypost/core/gaen';
import { fromHex, toHex } from '@waypost/core/primitives';
import { describe, expect, it } from 'vitest';
import vectors from '../vectors/gaen-matching.json' with { type: 'json' };
import { keyOf, published, sightingOf, tekOf } from './match-kit.ts';

const LIMITS = { toleranceSeconds: 7200, replayCutSeconds: 1200 };

describe('time tolerance', () => {
  it.each(vectors.timeTolerance)('$sightingEpochSeconds: $valid', (vector) => {
    const { rpiInterval: interval, sightingEpochSeconds: at, valid } = vector;
    const key = keyOf({ rollingStartIntervalNumber: interval, rollingPeriod: 1 });
    const sightings = [sightingOf(key.tek, { interval, at })];
    expect(matchExposures([published(key)], sightings)).toHaveLength(valid ? 1 : 0);
    expect(withinTime([{ at }], interval, LIMITS)).toHaveLength(valid ? 1 : 0);
  });

  it('is a parameter: an hour less refuses what came in the second hour', () => {
    const counted = vectors.timeTolerance.map(
      ({ rpiInterval, sightingEpochSeconds: at }) =>
        withinTime([{ at }], rpiInterval, { ...LIMITS, toleranceSeconds: 3600 }).length,
    );
    expect(counted).toEqual([0, 0, 0, 1, 1, 1, 1, 0, 0]);
  });
});

describe('replay cut', () => {
  const { rpiInterval: interval, sightings, keptEpochSeconds } = vectors.replayCut;
  const key = keyOf({ rollingStartIntervalNumber: interval, rollingPeriod: 1 });
  const heard = sightings.map(({ t, rssi, tx }) =>
    sightingOf(key.tek, { interval, at: t, rssi, txPowerDbm: tx }),
  );
  const keptBy = (replayCutSeconds: number) =>
    matchExposures([published(key)], heard.toReversed(), { replayCutSeconds })[0]?.sightings.map(
      ({ at }) => at,
    );

  it('keeps what came within twenty minutes of the first', () => {
    expect(keptBy(1200)).toEqual(keptEpochSeconds);
    expect(keptBy(1201)).toHaveLength(5);
    expect(keptBy(1199)).toHaveLength(3);
    expect(keptBy(0)).toHaveLength(1);
  });
});

describe('seconds since the last scan', () => {
  it.each(vectors.secondsSinceLastScan)('$t after $prevScan: $seconds', (vector) => {
    expect(scanGapSeconds({ at: vector.t, previousScanAt: vector.prevScan })).toBe(vector.seconds);
  });

  it('of a previous scan that is later are none', () => {
    expect(scanGapSeconds({ at: 1000, previousScanAt: 2000 })).toBe(0);
  });
});

describe('exposure windows', () => {
  const { input, output, typicalAttenuations, minAttenuations } = vectors.exposureWindows;
  const key = keyOf({ rollingStartIntervalNumber: Math.floor(input[0]!.t / 600) - 20 });
  const heard = input.map(({ t, rssi, prevScan, tx }) =>
    sightingOf(key.tek, {
      interval: Math.floor(t / 600),
      at: t,
      rssi,
      txPowerDbm: tx,
      previousScanAt: prevScan,
    }),
  );
  const windows = matchExposures([published(key)], heard.toReversed()).flatMap((match) =>
    buildExposureWindows(match, PLAIN_DATA_MAPPING),
  );

  it('of ten sightings', () => {
    const expected = output.map((window, i) => ({
      day: Math.floor(window.epochSeconds / 86_400),
      reportType: window.reportType,
      infectiousness: window.infectiousness,
      calibrationConfidence: 0,
      scanInstances: window.scanInstances.map(({ secondsSinceLastScan }, scan) => ({
        typicalAttenuation: typicalAttenuations[i]![scan],
        minAttenuation: minAttenuations[i]![scan],
        secondsSinceLastScan,
      })),
    }));
    expect(windows).toEqual(expected);
  });
});

const exported = new URL(
  '../../../../../shared/data/gaen-exports/samples/eni-app-export.bin',
  import.meta.url,
);
const skipped = existsSync(exported) ? '' : ' (skipped: no folder of published exports)';

describe('round trip', () => {
  const { tekHex, rollingStartInFile, rollingPeriodInFile, rpis } = vectors.roundTrip;
  const tek = fromHex(tekHex);

  it('of the identifiers of a published key, those within its rolling period', () => {
    for (const { intervalNumber, rpiHex, withinRollingPeriod } of rpis) {
      const derived = toHex(deriveRpis(deriveRpik(tek), intervalNumber, 1));
      expect(derived).toBe(rpiHex);
      const end = rollingStartInFile + rollingPeriodInFile;
      expect(intervalNumber < end).toBe(withinRollingPeriod);
    }
  });

  describe.skipIf(skipped !== '')(`in the published file${skipped}`, () => {
    const keys = (): DiagnosisKey[] => parseExport(readFileSync(exported)).keys as DiagnosisKey[];
    const matchesOf = (interval: number) =>
      matchExposures(keys().map(published), [sightingOf(tek, { interval })]);

    it.each(rpis)('$intervalNumber is of one key of 110, or of none', (rpi) => {
      expect(keys()).toHaveLength(vectors.roundTrip.keysInFile);
      const found = matchesOf(rpi.intervalNumber).map(({ key }) => toHex(key.tek));
      expect(found).toEqual(rpi.withinRollingPeriod ? [tekHex] : []);
    });
  });

  it('finds nothing with a bit flipped, in the key or in what was heard', () => {
    const key = keyOf({ tek, rollingStartIntervalNumber: rollingStartInFile });
    const sighting = sightingOf(tek, { interval: rollingStartInFile });
    const flipped = (bytes: Uint8Array) => bytes.with(5, bytes[5]! ^ 1);
    const count = (a: DiagnosisKey, b: typeof sighting) => matchExposures([published(a)], [b]);
    expect(count(key, sighting)).toHaveLength(1);
    expect(count({ ...key, tek: flipped(tek) }, sighting)).toEqual([]);
    expect(count(key, { ...sighting, rpi: flipped(sighting.rpi) })).toEqual([]);
    expect(count({ ...key, tek: tekOf(1) }, sighting)).toEqual([]);
  });
});
