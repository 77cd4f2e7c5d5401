/**
 * Risk of the German Corona-Warn-App: weighted minutes by the least attenuation, a level a window, and
 * one a day.
 *
 * Spec: Corona-Warn-App, `risk-calculation-parameters-1.15.yaml`, whose names the settings have.
 * Vectors: `test/vectors/cwa-risk.json`, 29 published cases.
 *
 * @module
 */
import type { ExposureWindow } from '../exposure-window.ts';
import { checkDay, checkWindows, lastingScans } from './check.ts';
import {
  CWA_CONFIG,
  type CwaConfig,
  type CwaLevel,
  type CwaLevelRange,
  type CwaRange,
  checkCwaConfig,
} from './cwa-config.ts';

/** Risk of one window. */
export interface CwaWindowRisk {
  readonly day: number;
  readonly transmissionRiskLevel: number;
  readonly calibrationConfidence: number;
  /** Weighted minutes. */
  readonly normalizedTime: number;
  readonly riskLevel: CwaLevel | null;
}

/** Risk of one day. */
export interface CwaDayRisk {
  readonly day: number;
  /** Weighted minutes, to one decimal. */
  readonly normalizedTime: number;
  readonly riskLevel: CwaLevel | null;
}

/** What the app showed, by the names of its published cases. Ages are in days. */
export interface CwaRisk {
  readonly kind: 'cwa';
  readonly level: 'low' | 'high';
  /** 1 low, which also stands for none; 2 high. */
  readonly totalRiskLevel: CwaLevel;
  readonly ageOfMostRecentDateWithLowRisk: number | null;
  readonly ageOfMostRecentDateWithHighRisk: number | null;
  readonly numberOfDaysWithLowRisk: number;
  readonly numberOfDaysWithHighRisk: number;
  readonly totalMinimumDistinctEncountersWithLowRisk: number;
  readonly totalMinimumDistinctEncountersWithHighRisk: number;
  /** In order of days. */
  readonly days: readonly CwaDayRisk[];
  /** Those that are not too old, as they were given. */
  readonly windows: readonly CwaWindowRisk[];
}

/**
 * @param today - UTC days since 1970.
 * @throws {@link WaypostError} `NUMBER_RANGE`, `RULE_INVALID`.
 */
export function scoreCwa(
  windows: readonly ExposureWindow[],
  today: number,
  config: CwaConfig = CWA_CONFIG,
): CwaRisk {
  checkCwaConfig(config);
  checkWindows(windows);
  checkDay('today', today);
  const scored = windows
    .filter(({ day }) => today - day <= config.maxEncounterAgeInDays)
    .map((window) => scoreWindow(window, config));
  const days = daysOf(scored, config);
  const [low, high] = ([1, 2] as const).map((level) =>
    countsOf(level, { days, scored, today }),
  ) as [LevelCounts, LevelCounts];
  return {
    kind: 'cwa',
    level: high.days > 0 ? 'high' : 'low',
    totalRiskLevel: high.days > 0 ? 2 : 1,
    ageOfMostRecentDateWithLowRisk: low.age,
    ageOfMostRecentDateWithHighRisk: high.age,
    numberOfDaysWithLowRisk: low.days,
    numberOfDaysWithHighRisk: high.days,
    totalMinimumDistinctEncountersWithLowRisk: low.encounters,
    totalMinimumDistinctEncountersWithHighRisk: high.encounters,
    days,
    windows: scored,
  };
}

/** normalizedTime = transmissionRiskValue * sum of (seconds * weight) / 60. */
function scoreWindow(window: ExposureWindow, config: CwaConfig): CwaWindowRisk {
  const trl = transmissionRiskLevel(window, config.trlEncoding);
  let seconds = 0;
  for (const scan of lastingScans(window)) {
    const found = config.minutesAtAttenuationWeights.find(({ attenuationRange }) =>
      isWithin(scan.minAttenuation, attenuationRange),
    );
    seconds += scan.secondsSinceLastScan * (found?.weight ?? 0);
  }
  const value =
    config.transmissionRiskValueMapping.find((entry) => entry.transmissionRiskLevel === trl)
      ?.transmissionRiskValue ?? 0;
  const normalizedTime = (value * seconds) / 60;
  return {
    day: window.day,
    transmissionRiskLevel: trl,
    calibrationConfidence: window.calibrationConfidence,
    normalizedTime,
    riskLevel: levelOf(normalizedTime, config.normalizedTimePerEWToRiskLevelMapping),
  };
}

/** 0, which has no value, for what the encoding does not know. */
function transmissionRiskLevel(
  { reportType, infectiousness }: ExposureWindow,
  encoding: CwaConfig['trlEncoding'],
): number {
  const ofType = [
    undefined,
    encoding.reportTypeOffsetConfirmedTest,
    encoding.reportTypeOffsetConfirmedClinicalDiagnosis,
    encoding.reportTypeOffsetSelfReport,
    encoding.reportTypeOffsetRecursive,
  ][reportType];
  const ofInfectiousness = [
    undefined,
    encoding.infectiousnessOffsetStandard,
    encoding.infectiousnessOffsetHigh,
  ][infectiousness];
  if (ofType === undefined || ofInfectiousness === undefined) return 0;
  return ofType + ofInfectiousness;
}

function daysOf(windows: readonly CwaWindowRisk[], config: CwaConfig): CwaDayRisk[] {
  const sums = new Map<number, number>();
  for (const { day, normalizedTime } of windows)
    sums.set(day, (sums.get(day) ?? 0) + normalizedTime);
  return [...sums]
    .sort(([a], [b]) => a - b)
    .map(([day, sum]) => {
      const normalizedTime = Math.round(sum * 10) / 10; // else 3 * 3.6 - 1.8 is not 9
      const levels = config.normalizedTimePerDayToRiskLevelMapping;
      return { day, normalizedTime, riskLevel: levelOf(normalizedTime, levels) };
    });
}

/** How often there is one level. */
interface LevelCounts {
  readonly age: number | null;
  readonly days: number;
  readonly encounters: number;
}

function countsOf(
  level: CwaLevel,
  {
    days,
    scored,
    today,
  }: {
    readonly days: readonly CwaDayRisk[];
    readonly scored: readonly CwaWindowRisk[];
    readonly today: number;
  },
): LevelCounts {
  const ofLevel = days.filter(({ riskLevel }) => riskLevel === level);
  const last = ofLevel.at(-1);
  // a day without a level counts for nothing, whatever its windows are
  const daysThatCount = new Set(days.filter((day) => day.riskLevel !== null).map(({ day }) => day));
  const encounters = new Set(
    scored
      .filter(({ day, riskLevel }) => riskLevel === level && daysThatCount.has(day))
      .map((window) => encounterOf(window)),
  );
  return {
    age: last === undefined ? null : today - last.day,
    days: ofLevel.length,
    encounters: encounters.size,
  };
}

/** Windows that agree in these may be one encounter. */
const encounterOf = (window: CwaWindowRisk): string =>
  `${window.day}_${window.transmissionRiskLevel}_${window.calibrationConfidence}`;

const levelOf = (value: number, levels: readonly CwaLevelRange[]): CwaLevel | null =>
  levels.find(({ normalizedTimeRange }) => isWithin(value, normalizedTimeRange))?.riskLevel ?? null;

const isWithin = (value: number, range: CwaRange): boolean =>
  (range.minExclusive ? value > range.min : value >= range.min) &&
  (range.maxExclusive ? value < range.max : value <= range.max);
