/**
 * What a check-in says of itself: to the server, in the first form without encryption, and inside a
 * protected report.
 *
 * | message       | fields                                                                             |
 * | ------------- | ---------------------------------------------------------------------------------- |
 * | CheckIn       | 1 locationId, 2 startIntervalNumber, 3 endIntervalNumber, 4 transmissionRiskLevel  |
 * | CheckInRecord | 1 startIntervalNumber, 2 period, 3 transmissionRiskLevel                           |
 *
 * Interval numbers and periods are in units of ten minutes, the numbers counted from 1970.
 *
 * Spec: Corona-Warn-App, `check_in.proto`. Vectors: `test/vectors/cwa.json`.
 *
 * @module
 */
import { assertBytes, assertUint, UINT32_MAX } from '../../primitives/bytes.ts';
import { WaypostError } from '../../primitives/errors.ts';
import { ProtoWriter } from '../../primitives/protobuf.ts';
import { EN_INTERVAL_SECONDS } from '../../primitives/time.ts';
import { CWA_LOCATION_ID_BYTES } from './location-id.ts';
import { assertStay, type CwaStay } from './stay.ts';
import { nonZero, orListMalformed, readSmallMessage, uint32 } from './wire.ts';

/** When somebody infectious was at a place, and how infectious. */
export interface CwaCheckInRecord {
  /** First interval of ten minutes, uint32. */
  readonly startIntervalNumber: number;
  /** Intervals of ten minutes, at least 1. */
  readonly period: number;
  /** 1 to 8. */
  readonly transmissionRiskLevel: number;
}

/** A check-in as it was submitted before reports were protected, and names its place. */
export interface CwaCheckIn {
  /** 32 bytes. */
  readonly locationId: Uint8Array;
  /** First interval, 1 or more. */
  readonly startIntervalNumber: number;
  /** First interval that no longer counts; not before the start. */
  readonly endIntervalNumber: number;
  /** 1 to 8. */
  readonly transmissionRiskLevel: number;
}

/** Highest transmission risk level; the lowest is 1. */
export const CWA_MAX_RISK_LEVEL = 8;

/**
 * The record of a stay: the intervals in which it begins and ends.
 *
 * @throws {@link WaypostError} `NUMBER_RANGE`, also for a stay within one interval; `TIME_RANGE`.
 */
export function buildCwaCheckInRecord(stay: CwaStay, riskLevel: number): CwaCheckInRecord {
  const { start, end } = assertStay(stay);
  const startIntervalNumber = Math.floor(start / EN_INTERVAL_SECONDS);
  return assertRecord({
    startIntervalNumber,
    period: Math.floor(end / EN_INTERVAL_SECONDS) - startIntervalNumber,
    transmissionRiskLevel: riskLevel,
  });
}

/** Writes a record. @throws {@link WaypostError} `NUMBER_RANGE` for one that no app accepts. */
export function encodeCwaCheckInRecord(record: CwaCheckInRecord): Uint8Array {
  const { startIntervalNumber, period, transmissionRiskLevel } = assertRecord(record);
  return new ProtoWriter()
    .uint(1, nonZero(startIntervalNumber))
    .uint(2, period)
    .uint(3, transmissionRiskLevel)
    .finish();
}

/**
 * Reads a record.
 *
 * @returns `null` for one that the app refuses: no length, or a level that is none of 1 to 8.
 * @throws {@link WaypostError} `PROTOBUF_MALFORMED`.
 */
export function decodeCwaCheckInRecord(bytes: Uint8Array): CwaCheckInRecord | null {
  const message = readSmallMessage(bytes, 'CheckInRecord');
  const record = {
    startIntervalNumber: uint32(message, 1),
    period: uint32(message, 2),
    transmissionRiskLevel: uint32(message, 3),
  };
  return isRecord(record) ? record : null;
}

/** Writes a check-in for submission. @throws {@link WaypostError} `BYTES_LENGTH`, `NUMBER_RANGE`. */
export function encodeCwaCheckIn(checkIn: CwaCheckIn): Uint8Array {
  assertBytes(checkIn.locationId, CWA_LOCATION_ID_BYTES, 'locationId');
  if (!isCheckIn(checkIn)) throw new WaypostError('NUMBER_RANGE', 'a check-in has a wrong time');
  return new ProtoWriter()
    .bytes(1, checkIn.locationId)
    .uint(2, checkIn.startIntervalNumber)
    .uint(3, checkIn.endIntervalNumber)
    .uint(4, checkIn.transmissionRiskLevel)
    .finish();
}

/**
 * (Server) Reads a submitted check-in. It may have no length; such a one warns nobody.
 *
 * @throws {@link WaypostError} `VENUE_LIST_MALFORMED`: another length of the id, a start of 0, an end
 * before the start, a level that is none of 1 to 8.
 */
export function decodeCwaCheckIn(bytes: Uint8Array): CwaCheckIn {
  return orListMalformed('CheckIn', () => {
    const message = readSmallMessage(bytes, 'CheckIn');
    const checkIn = {
      locationId: assertBytes(message.bytes(1), CWA_LOCATION_ID_BYTES, 'locationId').slice(),
      startIntervalNumber: uint32(message, 2),
      endIntervalNumber: uint32(message, 3),
      transmissionRiskLevel: uint32(message, 4),
    };
    return isCheckIn(checkIn) ? checkIn : null;
  });
}

function assertRecord(record: CwaCheckInRecord): CwaCheckInRecord {
  assertUint(record.startIntervalNumber, UINT32_MAX, 'startIntervalNumber');
  assertUint(record.period, UINT32_MAX, 'period');
  if (!isRecord(record))
    throw new WaypostError('NUMBER_RANGE', 'a record needs a length and a level of 1 to 8');
  return record;
}

const isRecord = ({ period, transmissionRiskLevel }: CwaCheckInRecord): boolean =>
  period > 0 && isRiskLevel(transmissionRiskLevel);

const isCheckIn = (checkIn: CwaCheckIn): boolean =>
  isInterval(checkIn.startIntervalNumber, 1) &&
  isInterval(checkIn.endIntervalNumber, checkIn.startIntervalNumber) &&
  isRiskLevel(checkIn.transmissionRiskLevel);

const isInterval = (value: number, least: number): boolean =>
  Number.isInteger(value) && value >= least && value <= UINT32_MAX;

const isRiskLevel = (level: number): boolean =>
  Number.isInteger(level) && level >= 1 && level <= CWA_MAX_RISK_LEVEL;
