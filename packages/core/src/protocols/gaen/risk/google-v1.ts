/**
 * Risk v1 of Google and Apple: a product of four scores, each looked up in a table of eight.
 *
 * Spec: Exposure Notification API v1, `ExposureConfiguration`; the weights in it are without effect.
 * Vectors: `test/vectors/gaen-risk.json`, `riskV1` and `legacy`.
 *
 * @module
 */
import type { ExposureWindow } from '../exposure-window.ts';
import {
  checkDay,
  checkNumber,
  checkNumbers,
  checkThresholds,
  checkWindows,
  lastingScans,
} from './check.ts';

/** Tables of eight scores of 0..8, as the API took them. */
export interface GoogleV1Config {
  readonly kind: 'google-v1';
  /** Scores below it count as 0: 0..4096. */
  readonly minimumRiskScore: number;
  /** For > 73, > 63, > 51, > 33, > 27, > 15, > 10 and <= 10 dB. */
  readonly attenuationScores: readonly number[];
  /** For >= 14, 12, 10, 8, 6, 4, 2 and < 2 days ago. */
  readonly daysSinceLastExposureScores: readonly number[];
  /** For <= 0, 5, 10, 15, 20, 25, 30 and > 30 minutes. */
  readonly durationScores: readonly number[];
  /** For transmission risk levels 1 to 8. */
  readonly transmissionRiskScores: readonly number[];
  /** dB between near, medium and far, for the durations. */
  readonly attenuationDurationThresholds: readonly number[];
}

const FOURS: readonly number[] = [4, 4, 4, 4, 4, 4, 4, 4];

/** What the API took where nothing was set: every exposure is worth 256. */
export const GOOGLE_V1_CONFIG: GoogleV1Config = {
  kind: 'google-v1',
  minimumRiskScore: 1,
  attenuationScores: FOURS,
  daysSinceLastExposureScores: FOURS,
  durationScores: FOURS,
  transmissionRiskScores: FOURS,
  attenuationDurationThresholds: [50, 74],
};

/** @throws {@link WaypostError} `RULE_INVALID` naming the setting. */
export function checkGoogleV1Config(config: GoogleV1Config): void {
  checkNumber('minimumRiskScore', config.minimumRiskScore, { max: 4096 });
  for (const table of [
    'attenuationScores',
    'daysSinceLastExposureScores',
    'durationScores',
    'transmissionRiskScores',
  ] as const)
    checkNumbers(table, config[table], { length: 8, max: 8 });
  checkThresholds('attenuationDurationThresholds', config.attenuationDurationThresholds, 2);
}

/** What was seen of one key, as risk v1 wants it. */
export interface ExposureV1 {
  /** dB. */
  readonly attenuation: number;
  readonly days: number;
  readonly durationSeconds: number;
  /** 0 unknown, which is no factor; 1..8. */
  readonly transmissionRiskLevel: number;
}

const ATTENUATION_ABOVE = [73, 63, 51, 33, 27, 15, 10];
const DAYS_FROM = [14, 12, 10, 8, 6, 4, 2];
const MINUTES_UP_TO = [0, 5, 10, 15, 20, 25, 30];

/** attenuationScore * daysScore * durationScore * transmissionRiskScore: 0..4096. */
export function exposureScoreV1(exposure: ExposureV1, config: GoogleV1Config): number {
  const minutes = Math.floor(exposure.durationSeconds / 60);
  const at = (scores: readonly number[], bucket: number): number =>
    scores[bucket === -1 ? 7 : bucket] as number;
  const score =
    at(
      config.attenuationScores,
      ATTENUATION_ABOVE.findIndex((dB) => exposure.attenuation > dB),
    ) *
    at(
      config.daysSinceLastExposureScores,
      DAYS_FROM.findIndex((days) => exposure.days >= days),
    ) *
    at(
      config.durationScores,
      MINUTES_UP_TO.findIndex((limit) => minutes <= limit),
    ) *
    (exposure.transmissionRiskLevel === 0
      ? 1
      : at(config.transmissionRiskScores, exposure.transmissionRiskLevel - 1));
  return score < config.minimumRiskScore ? 0 : score;
}

