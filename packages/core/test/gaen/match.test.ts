// Matching case by case: what counts, what is passed over, what is refused.
import {
  buildExposureWindows,
  type ExportedKey,
  type ExposureMatchOptions,
  matchExposures,
  nextReportState,
  PLAIN_DATA_MAPPING,
  type Sighting,
} from '@waypost/core/gaen';
import { describe, expect, it } from 'vitest';
import { withCode } from './gaen-kit.ts';
import { keyOf, published, revised, START, sightingOf, tekOf } from './match-kit.ts';

const heard = sightingOf(tekOf(7), { interval: START + 5 });
const typesOf = (keys: readonly ExportedKey[], options?: ExposureMatchOptions) =>
  matchExposures(keys, [heard], options).map(({ key }) => key.reportType);

describe('rolling period', () => {
  it.each([
    [5, 0],
    [6, 1],
  ])('of %i: the sixth interval gives %i', (rollingPeriod, count) => {
    expect(typesOf([published(keyOf({ rollingPeriod }))])).toHaveLength(count);
  });

  it('left out is a day, and a start left out is 0', () => {
    expect(typesOf([published(keyOf({ rollingPeriod: undefined }))])).toHaveLength(1);
    expect(typesOf([published(keyOf({ rollingStartIntervalNumber: undefined }))])).toEqual([]);
  });
});

describe('signals', () => {
  const attenuationOf = (txPowerDbm: number, rssi: number) =>
    matchExposures(
      [published(keyOf())],
      [sightingOf(tekOf(7), { interval: START, txPowerDbm, rssi })],
    )[0]?.sightings[0]?.attenuation;

  it.each([
    [-14, -57, 43],
    [-24, -58, 34],
    [20, -60, 80],
    [21, -60, undefined],
    [-50, -60, 10],
    [-51, -60, undefined],
    [-50, -40, 0],
    [-15, 126, 0],
    [-15, -128, 113],
    [-15, 127, undefined],
  ])('power %i, strength %i: attenuation %s', (tx, rssi, attenuation) => {
    expect(attenuationOf(tx, rssi)).toBe(attenuation);
  });

  it('of another major version are passed over', () => {
    const aem = heard.aem.with(0, heard.aem[0]! ^ 0xc0);
    expect(matchExposures([published(keyOf())], [{ ...heard, aem }])).toEqual([]);
  });

  it('keep calibration and the scan before', () => {
    const sighting = sightingOf(tekOf(7), {
      interval: START,
      calibrationConfidence: 3,
      previousScanAt: START * 600 - 250,
    });
    expect(matchExposures([published(keyOf())], [sighting])[0]?.sightings).toEqual([
      {
        at: START * 600,
        attenuation: 45,
        calibrationConfidence: 3,
        previousScanAt: START * 600 - 250,
      },
    ]);
  });
});

describe('reports of one key', () => {
  const [confirmed, clinical, self, revoked] = [1, 2, 3, 5].map((type) =>
    keyOf({ reportType: type }),
  );

  it.each([
    ['is published', [published(confirmed!)], [1]],
    ['is revoked at once', [published(revoked!)], []],
    ['is recursive', [published(keyOf({ reportType: 4 }))], []],
    ['is of a type to come', [published(keyOf({ reportType: 6 }))], []],
    ['is of a negative type', [published(keyOf({ reportType: -1 }))], []],
    ['is confirmed after a self-report', [revised(confirmed!), published(self!)], [1]],
    ['is diagnosed after a self-report', [published(self!), revised(clinical!)], [2]],
    ['is confirmed after a diagnosis', [published(clinical!), revised(confirmed!)], [1]],
    ['is revoked after a self-report', [published(self!), revised(revoked!)], []],
    ['is revoked after a diagnosis', [revised(revoked!), published(clinical!)], []],
    ['was confirmed, and is final', [published(confirmed!), revised(revoked!)], [1]],
    ['does not fall back', [published(clinical!), revised(self!)], [2]],
    ['changes once', [published(self!), revised(clinical!), revised(confirmed!)], [2]],
    ['is known by its revision only', [revised(clinical!)], [2]],
    ['is published twice', [published(confirmed!), published(confirmed!)], [1]],
    ['changed within one list', [published(self!), published(clinical!), revised(confirmed!)], [2]],
    [
      'is also of a type to come',
      [published(confirmed!), published(keyOf({ reportType: 6 }))],
      [1],
    ],
  ])('one that %s', (_, keys, types) => {
    expect(typesOf(keys)).toEqual(types);
    expect(typesOf(keys.toReversed())).toEqual(types);
  });

  it('recursive ones count where asked for', () => {
    expect(typesOf([published(keyOf({ reportType: 4 }))], { includeRecursive: true })).toEqual([4]);
  });

  it('the fields of the revision hold', () => {
    const later = keyOf({ reportType: 1, daysSinceOnsetOfSymptoms: 3 });
    const [match] = matchExposures([published(self!), revised(later)], [heard]);
    expect(match?.key).toEqual(later);
  });

  it('of two that differ in other fields only, the same one holds in either order', () => {
    const early = keyOf({ reportType: 3, daysSinceOnsetOfSymptoms: 1 });
    const late = keyOf({ reportType: 3, daysSinceOnsetOfSymptoms: 2 });
    for (const keys of [
      [early, late],
      [late, early],
    ])
      expect(matchExposures(keys.map(published), [heard])[0]?.key).toEqual(early);
  });

  it('a revision is found by its own intervals only', () => {
    const elsewhere = { reportType: 5, rollingPeriod: 1 };
    expect(typesOf([published(self!), revised(keyOf(elsewhere))])).toEqual([3]);
  });

  it('a state that stays is the same object', () => {
    const first = nextReportState(null, 3);
    const changed = nextReportState(first, 1);
    expect(first).toEqual({ reportType: 3, hasChanged: false });
    expect(nextReportState(first, 3)).toBe(first);
    expect(changed).toEqual({ reportType: 1, hasChanged: true });
    expect(nextReportState(changed, 5)).toBe(changed);
  });
});

