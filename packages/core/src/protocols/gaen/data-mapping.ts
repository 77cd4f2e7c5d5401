/**
 * What a health authority makes of a key's fields: how infectious, and what where a field is missing.
 *
 * Spec: Exposure Notification API, `DiagnosisKeysDataMapping`.
 *
 * @module
 */
import { WaypostError } from '../../primitives/index.ts';
import { type DiagnosisKey, REPORT_TYPES } from './diagnosis-key.ts';
import type { Infectiousness } from './exposure-window.ts';

const MAX_DAYS_FROM_ONSET = 14;
/** Days from the onset of symptoms that a mapping has: -14..14. */
export const DATA_MAPPING_DAYS: number = 2 * MAX_DAYS_FROM_ONSET + 1;

/** How keys are understood. */
export interface DataMapping {
  /** 29 entries: of the 14th day before the onset of symptoms, to the 14th after it. */
  readonly infectiousness: readonly Infectiousness[];
  /** For keys without days since onset, or with days outside -14..14. */
  readonly infectiousnessWhenMissing: Infectiousness;
  /** For keys without a report type, or with `unknown`: 1..4 of `REPORT_TYPES`. */
  readonly reportTypeWhenMissing: number;
}

/** Every key counts in full: highly infectious, and confirmed by a test unless it says otherwise. */
export const PLAIN_DATA_MAPPING: DataMapping = {
  infectiousness: Array.from({ length: DATA_MAPPING_DAYS }, () => 2),
  infectiousnessWhenMissing: 2,
  reportTypeWhenMissing: REPORT_TYPES.confirmedTest,
};

/** How infectious the owner of a key was while it was in use. */
export function infectiousnessOf(key: DiagnosisKey, mapping: DataMapping): Infectiousness {
  const days = key.daysSinceOnsetOfSymptoms;
  return (
    (days === undefined ? undefined : mapping.infectiousness[days + MAX_DAYS_FROM_ONSET]) ??
    mapping.infectiousnessWhenMissing
  );
}

/** The report type of a key, 1 or more. */
export const reportTypeOf = (key: DiagnosisKey, mapping: DataMapping): number =>
  key.reportType || mapping.reportTypeWhenMissing;

/**
 * Checks a mapping, as one that was read from a file, and returns it.
 *
 * @throws {@link WaypostError} `NUMBER_RANGE`.
 */
export function assertDataMapping(mapping: DataMapping): DataMapping {
  const levels = [...mapping.infectiousness, mapping.infectiousnessWhenMissing];
  if (
    levels.length !== DATA_MAPPING_DAYS + 1 ||
    !levels.every((level) => [0, 1, 2].includes(level))
  )
    throw outOfRange('infectiousness', `${DATA_MAPPING_DAYS} days, each 0, 1 or 2`);
  const { confirmedTest, recursive } = REPORT_TYPES;
  const type = mapping.reportTypeWhenMissing;
  if (!Number.isInteger(type) || type < confirmedTest || type > recursive)
    throw outOfRange('reportTypeWhenMissing', `${confirmedTest}..${recursive}`);
  return mapping;
}

const outOfRange = (what: string, range: string): WaypostError =>
  new WaypostError('NUMBER_RANGE', `${what} must be ${range}`, { what });
