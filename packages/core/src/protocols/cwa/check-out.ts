import { unixSeconds } from '../../primitives/time.ts';
import type { CwaPayload } from './payload.ts';

const STEP_MINUTES = 15;
const LEAST_MINUTES = 15;
/** 23:45. */
const MOST_MINUTES = 1425;

/**
 * How long a visitor is taken to stay who does not check out, in minutes: what the code says, or until
 * the event ends; rounded to quarters of an hour, at least 15 and at most 1425.
 *
 * @param checkInAt - Unix seconds.
 * @throws {@link WaypostError} `TIME_RANGE`.
 */
export function defaultCwaStayMinutes(
  { locationData, vendorData }: Pick<CwaPayload, 'locationData' | 'vendorData'>,
  checkInAt: number,
): number {
  const untilEnd = Math.floor((locationData.endTimestamp - unixSeconds(checkInAt)) / 60);
  const minutes = vendorData.defaultCheckInLengthInMinutes || untilEnd;
  const rounded = Math.round(minutes / STEP_MINUTES) * STEP_MINUTES;
  return Math.min(Math.max(rounded, LEAST_MINUTES), MOST_MINUTES);
}

/** When a visitor who does not check out is taken to leave, Unix seconds. @throws `TIME_RANGE`. */
export const cwaAutoCheckOutAt = (
  payload: Pick<CwaPayload, 'locationData' | 'vendorData'>,
  checkInAt: number,
): number => checkInAt + defaultCwaStayMinutes(payload, checkInAt) * 60;
