/**
 * Risk of the NHS COVID-19 app, second version: the distance is estimated for each second from the
 * least attenuation of every scan, and a minute counts by the square of it.
 *
 * Spec: NHS COVID-19 app, `exposure-configuration.json` (`riskScore`, `v2RiskCalculation`), whose names
 * the settings have. Vectors: `test/vectors/gaen-risk.json`, `nhs`.
 *
 * @module
 */
import type { ExposureWindow, ScanInstance } from '../exposure-window.ts';
import {
  checkNumber,
  checkNumbers,
  checkScans,
  checkWindows,
  invalidSetting,
  isRecord,
  lastingScans,
} from './check.ts';
import { gammaMedian } from './gamma-median.ts';
import { type Estimate, type StateModel, smooth } from './kalman-smoother.ts';

/** The published settings that have an effect. */
export interface NhsConfig {
  readonly kind: 'nhs';
  /** Seconds of one step. */
  readonly sampleResolution: number;
  /** Metres that somebody moves in a second: the deviation of the transition. */
  readonly expectedDistance: number;
  /** Metres; who is nearer counts as if there. */
  readonly minimumDistance: number;
  /** ln(attenuation) = weightCoefficient * ln(metres) + intercept, with this variance. */
  readonly rssiParameters: {
    readonly weightCoefficient: number;
    readonly intercept: number;
    readonly covariance: number;
  };
  /** The distance before anything was heard, and its variance. */
  readonly initialData: { readonly mean: number; readonly covariance: number };
  /** By infectiousness 0..2. */
  readonly infectiousnessWeights: readonly number[];
  /** Risk from which a window is risky. */
  readonly riskThreshold: number;
}

/** As the app had it. Its own documentation still says a threshold of 120. */
export const NHS_CONFIG: NhsConfig = {
  kind: 'nhs',
  sampleResolution: 1,
  expectedDistance: 0.1,
  minimumDistance: 1,
  rssiParameters: {
    weightCoefficient: 0.1270547531082051,
    intercept: 4.2309333657856945,
    covariance: 0.4947614361027773,
  },
  initialData: { mean: 2, covariance: 10 },
  infectiousnessWeights: [0, 0.4, 1],
  riskThreshold: 100,
};

/** Variances and steps of 0 would divide by it. */
const POSITIVE = { min: 1e-6, max: 1e6 };

/** @throws {@link WaypostError} `RULE_INVALID` naming the setting. */
export function checkNhsConfig(config: NhsConfig): void {
  checkNumber('sampleResolution', config.sampleResolution, { min: 0.1, max: 3600 });
  for (const length of ['expectedDistance', 'minimumDistance'] as const)
    checkNumber(length, config[length], POSITIVE);
  for (const part of ['rssiParameters', 'initialData'] as const)
    if (!isRecord(config[part])) throw invalidSetting(part, 'must be an object');
  const { weightCoefficient, intercept, covariance } = config.rssiParameters;
  checkNumber('rssiParameters.weightCoefficient', weightCoefficient, { min: -100, max: 100 });
  checkNumber('rssiParameters.intercept', intercept, { min: -100, max: 100 });
  checkNumber('rssiParameters.covariance', covariance, POSITIVE);
  checkNumber('initialData.mean', config.initialData.mean, POSITIVE);
  checkNumber('initialData.covariance', config.initialData.covariance, POSITIVE);
  checkNumbers('infectiousnessWeights', config.infectiousnessWeights, { length: 3 });
  checkNumber('riskThreshold', config.riskThreshold);
}

/** Risk of one window. */
export interface NhsWindowRisk {
  readonly day: number;
  /** Minutes, weighted by distance. */
  readonly riskScore: number;
  /** 60 * riskScore * weight of the infectiousness. */
  readonly risk: number;
  readonly isRisky: boolean;
}

/** Risk of all windows. */
export interface NhsRisk {
  readonly kind: 'nhs';
  readonly level: 'none' | 'high';
  readonly maximumRisk: number;
  readonly windows: readonly NhsWindowRisk[];
}

/** @throws {@link WaypostError} `NUMBER_RANGE`, `RULE_INVALID`. */
export function scoreNhs(
  windows: readonly ExposureWindow[],
  config: NhsConfig = NHS_CONFIG,
): NhsRisk {
  checkNhsConfig(config);
  checkWindows(windows);
  const scored = windows.map((window) => {
    const riskScore = scoreOf(lastingScans(window), config);
    const weight = config.infectiousnessWeights[window.infectiousness] as number;
    const risk = 60 * riskScore * weight;
    return { day: window.day, riskScore, risk, isRisky: risk >= config.riskThreshold };
  });
  return {
    kind: 'nhs',
    level: scored.some(({ isRisky }) => isRisky) ? 'high' : 'none',
    maximumRisk: scored.reduce((most, { risk }) => Math.max(most, risk), 0),
    windows: scored,
  };
}

/**
 * Minutes, weighted by distance: `sum of (step / 60) * min(1 / distance^2, 1)`, for a minimum distance
 * of 1 m. Scans that did not last are left out.
 *
 * @throws {@link WaypostError} `NUMBER_RANGE`, `RULE_INVALID`.
 */
export function nhsRiskScore(
  scanInstances: readonly ScanInstance[],
  config: NhsConfig = NHS_CONFIG,
): number {
  checkNhsConfig(config);
  checkScans(scanInstances);
  return scoreOf(lastingScans({ scanInstances }), config);
}

function scoreOf(scans: readonly ScanInstance[], config: NhsConfig): number {
  const nearest = 1 / config.minimumDistance ** 2;
  let score = 0;
  for (const estimate of smooth(observationsOf(scans, config), modelOf(config))) {
    const weight = Math.min(1 / distanceOf(estimate) ** 2, nearest);
    score += (config.sampleResolution / 60) * weight;
  }
  return score;
}

/**
 * ln(attenuation), a step each, `null` between two scans. The first scan is the first step, however
 * long ago the scan before was. Of two scans in one step the later counts.
 */
function observationsOf(scans: readonly ScanInstance[], config: NhsConfig): (number | null)[] {
  const observations: (number | null)[] = [];
  let time = 0;
  for (const [i, scan] of scans.entries()) {
    if (i > 0) time += scan.secondsSinceLastScan / config.sampleResolution;
    const step = Math.floor(time);
    while (observations.length < step) observations.push(null);
    observations[step] = Math.log(Math.max(scan.minAttenuation, 1)); // 0 dB has no logarithm
  }
  return observations;
}

/** The state is the distance in metres; what is seen of it is ln(attenuation). */
function modelOf(config: NhsConfig): StateModel {
  const { weightCoefficient, intercept, covariance } = config.rssiParameters;
  return {
    initial: { mean: config.initialData.mean, variance: config.initialData.covariance },
    transitionVariance: config.expectedDistance ** 2,
    observationVariance: covariance,
    transition: (distance, noise) => Math.abs(distance + noise),
    observation: (distance, noise) =>
      weightCoefficient * Math.log(Math.max(Math.abs(distance), 1e-9)) + intercept + noise,
  };
}

/** Median of the gamma distribution of this mean and variance: shape m^2/v, scale v/m; 0 of mean 0. */
const distanceOf = ({ mean, variance }: Estimate): number =>
  gammaMedian(mean ** 2 / variance, variance / mean);
