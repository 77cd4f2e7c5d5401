import { unixSeconds } from '../../primitives/index.ts';
import { nextLocalMidnight } from './local-midnight.ts';

/** Arrivals and departures are kept in steps of a quarter of an hour, in seconds. */
export const NHS_VISIT_STEP_SECONDS = 900;

/** A stay at a venue, as the phone keeps it. */
export interface NhsVisit {
  /** `id` of the code that was scanned. */
  readonly venueId: string;
  /** Unix seconds. */
  readonly from: number;
  /** Unix seconds. */
  readonly to: number;
  /** Whether its visitor was told of a risk already. Left out, not. */
  readonly notified?: boolean;
}

/** A scan of a code. */
export interface NhsCheckIn {
  readonly venueId: string;
  /** Time of the scan, Unix seconds. */
  readonly at: number;
  /** Where the phone is, as an IANA name. */
  readonly timeZone: string;
}

/**
 * The quarter of an hour, in UTC, that holds `time`.
 *
 * @throws {@link WaypostError} `TIME_RANGE`.
 */
export const roundArrival = (time: number): number =>
  unixSeconds(time) - (time % NHS_VISIT_STEP_SECONDS);

/**
 * The end of the quarter of an hour, in UTC, that holds `time`: an exact quarter gives the next one.
 *
 * @throws {@link WaypostError} `TIME_RANGE`.
 */
export const roundDeparture = (time: number): number => roundArrival(time) + NHS_VISIT_STEP_SECONDS;

/**
 * (Visitor) The diary after a scan. The new visit lasts until the next local midnight; the last one,
 * if it is still on, ends at the end of this quarter of an hour. So the two share up to a quarter.
 *
 * @param visits - In order of arrival.
 * @returns A new list. A last visit that begins after the scan, as when a clock was set back, is left
 * as it is.
 * @throws {@link WaypostError} `TIME_RANGE`; `TIME_FORMAT` for a zone that the host does not know.
 */
export function addVisit(visits: readonly NhsVisit[], checkIn: NhsCheckIn): NhsVisit[] {
  const { venueId, at, timeZone } = checkIn;
  const visit = { venueId, from: roundArrival(at), to: nextLocalMidnight(at, timeZone) };
  const last = visits.at(-1);
  if (last === undefined || last.from > at) return [...visits, visit];
  return [...visits.slice(0, -1), { ...last, to: Math.min(last.to, roundDeparture(at)) }, visit];
}
