import {
  durationV1,
  type ExposureWindow,
  exposureScoreV1,
  GOOGLE_V1_CONFIG,
  GOOGLE_V2_CONFIG,
  type GoogleV1Config,
  scoreGoogleV1,
  scoreGoogleV2,
  summariseV1,
} from '@waypost/core/gaen';
import { describe, expect, it } from 'vitest';
import vectors from '../vectors/gaen-risk.json' with { type: 'json' };
import { scan, TODAY, windowOf } from './risk-kit.ts';

const { riskV1, legacy, dailySummaries, dailySummaryUnit } = vectors;

describe('risk v1', () => {
  const distinct: GoogleV1Config = { ...GOOGLE_V1_CONFIG, ...riskV1.distinctScores };

  it.each(riskV1.cases)(
    '$attenuation dB, $days days, $durationSeconds s, level $trl: $score',
    (of) => {
      expect(exposureScoreV1({ ...of, transmissionRiskLevel: of.trl }, distinct)).toBe(of.score);
    },
  );

  it('the published default is 256; less than the minimum is 0', () => {
    const exposure = { attenuation: 60, days: 3, durationSeconds: 900, transmissionRiskLevel: 5 };
    expect(exposureScoreV1(exposure, GOOGLE_V1_CONFIG)).toBe(riskV1.default256);
    const strict = { ...GOOGLE_V1_CONFIG, minimumRiskScore: riskV1.default256 + 1 };
    expect(exposureScoreV1(exposure, strict)).toBe(0);
  });

  it.each(legacy.bucketize)('$seconds s are $bucketized', ({ seconds, bucketized }) => {
    expect(durationV1(seconds)).toBe(bucketized);
  });

  it.each([
    ['as documented', legacy.documentedExample, legacy.documentedExample.scanInterval],
    ['ten sightings', legacy.example2, 300],
  ])('a summary: %s', (_, { sightings, output }, scanSeconds) => {
    const seen = sightings.map(({ t, a }) => ({ seconds: t, attenuation: a }));
    const [expected] = output;
    expect(summariseV1(seen, GOOGLE_V1_CONFIG, scanSeconds)).toEqual({
      durationSeconds: expected?.durationSeconds,
      attenuation: expected?.attenuationValue,
      attenuationDurations: expected?.attenuationDurationsSeconds,
    });
  });

  it('of windows: each an exposure of its own', () => {
    const risk = scoreGoogleV1([windowOf([scan(40, 120), scan(60, 300)]), windowOf([])], TODAY);
    expect(risk).toEqual({
      kind: 'google-v1',
      level: 'high',
      maximumScore: 64,
      scoreSum: 64,
      windows: [
        {
          day: TODAY - 1,
          score: 64,
          durationSeconds: 600,
          attenuation: 45,
          attenuationDurations: [450, 150, 0],
        },
      ],
    });
  });
});

describe('risk v2', () => {
  const summariesOf = (days: ReturnType<typeof scoreGoogleV2>['days']) =>
    days.map(({ day, summary, byReportType }) => ({ daysSinceEpoch: day, summary, byReportType }));

  it('summaries of a day, in total and by report type', () => {
    const config = { ...GOOGLE_V2_CONFIG, ...dailySummaries.config };
    const windows = dailySummaries.windows as ExposureWindow[];
    const { days } = scoreGoogleV2(windows, 18_704, config);
    expect(summariesOf(days)).toEqual(dailySummaries.output);
  });

  it('15 minutes at weight 1 are 900', () => {
    const scans = [scan(45, 300), scan(45, 300), scan(45, 300)];
    const { days } = scoreGoogleV2([windowOf(scans, { day: 18_703 })], 18_704);
    expect(summariesOf(days)).toEqual(dailySummaryUnit.output);
  });

  it.each([
    [2699, 'none'],
    [2700, 'high'],
  ])('a day of %i is %s', (seconds, level) => {
    expect(scoreGoogleV2([windowOf([scan(45, seconds)])], TODAY).level).toBe(level);
  });

  it('the first class counts; a threshold of 0 does not', () => {
    const classes = [
      { name: 'never', scoreSum: 0 },
      { name: 'revoked', scoreSumByReportType: [0, 0, 0, 0, 0, 1] },
      { name: 'tested', scoreSumByReportType: [0, 600, 0, 0, 0, 0] },
      { name: 'long', weightedDurationSum: 300 },
    ];
    const levelOf = (seconds: number) =>
      scoreGoogleV2([windowOf([scan(45, seconds)])], TODAY, { ...GOOGLE_V2_CONFIG, classes }).level;
    expect([299, 300, 600].map(levelOf)).toEqual(['none', 'long', 'tested']);
  });

  it('leaves out unknown and revoked reports, old days and low scores', () => {
    const config = { ...GOOGLE_V2_CONFIG, daysSinceExposureThreshold: 5, minimumWindowScore: 60 };
    const counted = (seconds: number, changes: Partial<ExposureWindow> = {}) =>
      scoreGoogleV2([windowOf([scan(45, seconds)], changes)], TODAY, config).days.length;
    expect([counted(60), counted(60, { day: TODAY - 5 })]).toEqual([1, 1]);
    expect([
      counted(59),
      counted(60, { day: TODAY - 6 }),
      counted(60, { reportType: 0 }),
      counted(60, { reportType: 5 }),
    ]).toEqual([0, 0, 0, 0]);
  });
});
