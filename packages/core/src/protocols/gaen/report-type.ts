/**
 * How a published key came to be, and how that may change: by one step, and never back.
 *
 * Spec: Exposure Notification API, `ReportType`; Exposure Key export file format, `revised_keys`.
 *
 * @module
 */
import { REPORT_TYPES } from './diagnosis-key.ts';

/** What is believed of one key. */
export interface ReportState {
  /** One of `REPORT_TYPES`, or a number that is none of them. */
  readonly reportType: number;
  /** Whether it has changed. It does so once. */
  readonly hasChanged: boolean;
}

const { confirmedTest, confirmedClinicalDiagnosis, selfReport, recursive, revoked } = REPORT_TYPES;

const TRANSITIONS: ReadonlyMap<number, readonly number[]> = new Map([
  [selfReport, [confirmedTest, confirmedClinicalDiagnosis, revoked]],
  [confirmedClinicalDiagnosis, [confirmedTest, revoked]],
]);

/**
 * What is believed of a key after another report of it.
 *
 * | from                         | to                                                      |
 * | ---------------------------- | ------------------------------------------------------- |
 * | nothing                      | any                                                     |
 * | `selfReport`                 | `confirmedTest`, `confirmedClinicalDiagnosis`, `revoked` |
 * | `confirmedClinicalDiagnosis` | `confirmedTest`, `revoked`                              |
 * | any other                    | stays                                                   |
 *
 * @param state - `null` before the first report.
 * @returns The very `state` where the report changes nothing.
 */
export function nextReportState(state: ReportState | null, reportType: number): ReportState {
  if (state === null) return { reportType, hasChanged: false };
  const isAllowed = TRANSITIONS.get(state.reportType)?.includes(reportType) ?? false;
  return isAllowed && !state.hasChanged ? { reportType, hasChanged: true } : state;
}

/** Whether a key of this type is an exposure: not so what is revoked, or of a type that is not known. */
export const isExposing = (reportType: number, includeRecursive: boolean): boolean =>
  reportType >= REPORT_TYPES.unknown &&
  reportType < revoked &&
  (reportType !== recursive || includeRecursive);
