/**
 * Times of a visit: whole minutes, rounded outward, so that what is sent is never shorter than the stay.
 *
 * @module
 */
import { unixSeconds, utcDayAt } from '@waypost/core/primitives';
import { ClientError } from './errors.ts';

const MINUTE_SECONDS = 60;

/** The whole minute at or before a time. @throws {@link ClientError} `TIME_INVALID`. */
export function wholeMinuteBefore(time: number): number {
  if (!Number.isSafeInteger(time) || time < 0)
    throw new ClientError('TIME_INVALID', 'a time is whole Unix seconds');
  return time - (time % MINUTE_SECONDS);
}

/** The whole minute at or after a time. @throws {@link ClientError} `TIME_INVALID`. */
export const wholeMinuteAfter = (time: number): number =>
  wholeMinuteBefore(time + MINUTE_SECONDS - 1);

/** The UTC day of a time: days since 1970-01-01. */
export const dayOf = (time: number): number => utcDayAt(unixSeconds(time));

/** @throws {@link ClientError} `TIME_INVALID` for a departure before its arrival. */
export function assertStay(arrivedAt: number, departedAt: number | null): void {
  if (departedAt !== null && departedAt < arrivedAt)
    throw new ClientError('TIME_INVALID', 'a departure is not before its arrival');
}
