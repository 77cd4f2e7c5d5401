/**
 * Parameters of the German Corona-Warn-App, by their published names.
 *
 * Spec: Corona-Warn-App, `risk-calculation-parameters-1.15.yaml`.
 * Vectors: `test/vectors/cwa-risk.json`, which holds them too.
 *
 * @module
 */
import { checkNumber, checkObjects, invalidSetting, isRecord } from './check.ts';

/** Both ends belong to it unless they are exclusive. */
export interface CwaRange {
  readonly min: number;
  readonly max: number;
  readonly minExclusive?: boolean;
  readonly maxExclusive?: boolean;
}

/** 1 low, 2 high. */
export type CwaLevel = 1 | 2;

/** A level for a range of weighted minutes. */
export interface CwaLevelRange {
  readonly normalizedTimeRange: CwaRange;
  readonly riskLevel: CwaLevel;
}

/** The published parameters, and the age that the app has built in. */
export interface CwaConfig {
  readonly kind: 'cwa';
  /** Older windows are left out. */
  readonly maxEncounterAgeInDays: number;
  /** Weight of a minute by attenuation in dB; in no range: 0. The first range counts. */
  readonly minutesAtAttenuationWeights: readonly {
    readonly attenuationRange: CwaRange;
    readonly weight: number;
  }[];
  readonly normalizedTimePerEWToRiskLevelMapping: readonly CwaLevelRange[];
  readonly normalizedTimePerDayToRiskLevelMapping: readonly CwaLevelRange[];
  /** TRL = offset of the report type + offset of the infectiousness. */
  readonly trlEncoding: {
    readonly infectiousnessOffsetStandard: number;
    readonly infectiousnessOffsetHigh: number;
    readonly reportTypeOffsetRecursive: number;
    readonly reportTypeOffsetSelfReport: number;
    readonly reportTypeOffsetConfirmedClinicalDiagnosis: number;
    readonly reportTypeOffsetConfirmedTest: number;
  };
  /** Factor of a minute by TRL; of others: 0. */
  readonly transmissionRiskValueMapping: readonly {
    readonly transmissionRiskLevel: number;
    readonly transmissionRiskValue: number;
  }[];
}

const weightOf = (min: number, max: number, weight: number) => ({
  attenuationRange: { min, max, maxExclusive: true },
  weight,
});

/** As the app had it in 2022. */
export const CWA_CONFIG: CwaConfig = {
  kind: 'cwa',
  maxEncounterAgeInDays: 10,
  minutesAtAttenuationWeights: [weightOf(0, 63, 0.8), weightOf(63, 73, 1), weightOf(73, 79, 0.1)],
  normalizedTimePerEWToRiskLevelMapping: [
    { normalizedTimeRange: { min: 0, max: 9, maxExclusive: true }, riskLevel: 1 },
    { normalizedTimeRange: { min: 9, max: 9999 }, riskLevel: 2 },
  ],
  normalizedTimePerDayToRiskLevelMapping: [
    { normalizedTimeRange: { min: 5, max: 9, maxExclusive: true }, riskLevel: 1 },
    { normalizedTimeRange: { min: 9, max: 99_999 }, riskLevel: 2 },
  ],
  trlEncoding: {
    infectiousnessOffsetStandard: 1,
    infectiousnessOffsetHigh: 2,
    reportTypeOffsetRecursive: 0,
    reportTypeOffsetSelfReport: 2,
    reportTypeOffsetConfirmedClinicalDiagnosis: 4,
    reportTypeOffsetConfirmedTest: 6,
  },
  transmissionRiskValueMapping: [0, 0, 0.6, 0.8, 1, 1.2, 1.4, 1.6].map((value, i) => ({
    transmissionRiskLevel: i + 1,
    transmissionRiskValue: value,
  })),
};

/** @throws {@link WaypostError} `RULE_INVALID` naming the setting. */
export function checkCwaConfig(config: CwaConfig): void {
  checkNumber('maxEncounterAgeInDays', config.maxEncounterAgeInDays);
  const weights = 'minutesAtAttenuationWeights';
  for (const { attenuationRange, weight } of checkObjects(weights, config[weights])) {
    checkRange(weights, attenuationRange);
    checkNumber(weights, weight);
  }
  for (const levels of [
    'normalizedTimePerEWToRiskLevelMapping',
    'normalizedTimePerDayToRiskLevelMapping',
  ] as const)
    for (const { normalizedTimeRange, riskLevel } of checkObjects(levels, config[levels])) {
      checkRange(levels, normalizedTimeRange);
      if (riskLevel !== 1 && riskLevel !== 2) throw invalidSetting(levels, 'has levels 1 and 2');
    }
  if (!isRecord(config.trlEncoding)) throw invalidSetting('trlEncoding', 'must be an object');
  for (const offset of Object.keys(CWA_CONFIG.trlEncoding) as (keyof CwaConfig['trlEncoding'])[])
    checkNumber(`trlEncoding.${offset}`, config.trlEncoding[offset]);
  const values = 'transmissionRiskValueMapping';
  for (const entry of checkObjects(values, config[values])) {
    checkNumber(values, entry['transmissionRiskLevel']);
    checkNumber(values, entry['transmissionRiskValue']);
  }
}

function checkRange(setting: string, range: unknown): void {
  if (!isRecord(range)) throw invalidSetting(setting, 'must have ranges');
  checkNumber(setting, range['min']);
  checkNumber(setting, range['max'], { min: range['min'] as number });
}