/** A key heard once. */
export interface SightingV1 {
  readonly seconds: number;
  /** dB. */
  readonly attenuation: number;
}

/** What v1 says of an exposure before it scores it. */
export interface ExposureSummaryV1 {
  /** In steps of 300. */
  readonly durationSeconds: number;
  /** Mean over time in whole dB. */
  readonly attenuation: number;
  /** Seconds near, at medium distance and far. */
  readonly attenuationDurations: readonly [number, number, number];
}

const SCAN_SECONDS = 300;
const DURATION_STEP = 300;

/** `last - first` and a scan more, to the nearest 300 s; a half goes down. */
export function durationV1(seconds: number): number {
  const extended = seconds + DURATION_STEP;
  const over = extended % DURATION_STEP;
  return extended - over + (over <= DURATION_STEP / 2 ? 0 : DURATION_STEP);
}

/**
 * Every sighting stands for the time until the next; the first and the last for half a scan more.
 *
 * @param sightings - In order of time, at least one.
 * @param scanSeconds - Between two scans.
 */
export function summariseV1(
  sightings: readonly SightingV1[],
  config: GoogleV1Config,
  scanSeconds: number = SCAN_SECONDS,
): ExposureSummaryV1 {
  const durations: [number, number, number] = [0, 0, 0];
  const [near, far] = config.attenuationDurationThresholds as readonly [number, number];
  let total = 0;
  let weighted = 0;
  for (const [i, { seconds, attenuation }] of sightings.entries()) {
    const next = sightings[i + 1];
    const ends = (i === 0 ? scanSeconds / 2 : 0) + (next ? 0 : scanSeconds / 2);
    const lasted = ends + (next ? next.seconds - seconds : 0);
    durations[attenuation <= near ? 0 : attenuation <= far ? 1 : 2] += lasted;
    total += lasted;
    weighted += lasted * attenuation;
  }
  return {
    durationSeconds: durationV1((sightings.at(-1)?.seconds ?? 0) - (sightings[0]?.seconds ?? 0)),
    attenuation: Math.floor(weighted / total),
    attenuationDurations: durations,
  };
}

/** Risk v1 of one window. */
export interface GoogleV1WindowRisk extends ExposureSummaryV1 {
  readonly day: number;
  /** 0..4096. */
  readonly score: number;
}

/** Risk v1 of all windows. */
export interface GoogleV1Risk {
  readonly kind: 'google-v1';
  readonly level: 'none' | 'high';
  readonly maximumScore: number;
  readonly scoreSum: number;
  readonly windows: readonly GoogleV1WindowRisk[];
}

/**
 * Risk v1 of windows. A window does not say of which key it is, nor its transmission risk level: every
 * window is an exposure of its own, and the level is no factor. High from the first score above 0 on.
 *
 * @param today - UTC days since 1970.
 * @throws {@link WaypostError} `NUMBER_RANGE`, `RULE_INVALID`.
 */
export function scoreGoogleV1(
  windows: readonly ExposureWindow[],
  today: number,
  config: GoogleV1Config = GOOGLE_V1_CONFIG,
): GoogleV1Risk {
  checkGoogleV1Config(config);
  checkWindows(windows);
  checkDay('today', today);
  const scored = windows
    .filter((window) => lastingScans(window).length > 0)
    .map((window) => windowRisk(window, today, config));
  const maximumScore = scored.reduce((most, { score }) => Math.max(most, score), 0);
  return {
    kind: 'google-v1',
    level: maximumScore > 0 ? 'high' : 'none',
    maximumScore,
    scoreSum: scored.reduce((sum, { score }) => sum + score, 0),
    windows: scored,
  };
}

function windowRisk(
  window: ExposureWindow,
  today: number,
  config: GoogleV1Config,
): GoogleV1WindowRisk {
  let seconds = 0;
  const sightings = lastingScans(window).map((scan) => {
    seconds += scan.secondsSinceLastScan; // of the first too: only differences count
    return { seconds, attenuation: scan.typicalAttenuation };
  });
  const summary = summariseV1(sightings, config);
  const exposure = { ...summary, days: today - window.day, transmissionRiskLevel: 0 };
  return { day: window.day, score: exposureScoreV1(exposure, config), ...summary };
}
