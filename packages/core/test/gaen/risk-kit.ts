// Exposure windows for the tests of the risk scores.
import type { ExposureWindow, Infectiousness, ScanInstance } from '@waypost/core/gaen';
import fc from 'fast-check';

/** The day all scores are computed on. */
export const TODAY = 19_000;

/** A scan with one attenuation. */
export const scan = (dB: number, secondsSinceLastScan: number): ScanInstance => ({
  typicalAttenuation: dB,
  minAttenuation: dB,
  secondsSinceLastScan,
});

/** A window of a confirmed test, high infectiousness, yesterday, unless told otherwise. */
export const windowOf = (
  scanInstances: readonly ScanInstance[],
  changes: Partial<ExposureWindow> = {},
): ExposureWindow => ({
  day: TODAY - 1,
  reportType: 1,
  infectiousness: 2,
  calibrationConfidence: 0,
  scanInstances,
  ...changes,
});

/** Any window of the last two weeks, with scans that lasted and others. */
export const anyWindow: fc.Arbitrary<ExposureWindow> = fc.record({
  day: fc.integer({ min: TODAY - 14, max: TODAY }),
  reportType: fc.integer({ min: 0, max: 5 }),
  infectiousness: fc.constantFrom<Infectiousness>(0, 1, 2),
  calibrationConfidence: fc.integer({ min: 0, max: 3 }),
  scanInstances: fc.array(
    fc
      .tuple(fc.integer({ min: 0, max: 120 }), fc.integer({ min: -60, max: 300 }))
      .map(([dB, seconds]) => scan(dB, seconds)),
    { maxLength: 6 },
  ),
});
