/**
 * How Germany and England understood the fields of their keys.
 *
 * Spec: Corona-Warn-App, `trl-encoding` of its risk calculation parameters; NHS COVID-19 app,
 * `exposure-configuration.json`.
 *
 * @module
 */
import { DATA_MAPPING_DAYS, type DataMapping } from './data-mapping.ts';
import { type DiagnosisKey, REPORT_TYPES } from './diagnosis-key.ts';
import type { Infectiousness } from './exposure-window.ts';

const FIRST_DAY = -14;

const byDay = (infectiousnessOn: (day: number) => Infectiousness): Infectiousness[] =>
  Array.from({ length: DATA_MAPPING_DAYS }, (_, i) => infectiousnessOn(FIRST_DAY + i));

/**
 * Germany: days since onset hold the infectiousness itself, 1 or 2, and no days. Matching for it includes
 * `recursive` keys, which are the low risks.
 */
export const CWA_DATA_MAPPING: DataMapping = {
  infectiousness: byDay((day) => (day === 1 || day === 2 ? day : 0)),
  infectiousnessWhenMissing: 1,
  reportTypeWhenMissing: REPORT_TYPES.confirmedTest,
};

/** England and Wales: high from two days before the onset to three after it, standard from -5 to 9. */
export const NHS_DATA_MAPPING: DataMapping = {
  infectiousness: byDay((day) => (day >= -2 && day <= 3 ? 2 : day >= -5 && day <= 9 ? 1 : 0)),
  infectiousnessWhenMissing: 0,
  reportTypeWhenMissing: REPORT_TYPES.confirmedTest,
};

const { confirmedTest, confirmedClinicalDiagnosis, selfReport, recursive } = REPORT_TYPES;
const TYPES_BY_RISK = [recursive, selfReport, confirmedClinicalDiagnosis, confirmedTest];

/**
 * A German key of 2020, with report type and infectiousness as later ones have them. Those were encoded as
 * `transmissionRiskLevel = {confirmedTest: 6, confirmedClinicalDiagnosis: 4, selfReport: 2, recursive: 0} + infectiousness`.
 *
 * @returns The key itself where it has a report type, or a level outside 1..8.
 */
export function decodeCwaRiskLevel(key: DiagnosisKey): DiagnosisKey {
  const level = (key.transmissionRiskLevel ?? 0) - 1;
  const reportType = TYPES_BY_RISK[Math.floor(level / 2)];
  if (key.reportType !== undefined || reportType === undefined) return key;
  return { ...key, reportType, daysSinceOnsetOfSymptoms: (level % 2) + 1 };
}
