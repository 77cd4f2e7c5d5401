// What every score holds to, and which windows it takes.
import { type ExposureWindow, RISK_CONFIGS, scoreRisk } from '@waypost/core/gaen';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withCode } from './gaen-kit.ts';
import { anyWindow, scan, TODAY, windowOf } from './risk-kit.ts';

const configs = Object.values(RISK_CONFIGS);
const scansOf = (length: number) => Array.from({ length }, () => scan(50, 1));

describe.each(configs)('scoreRisk: $kind', (config) => {
  const most = (windows: readonly ExposureWindow[]): number => {
    const risk = scoreRisk(windows, TODAY, config);
    if (risk.kind === 'nhs') return risk.maximumRisk;
    if (risk.kind === 'google-v1') return risk.scoreSum;
    if (risk.kind === 'google-v2') return Math.max(0, ...risk.days.map((d) => d.summary.scoreSum));
    return Math.max(0, ...risk.days.map(({ normalizedTime }) => normalizedTime));
  };

  it('another window never lowers the risk, which is finite; the order of windows is nothing', () => {
    fc.assert(
      fc.property(fc.array(anyWindow, { maxLength: 3 }), anyWindow, (windows, more) => {
        const before = most(windows);
        const after = most([...windows, more]);
        expect(after).toBeGreaterThanOrEqual(before);
        expect(after).toBeLessThan(1e6);
        expect(most([more, ...windows])).toBeCloseTo(after, 6);
      }),
      { numRuns: 25 },
    );
  });

  it('half the time is no more risk', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 300 }), fc.integer({ min: 20, max: 80 }), (s, dB) => {
        const long = [scan(dB, s), scan(dB, s), scan(dB, s)];
        const short = long.map((one) => ({ ...one, secondsSinceLastScan: s / 2 }));
        expect(most([windowOf(short)])).toBeLessThanOrEqual(most([windowOf(long)]) + 1e-9);
      }),
      { numRuns: 25 },
    );
  });

  it.each<[string, string, Partial<ExposureWindow>]>([
    ['a day of none', 'day', { day: 1.5 }],
    ['a day before 1970', 'day', { day: -1 }],
    ['a report type of 6', 'reportType', { reportType: 6 }],
    ['an infectiousness of 3', 'infectiousness', { infectiousness: 3 as 2 }],
    ['a confidence of 4', 'calibrationConfidence', { calibrationConfidence: 4 }],
    ['an attenuation below 0', 'typicalAttenuation', { scanInstances: [scan(-1, 300)] }],
    ['an attenuation of NaN', 'typicalAttenuation', { scanInstances: [scan(Number.NaN, 300)] }],
    ['an attenuation of 256 dB', 'typicalAttenuation', { scanInstances: [scan(256, 300)] }],
    [
      'a least attenuation of 256 dB',
      'minAttenuation',
      { scanInstances: [{ ...scan(50, 300), minAttenuation: 256 }] },
    ],
    [
      'seconds without end',
      'secondsSinceLastScan',
      { scanInstances: [scan(50, Number.POSITIVE_INFINITY)] },
    ],
    ['seconds of NaN', 'secondsSinceLastScan', { scanInstances: [scan(50, Number.NaN)] }],
    ['more than a day', 'secondsSinceLastScan', { scanInstances: [scan(50, 86_400), scan(50, 1)] }],
    ['too many scans', 'scanInstances', { scanInstances: scansOf(1801) }],
  ])('refuses %s', (_, field, changes) => {
    const run = () => scoreRisk([windowOf([], changes)], TODAY, config);
    expect(run).toThrow(withCode('NUMBER_RANGE'));
    expect(run).toThrow(
      expect.objectContaining({ details: { field, max: expect.any(Number) as number } }),
    );
    expect(run).toThrow(new RegExp(`^${field} must be a number in 0`));
  });

  it('refuses more windows than anybody has', () => {
    const run = () => scoreRisk(Array(100_001).fill(windowOf([])), TODAY, config);
    expect(run).toThrow(withCode('NUMBER_RANGE'));
    expect(run).toThrow(/^windows must be a number in 0..100000/);
  });

  it.each<[string, Partial<ExposureWindow>]>([
    ['as many scans as there may be', { scanInstances: scansOf(1800) }],
    ['a day, and a clock set back', { scanInstances: [scan(50, 86_400), scan(50, -9)] }],
    ['0 and 255 dB', { scanInstances: [scan(0, 60), scan(255, 60)] }],
    ['the last type, level and confidence', { reportType: 5, calibrationConfidence: 3 }],
    ['the first type, level and day', { reportType: 0, infectiousness: 0, day: 0 }],
  ])('takes %s', (_, changes) => {
    expect(scoreRisk([windowOf([], changes)], TODAY, config).kind).toBe(config.kind);
  });

  it('refuses a day that is none for today, where the score needs one', () => {
    const onDay = (today: number) => () => scoreRisk([], today, config);
    if (config.kind === 'nhs') expect(onDay(-1)).not.toThrow();
    else expect(onDay(-1)).toThrow(/^today must be/);
  });
});

it('a hundred thousand windows are scored', () => {
  const windows = Array(100_000).fill(windowOf([]));
  expect(scoreRisk(windows, TODAY, RISK_CONFIGS['google-v1']).level).toBe('none');
});
