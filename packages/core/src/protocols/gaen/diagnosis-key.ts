/**
 * A published Temporary Exposure Key, as one message of an export file.
 *
 * Specification: Exposure Key export file format and verification (`TemporaryExposureKey`), with
 * `variant_of_concern` of Google's key server. Vectors: `test/vectors/gaen.json`, `exportFile`.
 *
 * @module
 */
import { ProtoMessage, ProtoWriter } from '../../primitives/foreign.ts';
import { EN_INTERVALS_PER_DAY, WaypostError } from '../../primitives/index.ts';
import { TEK_BYTES } from './keys.ts';

/** What a `reportType` says. Numbers that are not here are kept as they are. */
export const REPORT_TYPES = {
  unknown: 0,
  confirmedTest: 1,
  confirmedClinicalDiagnosis: 2,
  selfReport: 3,
  recursive: 4,
  revoked: 5,
} as const;

/**
 * A diagnosis key. A field that is `undefined` is absent from the file, and is written so: absent and
 * zero are two things in this format.
 */
export interface DiagnosisKey {
  /** Temporary Exposure Key, 16 bytes. Public, now that it was published. */
  readonly tek: Uint8Array;
  /** 0..8, deprecated; Germany carried report type and days since onset in it. */
  readonly transmissionRiskLevel?: number | undefined;
  /** First EN interval of the key, 0..2^31-1; absent means 0. See {@link validIntervals}. */
  readonly rollingStartIntervalNumber?: number | undefined;
  /** EN intervals that the key was in use, 1..144; absent means 144. */
  readonly rollingPeriod?: number | undefined;
  /** One of {@link REPORT_TYPES}, or a number that is none of them. */
  readonly reportType?: number | undefined;
  /** -14..14 by the specification; some servers carry other things in it. */
  readonly daysSinceOnsetOfSymptoms?: number | undefined;
  /** 0..4, of Google's key server only. */
  readonly variantOfConcern?: number | undefined;
}

/** EN intervals, the start included, the end excluded. */
export interface IntervalWindow {
  readonly start: number;
  readonly end: number;
}

const INT32_MAX = 2 ** 31 - 1;
const INT32_MIN = -(2 ** 31);

const RANGES: readonly (readonly [Exclude<keyof DiagnosisKey, 'tek'>, number, number])[] = [
  ['transmissionRiskLevel', INT32_MIN, INT32_MAX],
  ['rollingStartIntervalNumber', 0, INT32_MAX],
  ['rollingPeriod', 1, EN_INTERVALS_PER_DAY],
  ['reportType', INT32_MIN, INT32_MAX],
  ['daysSinceOnsetOfSymptoms', INT32_MIN, INT32_MAX],
  ['variantOfConcern', INT32_MIN, INT32_MAX],
];

/** The EN intervals in which this key's identifiers were broadcast: at most 144, often fewer. */
export function validIntervals(key: DiagnosisKey): IntervalWindow {
  const start = key.rollingStartIntervalNumber ?? 0;
  return { start, end: start + (key.rollingPeriod ?? EN_INTERVALS_PER_DAY) };
}

/**
 * Reads one key.
 *
 * | # | field                         | type                 |
 * | - | ----------------------------- | -------------------- |
 * | 1 | key_data                      | bytes, 16            |
 * | 2 | transmission_risk_level       | int32                |
 * | 3 | rolling_start_interval_number | int32                |
 * | 4 | rolling_period                | int32, default 144   |
 * | 5 | report_type                   | enum                 |
 * | 6 | days_since_onset_of_symptoms  | sint32 (zigzag)      |
 * | 8 | variant_of_concern            | enum                 |
 *
 * @param bytes - The message; what is returned holds no view of it.
 * @throws {@link WaypostError} `EXPORT_KEY_LENGTH`, `EXPORT_KEY_RANGE`; `PROTOBUF_MALFORMED`.
 */
export function parseDiagnosisKey(bytes: Uint8Array): DiagnosisKey {
  const message = new ProtoMessage(bytes, 'TemporaryExposureKey');
  const int32 = (field: number): number | undefined =>
    message.has(field) ? message.int32(field) : undefined;
  const onset = int32(6);
  return assertDiagnosisKey({
    tek: message.bytes(1).slice(),
    transmissionRiskLevel: int32(2),
    rollingStartIntervalNumber: int32(3),
    rollingPeriod: int32(4),
    reportType: int32(5),
    daysSinceOnsetOfSymptoms: onset === undefined ? undefined : (onset >>> 1) ^ -(onset & 1),
    variantOfConcern: int32(8),
  });
}

/**
 * The inverse of {@link parseDiagnosisKey}: fields in the order of their numbers, present ones only.
 *
 * @throws {@link WaypostError} `EXPORT_KEY_LENGTH`, `EXPORT_KEY_RANGE`.
 */
export function encodeDiagnosisKey(key: DiagnosisKey): Uint8Array {
  assertDiagnosisKey(key);
  const onset = key.daysSinceOnsetOfSymptoms;
  return new ProtoWriter()
    .bytes(1, key.tek)
    .int32(2, key.transmissionRiskLevel)
    .int32(3, key.rollingStartIntervalNumber)
    .int32(4, key.rollingPeriod)
    .int32(5, key.reportType)
    .uint(6, onset === undefined ? undefined : ((onset << 1) ^ (onset >> 31)) >>> 0)
    .int32(8, key.variantOfConcern)
    .finish();
}

/** What a matcher relies on; of the other fields, that they can be written as they were. */
function assertDiagnosisKey(key: DiagnosisKey): DiagnosisKey {
  const length = key.tek instanceof Uint8Array ? key.tek.length : 0;
  if (length !== TEK_BYTES)
    throw new WaypostError('EXPORT_KEY_LENGTH', `a key of an export must be ${TEK_BYTES} bytes`, {
      expected: TEK_BYTES,
      actual: length,
    });
  for (const [what, min, max] of RANGES) {
    const value = key[what];
    if (value !== undefined && (!Number.isInteger(value) || value < min || value > max))
      throw new WaypostError('EXPORT_KEY_RANGE', `${what} must be a whole number, ${min}..${max}`, {
        what,
        min,
        max,
      });
  }
  return key;
}
