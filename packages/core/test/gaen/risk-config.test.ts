import {
  type ExposureWindow,
  isRiskKind,
  parseRiskConfig,
  RISK_CONFIGS,
  scoreRisk,
} from '@waypost/core/gaen';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withCode } from './gaen-kit.ts';
import { anyWindow, scan, TODAY, windowOf } from './risk-kit.ts';

const configs = Object.values(RISK_CONFIGS);

describe('parseRiskConfig', () => {
  it.each(configs)('$kind: the published one, and a change to it', (config) => {
    expect(parseRiskConfig({ kind: config.kind })).toEqual(config);
    expect(parseRiskConfig(JSON.parse(JSON.stringify(config)))).toEqual(config);
  });

  it.each([
    ['no object', null],
    ['a list', [{ kind: 'cwa' }]],
    ['no kind', {}],
    ['a kind of none', { kind: 'toString' }],
    ['an unknown setting', { kind: 'nhs', threshold: 1 }],
    ['cwa: an age that is none', { kind: 'cwa', maxEncounterAgeInDays: -1 }],
    ['cwa: weights that are none', { kind: 'cwa', minutesAtAttenuationWeights: [1] }],
    [
      'cwa: a range upside down',
      {
        kind: 'cwa',
        minutesAtAttenuationWeights: [{ attenuationRange: { min: 2, max: 1 }, weight: 1 }],
      },
    ],
    [
      'cwa: a level that is none',
      {
        kind: 'cwa',
        normalizedTimePerDayToRiskLevelMapping: [
          { normalizedTimeRange: { min: 0, max: 1 }, riskLevel: 3 },
        ],
      },
    ],
    ['cwa: an encoding in part', { kind: 'cwa', trlEncoding: {} }],
    ['nhs: a variance of 0', { kind: 'nhs', initialData: { mean: 2, covariance: 0 } }],
    ['nhs: text', { kind: 'nhs', riskThreshold: '100' }],
    ['nhs: parameters that are none', { kind: 'nhs', rssiParameters: 1 }],
    ['v1: seven scores', { kind: 'google-v1', durationScores: [1, 2, 3, 4, 5, 6, 7] }],
    ['v1: a score of 9', { kind: 'google-v1', durationScores: [1, 2, 3, 4, 5, 6, 7, 9] }],
    ['v2: thresholds that fall', { kind: 'google-v2', attenuationBucketThresholdDb: [50, 30, 60] }],
    ['v2: a weight of 3', { kind: 'google-v2', infectiousnessWeights: [0, 1, 3] }],
    ['v2: a class without a name', { kind: 'google-v2', classes: [{ scoreSum: 1 }] }],
    ['v2: a class of NaN', { kind: 'google-v2', classes: [{ name: 'a', maximumScore: NaN }] }],
  ])('refuses %s', (_, json) => {
    expect(() => parseRiskConfig(json)).toThrow(withCode('RULE_INVALID'));
  });

  it('knows the names of the table alone', () => {
    expect(['cwa', 'nhs', 'google-v1', 'google-v2', 'constructor', 1].map(isRiskKind)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});

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

  it.each<[string, Partial<ExposureWindow>]>([
    ['a day of none', { day: 1.5 }],
    ['a day before 1970', { day: -1 }],
    ['a report type of 6', { reportType: 6 }],
    ['an infectiousness of 3', { infectiousness: 3 as 2 }],
    ['a confidence of 4', { calibrationConfidence: 4 }],
    ['an attenuation below 0', { scanInstances: [scan(-1, 300)] }],
    ['an attenuation of NaN', { scanInstances: [scan(Number.NaN, 300)] }],
    ['seconds without end', { scanInstances: [scan(50, Number.POSITIVE_INFINITY)] }],
    ['seconds of NaN', { scanInstances: [scan(50, Number.NaN)] }],
    ['more than a day', { scanInstances: [scan(50, 86_400), scan(50, 1)] }],
    ['too many scans', { scanInstances: Array.from({ length: 1801 }, () => scan(50, 1)) }],
  ])('refuses %s', (_, changes) => {
    const run = () => scoreRisk([windowOf([], changes)], TODAY, config);
    expect(run).toThrow(withCode('NUMBER_RANGE'));
  });
});
