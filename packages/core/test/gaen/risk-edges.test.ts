// The edges of every score: what counts just so, and what just not.
import {
  CWA_CONFIG,
  type ExposureWindow,
  exposureScoreV1,
  GOOGLE_V1_CONFIG,
  GOOGLE_V2_CONFIG,
  isRiskKind,
  NHS_CONFIG,
  type NhsConfig,
  nhsRiskScore,
  type RiskConfig,
  scoreCwa,
  scoreGoogleV1,
  scoreGoogleV2,
  scoreNhs,
  scoreRisk,
  summariseV1,
} from '@waypost/core/gaen';
import { describe, expect, it } from 'vitest';
import { withCode } from './gaen-kit.ts';
import { scan, TODAY, windowOf } from './risk-kit.ts';

describe('a score refuses', () => {
  it.each<[string, RiskConfig]>([
    ['cwa', { ...CWA_CONFIG, maxEncounterAgeInDays: -1 }],
    ['nhs', { ...NHS_CONFIG, riskThreshold: -1 }],
    ['google-v1', { ...GOOGLE_V1_CONFIG, minimumRiskScore: -1 }],
    ['google-v2', { ...GOOGLE_V2_CONFIG, minimumWindowScore: -1 }],
  ])('settings of %s that nobody parsed', (_, config) => {
    expect(() => scoreRisk([], TODAY, config)).toThrow(withCode('RULE_INVALID'));
  });

  it('a name in a list', () => {
    expect(isRiskKind(['cwa'])).toBe(false);
  });

  it('nhs: scans and settings, also without windows', () => {
    expect(() => nhsRiskScore([scan(-1, 1)])).toThrow(withCode('NUMBER_RANGE'));
    expect(() => nhsRiskScore([], { ...NHS_CONFIG, riskThreshold: -1 })).toThrow(
      withCode('RULE_INVALID'),
    );
  });
});

describe('nhs', () => {
  /** Somebody who stands at this distance, and of whom that is known beforehand. */
  const standing = (mean: number): NhsConfig => ({
    ...NHS_CONFIG,
    initialData: { mean, covariance: 1e-6 },
    expectedDistance: 1e-6,
  });
  const minute = [scan(50, 1), scan(50, 59)];

  it.each([
    [0.5, 1, 1],
    [0.5, 2, 1 / 4],
    [3, 1, 1 / 9],
    [3, 2, 1 / 9],
  ])('at %f m, where %f m is the least, a minute counts %f', (mean, minimumDistance, score) => {
    const config = { ...standing(mean), minimumDistance };
    expect(nhsRiskScore(minute, config)).toBeCloseTo(score, 4);
  });

  it('a minute is one in steps of any length', () => {
    const scoreOf = (sampleResolution: number) =>
      nhsRiskScore([scan(50, 1), scan(50, 60 - sampleResolution)], {
        ...standing(0.5),
        sampleResolution,
      });
    expect([0.5, 2, 10].map(scoreOf)).toEqual([1, 1, 1].map((one) => expect.closeTo(one, 9)));
  });

  it('somebody right here counts as at the least distance', () => {
    const config = {
      ...standing(1e-6),
      rssiParameters: { weightCoefficient: 0, intercept: 0, covariance: 1 },
    };
    expect(nhsRiskScore(minute, config)).toBeCloseTo(1, 9);
  });

  it('a window is risky from the threshold on, and one is enough', () => {
    const [near, far] = [windowOf(minute), windowOf([])];
    const { maximumRisk: riskThreshold } = scoreNhs([near]);
    const risk = scoreNhs([far, near], { ...NHS_CONFIG, riskThreshold });
    expect(risk.windows.map(({ isRisky }) => isRisky)).toEqual([false, true]);
    expect(risk.level).toBe('high');
  });
});

