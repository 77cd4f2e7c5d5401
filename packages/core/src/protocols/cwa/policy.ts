/**
 * How long things are kept, and what a server takes: the rules of the app and of its server as pure
 * functions of the time.
 *
 * @module
 */
import {
  DAY_SECONDS,
  EN_INTERVAL_SECONDS,
  EN_INTERVALS_PER_DAY,
  unixSeconds,
} from '../../primitives/time.ts';
import type { CwaCheckIn } from './check-in.ts';
import { groupBy } from './group-by.ts';
import { cwaTransmissionRiskValue } from './risk.ts';
import { startOfUtcDay } from './stay.ts';

/** Days for which a visit stays in the diary, counted from its end. */
export const CWA_RETENTION_DAYS = 15;
/** Days of UTC, today not counted, whose visits are matched. */
export const CWA_MATCHED_DAYS = 10;
/** Days for which hourly packages are published. */
export const CWA_PACKAGE_DAYS = 14;
/** Most check-ins that start in one day of UTC; with more a submission is taken for a fraud. */
export const CWA_MAX_CHECK_INS_A_DAY = 20;
/** Longest submission, in bytes. */
export const CWA_SUBMISSION_MAX_BYTES = 102_400;

/** Whether a visit is still kept: for exactly 15 days after its end, the last second included. */
export const isCwaVisitKept = (end: number, now: number): boolean =>
  unixSeconds(end) >= unixSeconds(now) - CWA_RETENTION_DAYS * DAY_SECONDS;

/** Whether a visit is still matched: it ended not before the day of UTC that was ten days ago. */
export const isCwaVisitMatched = (end: number, now: number): boolean =>
  unixSeconds(end) >= startOfUtcDay(unixSeconds(now)) - CWA_MATCHED_DAYS * DAY_SECONDS;

/**
 * (Server) The check-ins of one submission that are published: none at all where more than 20 start
 * in one day of UTC; otherwise those with a risk value that began in an earlier interval than the
 * present one and ended later than 15 days ago.
 *
 * @throws {@link WaypostError} `TIME_RANGE`.
 */
export function keepPublishableCwaCheckIns(
  checkIns: readonly CwaCheckIn[],
  now: number,
): readonly CwaCheckIn[] {
  if (hasTooManyADay(checkIns)) return [];
  const present = Math.floor(unixSeconds(now) / EN_INTERVAL_SECONDS);
  const oldest = present - CWA_RETENTION_DAYS * EN_INTERVALS_PER_DAY;
  return checkIns.filter(
    ({ startIntervalNumber, endIntervalNumber, transmissionRiskLevel }) =>
      cwaTransmissionRiskValue(transmissionRiskLevel) > 0 &&
      startIntervalNumber < present &&
      endIntervalNumber > oldest,
  );
}

function hasTooManyADay(checkIns: readonly CwaCheckIn[]): boolean {
  const byDay = groupBy(checkIns, ({ startIntervalNumber }) =>
    Math.floor(startIntervalNumber / EN_INTERVALS_PER_DAY),
  );
  return [...byDay.values()].some(({ length }) => length > CWA_MAX_CHECK_INS_A_DAY);
}
