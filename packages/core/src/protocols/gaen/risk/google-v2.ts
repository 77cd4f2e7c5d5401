/**
 * Risk v2 of Google and Apple: summaries a day, and the first class of the app that a day falls in.
 *
 * Spec: Exposure Notification API v2, `DailySummariesConfig` and `DailySummary`.
 * Vectors: `test/vectors/gaen-risk.json`, `dailySummaries`.
 *
 * @module
 */
import type { ExposureWindow } from '../exposure-window.ts';
import {
  checkDay,
  checkNumber,
  checkNumbers,
  checkObjects,
  checkThresholds,
  checkWindows,
  invalidSetting,
  lastingScans,
} from './check.ts';

/** A day, or one report type of it, is in the class where one value reaches its threshold. */
export interface DayClass {
  readonly name: string;
  /** Least sum of scores of the day. */
  readonly scoreSum?: number;
  readonly maximumScore?: number;
  readonly weightedDurationSum?: number;
  /** Least sums of scores by report type 0..5; 0 does not count. */
  readonly scoreSumByReportType?: readonly number[];
}

/** How windows are weighed. Weights are 0..2.5. */
export interface GoogleV2Config {
  readonly kind: 'google-v2';
  /** dB up to which a scan is immediate, near and medium. */
  readonly attenuationBucketThresholdDb: readonly number[];
  /** Of immediate, near, medium and other. */
  readonly attenuationBucketWeights: readonly number[];
  /** By report type 0..5; 0 (unknown) and 5 (revoked) never count. */
  readonly reportTypeWeights: readonly number[];
  /** By infectiousness 0..2. */
  readonly infectiousnessWeights: readonly number[];
  /** Older days are left out; 0: none is. */
  readonly daysSinceExposureThreshold: number;
  /** Windows with a lower score are left out. */
  readonly minimumWindowScore: number;
  /** The most severe first. */
  readonly classes: readonly DayClass[];
}

/**
 * Every weight is 1, as in the check of the documentation (15 minutes are 900). The class is that of
 * the reference app's tests: 45 minutes.
 */
export const GOOGLE_V2_CONFIG: GoogleV2Config = {
  kind: 'google-v2',
  attenuationBucketThresholdDb: [30, 50, 60],
  attenuationBucketWeights: [1, 1, 1, 1],
  reportTypeWeights: [0, 1, 1, 1, 1, 0],
  infectiousnessWeights: [1, 1, 1],
  daysSinceExposureThreshold: 0,
  minimumWindowScore: 0,
  classes: [{ name: 'high', scoreSum: 2700 }],
};

const MAX_WEIGHT = 2.5;
const VALUES = ['scoreSum', 'maximumScore', 'weightedDurationSum'] as const;

/** @throws {@link WaypostError} `RULE_INVALID` naming the setting. */
export function checkGoogleV2Config(config: GoogleV2Config): void {
  checkThresholds('attenuationBucketThresholdDb', config.attenuationBucketThresholdDb, 3);
  checkNumbers('attenuationBucketWeights', config.attenuationBucketWeights, {
    length: 4,
    max: MAX_WEIGHT,
  });
  checkNumbers('reportTypeWeights', config.reportTypeWeights, { length: 6, max: MAX_WEIGHT });
  checkNumbers('infectiousnessWeights', config.infectiousnessWeights, {
    length: 3,
    max: MAX_WEIGHT,
  });
  checkNumber('daysSinceExposureThreshold', config.daysSinceExposureThreshold);
  checkNumber('minimumWindowScore', config.minimumWindowScore);
  for (const { name, scoreSumByReportType, ...values } of checkObjects('classes', config.classes)) {
    if (typeof name !== 'string' || name === '') throw invalidSetting('classes', 'must have names');
    if (scoreSumByReportType !== undefined)
      checkNumbers('classes.scoreSumByReportType', scoreSumByReportType, { length: 6 });
    for (const value of VALUES)
      if (values[value] !== undefined) checkNumber(`classes.${value}`, values[value]);
  }
}

