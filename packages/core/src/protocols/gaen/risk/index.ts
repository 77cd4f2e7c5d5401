/**
 * How risky exposures are, by the rules of those who ran apps: each a configuration, and a score.
 *
 * @module
 */
import type { ExposureWindow } from '../exposure-window.ts';
import { invalidSetting, isRecord } from './check.ts';
import { type CwaRisk, scoreCwa } from './cwa.ts';
import { CWA_CONFIG, type CwaConfig, checkCwaConfig } from './cwa-config.ts';
import {
  checkGoogleV1Config,
  GOOGLE_V1_CONFIG,
  type GoogleV1Config,
  type GoogleV1Risk,
  scoreGoogleV1,
} from './google-v1.ts';
import {
  checkGoogleV2Config,
  GOOGLE_V2_CONFIG,
  type GoogleV2Config,
  type GoogleV2Risk,
  scoreGoogleV2,
} from './google-v2.ts';
import { checkNhsConfig, NHS_CONFIG, type NhsConfig, type NhsRisk, scoreNhs } from './nhs.ts';

export * from './cwa.ts';
export * from './cwa-config.ts';
export { gammaMedian } from './gamma-median.ts';
export * from './google-v1.ts';
export * from './google-v2.ts';
export * from './nhs.ts';

/** A configuration of any kind. */
export type RiskConfig = CwaConfig | NhsConfig | GoogleV1Config | GoogleV2Config;

/** The kinds of scores. */
export type RiskKind = RiskConfig['kind'];

/** What a score says. Every kind has a `level`. */
export type RiskResult = CwaRisk | NhsRisk | GoogleV1Risk | GoogleV2Risk;

/** The published configurations. */
export const RISK_CONFIGS: {
  readonly cwa: CwaConfig;
  readonly nhs: NhsConfig;
  readonly 'google-v1': GoogleV1Config;
  readonly 'google-v2': GoogleV2Config;
} = {
  cwa: CWA_CONFIG,
  nhs: NHS_CONFIG,
  'google-v1': GOOGLE_V1_CONFIG,
  'google-v2': GOOGLE_V2_CONFIG,
};

/** Whether it names one of {@link RISK_CONFIGS}. */
export const isRiskKind = (name: unknown): name is RiskKind =>
  typeof name === 'string' && Object.hasOwn(RISK_CONFIGS, name);

/**
 * A configuration from JSON: its `kind`, and the settings that differ from the published ones.
 *
 * @throws {@link WaypostError} `RULE_INVALID` naming the setting.
 */
export function parseRiskConfig(json: unknown): RiskConfig {
  if (!isRecord(json) || !isRiskKind(json['kind']))
    throw invalidSetting('kind', `must be one of ${Object.keys(RISK_CONFIGS).join(', ')}`);
  const published = RISK_CONFIGS[json['kind']];
  const config = { ...published, ...json } as RiskConfig;
  for (const setting of Object.keys(json))
    if (!Object.hasOwn(published, setting)) throw invalidSetting('kind', 'has no such setting');
  checkRiskConfig(config);
  return config;
}

function checkRiskConfig(config: RiskConfig): void {
  if (config.kind === 'cwa') checkCwaConfig(config);
  else if (config.kind === 'nhs') checkNhsConfig(config);
  else if (config.kind === 'google-v1') checkGoogleV1Config(config);
  else checkGoogleV2Config(config);
}

/**
 * Scores windows by any configuration.
 *
 * @param today - UTC days since 1970.
 * @throws {@link WaypostError} `NUMBER_RANGE`, `RULE_INVALID`.
 */
export function scoreRisk(
  windows: readonly ExposureWindow[],
  today: number,
  config: RiskConfig,
): RiskResult {
  switch (config.kind) {
    case 'cwa':
      return scoreCwa(windows, today, config);
    case 'nhs':
      return scoreNhs(windows, config);
    case 'google-v1':
      return scoreGoogleV1(windows, today, config);
    case 'google-v2':
      return scoreGoogleV2(windows, today, config);
  }
}
