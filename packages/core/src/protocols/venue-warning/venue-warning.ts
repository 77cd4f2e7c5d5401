import { ByteReader } from '../../primitives/byte-reader.ts';
import { ByteWriter } from '../../primitives/byte-writer.ts';
import { UINT32_MAX } from '../../primitives/bytes.ts';
import { WaypostError } from '../../primitives/errors.ts';
import { EN_INTERVALS_PER_DAY } from '../../primitives/time.ts';

/** A time at a venue during which it was risky to be there. */
export interface VenueWarning {
  /** EN interval number, 10-minute units since 1970, in which it begins. */
  readonly startIntervalNumber: number;
  /** Length in 10-minute units, 1..65535. */
  readonly period: number;
  /** 1 low, 2 raised, 3 high. */
  readonly severity: 1 | 2 | 3;
}

/** Length of a record, in bytes. */
export const RECORD_BYTES = 9;
/** 30 minutes, in 10-minute units: to what warnings are rounded where nothing else is asked. */
export const ROUND_TO_INTERVALS = 3;

const MAX_PERIOD = 0xffff;

/**
 * Widens a warning to whole multiples of `intervals`, counted from 1970 in UTC: the start goes back,
 * the end forward. What is published then says less of when a person came and went.
 *
 * @param intervals - 10-minute units, 1 to 144; 1 leaves the warning as it is.
 * @throws {@link WaypostError} `WARNING_LIST_CONTENT`, `NUMBER_RANGE`.
 */
export function roundWarningOutward(
  warning: VenueWarning,
  intervals: number = ROUND_TO_INTERVALS,
): VenueWarning {
  const { startIntervalNumber, period, severity } = assertVenueWarning(warning);
  if (!isWithin(intervals, 1, EN_INTERVALS_PER_DAY))
    throw new WaypostError('NUMBER_RANGE', 'warnings are rounded to 1 to 144 intervals');
  const start = Math.floor(startIntervalNumber / intervals) * intervals;
  const end = Math.ceil((startIntervalNumber + period) / intervals) * intervals;
  return { startIntervalNumber: start, period: end - start, severity };
}

/**
 * | bytes | record                      |
 * | ----- | --------------------------- |
 * | 0..3  | startIntervalNumber, u32be  |
 * | 4..5  | period, u16be               |
 * | 6     | severity                    |
 * | 7..8  | zeros                       |
 *
 * @throws {@link WaypostError} `WARNING_LIST_CONTENT` for a value that no warning has.
 */
export function encodeRecord(warning: VenueWarning): Uint8Array {
  const { startIntervalNumber, period, severity } = assertVenueWarning(warning);
  return new ByteWriter(RECORD_BYTES)
    .u32be(startIntervalNumber)
    .u16be(period)
    .u8(severity)
    .u16be(0)
    .finish();
}

/** Reads 9 bytes; `null` for a record that holds no warning. */
export function decodeRecord(record: Uint8Array): VenueWarning | null {
  const reader = new ByteReader(record, 'warning record');
  const warning = {
    startIntervalNumber: reader.u32be(),
    period: reader.u16be(),
    severity: reader.u8(),
  };
  return reader.u16be() === 0 && isVenueWarning(warning) ? warning : null;
}

function assertVenueWarning(warning: VenueWarning): VenueWarning {
  if (!isVenueWarning(warning))
    throw new WaypostError('WARNING_LIST_CONTENT', 'a warning has a wrong time or severity');
  return warning;
}

const isVenueWarning = (value: {
  readonly startIntervalNumber: number;
  readonly period: number;
  readonly severity: number;
}): value is VenueWarning =>
  isWithin(value.startIntervalNumber, 0, UINT32_MAX) &&
  isWithin(value.period, 1, MAX_PERIOD) &&
  isWithin(value.severity, 1, 3);

const isWithin = (value: number, min: number, max: number): boolean =>
  Number.isInteger(value) && value >= min && value <= max;