describe('windows', () => {
  const windowsAt = (...seconds: readonly number[]) =>
    buildExposureWindows(
      {
        key: keyOf(),
        sightings: seconds.map((second) => ({
          at: START * 600 + second,
          attenuation: second % 100,
          calibrationConfidence: 0 as const,
          previousScanAt: 0,
        })),
      },
      PLAIN_DATA_MAPPING,
    ).map(({ scanInstances }) => scanInstances.map(({ typicalAttenuation }) => typicalAttenuation));

  it.each([
    [[0, 25], [[13]]],
    [[0, 25.5], [[13]]],
    [[0, 26], [[0, 26]]],
    [[0, 25, 50], [[25]]],
    [[0, 1799], [[0, 99]]],
    [
      [0, 1800],
      [[0], [0]],
    ],
    [[1790, 1810], [[50]]],
    [
      [0, 1790, 1810],
      [[0, 90], [10]],
    ],
    [[], []],
  ])('of sightings at %j', (seconds, expected) => {
    expect(windowsAt(...seconds)).toEqual(expected);
  });

  it('are of the day on which they begin', () => {
    const midnight = (START + 144) * 600;
    const sightings = [-60, 60].map((second) =>
      sightingOf(tekOf(7), { interval: START + 143, at: midnight + second }),
    );
    const [match] = matchExposures([published(keyOf())], sightings);
    const windows = buildExposureWindows(match!, PLAIN_DATA_MAPPING);
    expect(windows.map(({ day }) => day)).toEqual([midnight / 86_400 - 1]);
  });
});

describe('what comes out', () => {
  it('is in the order of the first sighting, then of the TEK', () => {
    const [late, a, b] = [tekOf(1), tekOf(2), tekOf(3)];
    const keys = [late, b, a].map((tek) => published(keyOf({ tek })));
    const sightings = [
      sightingOf(late, { interval: START + 1 }),
      ...[b, a].map((tek) => sightingOf(tek, { interval: START })),
    ];
    for (const order of [keys, keys.toReversed()])
      expect(matchExposures(order, sightings).map(({ key }) => key.tek)).toEqual([a, b, late]);
  });

  it('is in the order of time within a key, however clocks went', () => {
    const [first, second] = [1, 0].map((interval) =>
      sightingOf(tekOf(7), { interval: START + interval, at: START * 600 - interval }),
    ) as [Sighting, Sighting];
    const [match] = matchExposures([published(keyOf())], [second, first]);
    expect(match?.sightings.map(({ at }) => at)).toEqual([START * 600 - 1, START * 600]);
  });

  it.each<readonly [string, Partial<Parameters<typeof sightingOf>[1]>]>([
    ['the weaker signal', { rssi: -61 }],
    ['the later scan before', { previousScanAt: START * 600 - 100 }],
    ['the higher confidence', { calibrationConfidence: 3 }],
  ])('of one second has %s last, in either order', (_, more) => {
    const same = { interval: START, previousScanAt: START * 600 - 200 };
    const [less, greater] = [{ calibrationConfidence: 1 as const }, more].map((fields) =>
      sightingOf(tekOf(7), { calibrationConfidence: 1, ...same, ...fields }),
    ) as [Sighting, Sighting];
    const found = (...sightings: Sighting[]) =>
      matchExposures([published(keyOf())], sightings)[0]?.sightings;
    expect(found(greater, less)).toEqual(found(less, greater));
    expect(found(greater, less)?.[1]).toEqual(found(greater)?.[0]);
  });
});

describe('refuses', () => {
  const cases: readonly (readonly [string, Partial<Sighting>, string, string])[] = [
    ['an RPI of 15 bytes', { rpi: new Uint8Array(15) }, 'BYTES_LENGTH', 'RPI'],
    ['an AEM of 5 bytes', { aem: new Uint8Array(5) }, 'BYTES_LENGTH', 'AEM'],
    ['a strength of 128 dBm', { rssi: 128 }, 'NUMBER_RANGE', 'rssi'],
    ['a strength of -129 dBm', { rssi: -129 }, 'NUMBER_RANGE', 'rssi'],
    ['a strength of half a dBm', { rssi: -60.5 }, 'NUMBER_RANGE', 'rssi'],
    ['a time before 1970', { at: -1 }, 'NUMBER_RANGE', 'at'],
    ['a time of another age', { at: 2 ** 32 }, 'NUMBER_RANGE', 'at'],
    ['a scan that was never', { previousScanAt: Number.NaN }, 'NUMBER_RANGE', 'previousScanAt'],
  ];
  it.each(cases)('%s', (_, change, code, what) => {
    expect(() => matchExposures([], [{ ...heard, ...change }])).toThrow(withCode(code, what));
  });

  it.each([{ toleranceSeconds: 86_401 }, { toleranceSeconds: -1 }, { replayCutSeconds: 0.5 }])(
    '%j',
    (options) => {
      const [what] = Object.keys(options);
      expect(() => matchExposures([], [], options)).toThrow(withCode('NUMBER_RANGE', what));
    },
  );

  it('keys that no export can hold', () => {
    expect(() => typesOf([published(keyOf({ tek: new Uint8Array(15) }))])).toThrow(
      withCode('BYTES_LENGTH'),
    );
    expect(() => typesOf([published(keyOf({ rollingPeriod: 145 }))])).toThrow(
      withCode('NUMBER_RANGE'),
    );
  });
});
