import { WaypostError } from '../../primitives/errors.ts';
import { DAY_SECONDS, unixSeconds } from '../../primitives/time.ts';

/** A time at a place, `[start, end)` in whole Unix seconds. */
export interface CwaStay {
  readonly start: number;
  /** Not before the start, where nothing else is said. */
  readonly end: number;
}

/** Both times are uint32, in either order. @throws {@link WaypostError} `TIME_RANGE`. */
export function assertTimes({ start, end }: CwaStay): CwaStay {
  return { start: unixSeconds(start), end: unixSeconds(end) };
}

/** A stay with an end that is not before its start. @throws {@link WaypostError} `TIME_RANGE`. */
export function assertStay(stay: CwaStay): CwaStay {
  if (assertTimes(stay).end < stay.start)
    throw new WaypostError('TIME_RANGE', 'a stay ends before it begins');
  return stay;
}

/**
 * Splits a stay at each midnight of UTC, so that each part lies in one day: warnings and risks are
 * counted by the day.
 *
 * @returns At least one part, in order; a stay without length as it is. None for an end before the
 *   start, which the original takes for bad data.
 * @throws {@link WaypostError} `TIME_RANGE`.
 */
export function splitCwaStay(stay: CwaStay): CwaStay[] {
  const { start, end } = assertTimes(stay);
  if (end < start) return [];
  const parts: CwaStay[] = [];
  let from = start;
  let midnight = startOfUtcDay(start) + DAY_SECONDS;
  // A part up to a midnight that is also the end is the last one: none without length follows.
  for (; midnight < end; midnight += DAY_SECONDS) {
    parts.push({ start: from, end: midnight });
    from = midnight;
  }
  parts.push({ start: from, end });
  return parts;
}

/** The midnight of UTC at which the day of `time` began, Unix seconds. */
export const startOfUtcDay = (time: number): number => time - (time % DAY_SECONDS);
