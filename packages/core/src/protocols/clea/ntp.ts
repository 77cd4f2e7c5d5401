import { UINT32_MAX, WaypostError } from '../../primitives/index.ts';

/** NTP time of the Unix epoch: seconds from 1900-01-01 to 1970-01-01, UTC. */
export const NTP_UNIX_EPOCH = 2_208_988_800;
/** A period begins at a full hour. */
export const PERIOD_GRID_SECONDS = 3600;

/**
 * NTP time of a Unix time, both in seconds. The 32 bits of NTP end on 2036-02-07 at 06:28:16 UTC.
 *
 * @throws {@link WaypostError} `TIME_RANGE` for what is not a whole number from 1970 until then.
 */
export function toNtpTime(time: number): number {
  if (!Number.isInteger(time) || time < 0 || time > UINT32_MAX - NTP_UNIX_EPOCH)
    throw outOfRange('a time in 32 bits of NTP, from 1970 to 2036');
  return time + NTP_UNIX_EPOCH;
}

/**
 * Unix time of an NTP time, both in seconds.
 *
 * @throws {@link WaypostError} `TIME_RANGE` for a time before 1970 or of more than 32 bits.
 */
export function fromNtpTime(ntpTime: number): number {
  if (!Number.isInteger(ntpTime) || ntpTime < NTP_UNIX_EPOCH || ntpTime > UINT32_MAX)
    throw outOfRange('an NTP time from 1970 to 2036');
  return ntpTime - NTP_UNIX_EPOCH;
}

/**
 * NTP time of the beginning of a period, which is a full hour.
 *
 * @throws {@link WaypostError} `TIME_RANGE`.
 */
export function toPeriodNtpTime(periodStart: number): number {
  if (periodStart % PERIOD_GRID_SECONDS !== 0) throw outOfRange('a full hour');
  return toNtpTime(periodStart);
}

const outOfRange = (expected: string): WaypostError =>
  new WaypostError('TIME_RANGE', `time must be ${expected}`);
