/**
 * Which times a check-in may claim. Protocol section 4.
 *
 * @module
 */
import { DAY_SECONDS } from '@waypost/core/primitives';
import { PlatformError } from '../errors.ts';
import { keptSince } from './retention.ts';

/** How far ahead of the server's clock an arrival may be, in seconds. */
export const MAX_AHEAD_SECONDS = 7200;
const LATE_SECONDS = DAY_SECONDS;
const MINUTE_SECONDS = 60;

/**
 * An arrival is a whole minute, not older than the retention, and at most two hours ahead.
 *
 * @throws {@link PlatformError} `CHECK_IN_TIME`.
 */
export function assertArrival(arrivedAt: number, now: number, retentionDays: number): void {
  assertWholeMinute(arrivedAt);
  if (arrivedAt < keptSince(now, retentionDays))
    throw refused('arrivedAt is older than what is kept');
  if (arrivedAt > now + MAX_AHEAD_SECONDS) throw refused('arrivedAt is too far ahead');
}

/**
 * A departure is a whole minute, not before the arrival, and within the venue's longest stay.
 *
 * @throws {@link PlatformError} `CHECK_IN_TIME`.
 */
export function assertDeparture(
  stay: { readonly arrivedAt: number; readonly departedAt: number },
  longestStaySeconds: number,
): void {
  assertWholeMinute(stay.departedAt);
  if (stay.departedAt < stay.arrivedAt) throw refused('departedAt is before arrivedAt');
  if (stay.departedAt > stay.arrivedAt + longestStaySeconds)
    throw refused('departedAt is later than the longest stay of the venue');
}

/**
 * A corrected arrival stays on its UTC day: the day decides where the check-in is kept, and how long.
 *
 * @throws {@link PlatformError} `CHECK_IN_TIME`.
 */
export function assertSameDay(arrivedAt: number, day: number): void {
  if (Math.floor(arrivedAt / DAY_SECONDS) !== day) throw refused('arrivedAt is on another UTC day');
}

/** Whether a check-in received at `now` is late: more than 24 hours after the arrival. */
export const isLate = (arrivedAt: number, now: number): boolean => now - arrivedAt > LATE_SECONDS;

function assertWholeMinute(time: number): void {
  if (!Number.isSafeInteger(time) || time < 0 || time % MINUTE_SECONDS !== 0)
    throw refused('a time is not a whole minute');
}

const refused = (why: string): PlatformError => new PlatformError('CHECK_IN_TIME', why);