/** What a day's windows come to. Scores are weighted seconds. */
export interface RiskSummary {
  readonly maximumScore: number;
  readonly scoreSum: number;
  readonly weightedDurationSum: number;
}

/** A day with windows that count. */
export interface DailySummary {
  readonly day: number;
  readonly summary: RiskSummary;
  /** By report type 0..5. */
  readonly byReportType: readonly RiskSummary[];
  /** Name of the first class the day is in. */
  readonly className: string | null;
}

/** Risk v2 of all windows. */
export interface GoogleV2Risk {
  readonly kind: 'google-v2';
  /** Name of the most severe class of any day, or `none`. */
  readonly level: string;
  /** In order of days. */
  readonly days: readonly DailySummary[];
}

const NOTHING: RiskSummary = { maximumScore: 0, scoreSum: 0, weightedDurationSum: 0 };
const RETURNED_TYPES = 4;

/**
 * @param today - UTC days since 1970.
 * @throws {@link WaypostError} `NUMBER_RANGE`, `RULE_INVALID`.
 */
export function scoreGoogleV2(
  windows: readonly ExposureWindow[],
  today: number,
  config: GoogleV2Config = GOOGLE_V2_CONFIG,
): GoogleV2Risk {
  checkGoogleV2Config(config);
  checkWindows(windows);
  checkDay('today', today);
  const oldest = config.daysSinceExposureThreshold;
  const counted = windows.filter(
    ({ day, reportType }) =>
      reportType >= 1 && reportType <= RETURNED_TYPES && (oldest === 0 || today - day <= oldest),
  );
  const days = summariesOf(counted, config);
  const reached = config.classes.find(({ name }) => days.some((day) => day.className === name));
  return { kind: 'google-v2', level: reached?.name ?? 'none', days };
}

function summariesOf(windows: readonly ExposureWindow[], config: GoogleV2Config): DailySummary[] {
  const days = new Map<number, RiskSummary[]>();
  for (const window of windows) {
    const duration = weightedDuration(window, config);
    const score =
      duration *
      (config.reportTypeWeights[window.reportType] as number) *
      (config.infectiousnessWeights[window.infectiousness] as number);
    if (score < config.minimumWindowScore) continue;
    const types = days.get(window.day) ?? Array.from({ length: 6 }, () => NOTHING);
    types[window.reportType] = plus(types[window.reportType] as RiskSummary, {
      maximumScore: score,
      scoreSum: score,
      weightedDurationSum: duration,
    });
    days.set(window.day, types);
  }
  return [...days]
    .sort(([a], [b]) => a - b)
    .map(([day, byReportType]) => {
      const summary = byReportType.reduce(plus);
      const found = config.classes.find((dayClass) => isIn(dayClass, summary, byReportType));
      return { day, summary, byReportType, className: found?.name ?? null };
    });
}

/** weightedDuration = sum of seconds * weight of the bucket. */
function weightedDuration(window: ExposureWindow, config: GoogleV2Config): number {
  let duration = 0;
  for (const scan of lastingScans(window)) {
    const found = config.attenuationBucketThresholdDb.findIndex(
      (dB) => scan.typicalAttenuation <= dB,
    );
    const weight = config.attenuationBucketWeights[found === -1 ? 3 : found] as number;
    duration += scan.secondsSinceLastScan * weight;
  }
  return duration;
}

const plus = (a: RiskSummary, b: RiskSummary): RiskSummary => ({
  maximumScore: Math.max(a.maximumScore, b.maximumScore),
  scoreSum: a.scoreSum + b.scoreSum,
  weightedDurationSum: a.weightedDurationSum + b.weightedDurationSum,
});

/** A threshold of 0 does not count: else every day would be in the class. */
function isIn(
  dayClass: DayClass,
  summary: RiskSummary,
  byReportType: readonly RiskSummary[],
): boolean {
  const reaches = (value: number, threshold = 0): boolean => threshold > 0 && value >= threshold;
  return (
    VALUES.some((value) => reaches(summary[value], dayClass[value])) ||
    byReportType.some(({ scoreSum }, type) =>
      reaches(scoreSum, dayClass.scoreSumByReportType?.[type]),
    )
  );
}