describe('cwa', () => {
  const range = { min: 10, max: 20 };
  const minutesIn = (attenuationRange: object) =>
    [9, 10, 11, 19, 20, 21].map((dB) => {
      const weights = [{ attenuationRange: { ...range, ...attenuationRange }, weight: 1 }];
      const config = { ...CWA_CONFIG, minutesAtAttenuationWeights: weights };
      return scoreCwa([windowOf([scan(dB, 60)])], TODAY, config).windows[0]?.normalizedTime;
    });

  it.each([
    [{}, [0, 1.6, 1.6, 1.6, 1.6, 0]],
    [{ minExclusive: true }, [0, 0, 1.6, 1.6, 1.6, 0]],
    [{ maxExclusive: true }, [0, 1.6, 1.6, 1.6, 0, 0]],
  ])('a range of 10 to 20 dB with %j', (exclusive, minutes) => {
    expect(minutesIn(exclusive)).toEqual(minutes);
  });

  it.each<Partial<ExposureWindow>>([
    { reportType: 0 },
    { reportType: 5 },
    { infectiousness: 0 },
    { reportType: 0, infectiousness: 0 },
  ])('%j has no transmission risk level', (changes) => {
    const [window] = scoreCwa([windowOf([scan(50, 60)], changes)], TODAY).windows;
    expect(window).toMatchObject({ transmissionRiskLevel: 0, normalizedTime: 0 });
  });
});

describe('google-v1', () => {
  it('a score that is the least is kept', () => {
    const exposure = { attenuation: 0, days: 0, durationSeconds: 0, transmissionRiskLevel: 0 };
    const scoreFrom = (minimumRiskScore: number) =>
      exposureScoreV1(exposure, { ...GOOGLE_V1_CONFIG, minimumRiskScore });
    expect([64, 65].map(scoreFrom)).toEqual([64, 0]);
  });

  it.each([
    [50, [300, 0, 0]],
    [51, [0, 300, 0]],
    [74, [0, 300, 0]],
    [75, [0, 0, 300]],
  ])('%i dB is near, at medium distance or far', (attenuation, durations) => {
    const summary = summariseV1([{ seconds: 7, attenuation }], GOOGLE_V1_CONFIG);
    expect(summary).toEqual({ durationSeconds: 300, attenuation, attenuationDurations: durations });
  });

  it('days count back from today', () => {
    const daysSinceLastExposureScores = [1, 2, 3, 4, 5, 6, 7, 8];
    const config = { ...GOOGLE_V1_CONFIG, daysSinceLastExposureScores };
    const scoreOf = (age: number) =>
      scoreGoogleV1([windowOf([scan(40, 300)], { day: TODAY - age })], TODAY, config).scoreSum / 16;
    expect([0, 1, 2, 3, 4, 13, 14].map(scoreOf)).toEqual([8, 8, 7, 7, 6, 2, 1]);
  });

  it('a scan that did not last is left out', () => {
    const [short, long] = [scan(30, 0), scan(60, 300)];
    expect(scoreGoogleV1([windowOf([short, long])], TODAY)).toEqual(
      scoreGoogleV1([windowOf([long])], TODAY),
    );
  });
});

describe('google-v2', () => {
  const score = (windows: readonly ExposureWindow[], changes: object = {}) =>
    scoreGoogleV2(windows, TODAY, {
      ...GOOGLE_V2_CONFIG,
      reportTypeWeights: [1, 1, 1, 0.5, 1, 1],
      ...changes,
    });
  const ofDay = (age: number, seconds: number, reportType = 1) =>
    windowOf([scan(45, seconds)], { day: TODAY - age, reportType });

  it('counts report types 1 to 4, whatever the others weigh', () => {
    const counted = [0, 1, 2, 3, 4, 5].map((type) => score([ofDay(1, 600, type)]).days.length);
    expect(counted).toEqual([0, 1, 1, 1, 1, 0]);
  });

  it('multiplies by the weights of report type and infectiousness', () => {
    const weights = { infectiousnessWeights: [0, 0, 0.25] };
    expect(score([ofDay(1, 600, 3)], weights).days[0]?.summary).toEqual({
      maximumScore: 75,
      scoreSum: 75,
      weightedDurationSum: 600,
    });
  });

  it('leaves out what is older than the threshold, and nothing where that is 0', () => {
    const counted = (daysSinceExposureThreshold: number) =>
      score([ofDay(5, 600), ofDay(6, 600)], { daysSinceExposureThreshold }).days.length;
    expect([0, 4, 5, 6].map(counted)).toEqual([2, 0, 1, 2]);
  });

  it('gives days in their order, and the level of the worst', () => {
    const risk = score([ofDay(1, 60), ofDay(3, 2700), ofDay(2, 60)]);
    expect(risk.days.map(({ day }) => TODAY - day)).toEqual([3, 2, 1]);
    expect(risk.days.map(({ className }) => className)).toEqual(['high', null, null]);
    expect(risk.level).toBe('high');
  });
});
