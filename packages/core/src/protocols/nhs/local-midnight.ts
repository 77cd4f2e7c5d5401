import { DAY_SECONDS, unixSeconds, WaypostError } from '../../primitives/index.ts';

/**
 * The first midnight after `time` on the clocks of a zone, Unix seconds. Where clocks leap over
 * midnight, the moment of the leap; where they show it twice, the first one that is not past.
 *
 * @param time - Unix seconds.
 * @param timeZone - IANA name, such as `Europe/London`.
 * @throws {@link WaypostError} `TIME_RANGE`; `TIME_FORMAT` for a zone that the host does not know.
 */
export function nextLocalMidnight(time: number, timeZone: string): number {
  const clock = clockOf(timeZone);
  const wallClock = unixSeconds(time) + offsetAt(clock, time);
  const midnight = (Math.floor(wallClock / DAY_SECONDS) + 1) * DAY_SECONDS;
  const before = offsetAt(clock, midnight - DAY_SECONDS);
  const after = offsetAt(clock, midnight + DAY_SECONDS);
  const shown = [before, after]
    .filter((offset) => offsetAt(clock, midnight - offset) === offset)
    .map((offset) => midnight - offset)
    .filter((instant) => instant > time);
  return shown.length === 0 ? midnight - before : Math.min(...shown);
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const part = 'numeric';
  const parts = {
    year: part,
    month: part,
    day: part,
    hour: part,
    minute: part,
    second: part,
  } as const;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', ...parts });
  } catch {
    throw new WaypostError('TIME_FORMAT', 'not a time zone that this host knows');
  }
}

/** Seconds that the clock is ahead of UTC. */
function offsetAt(clock: Intl.DateTimeFormat, time: number): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of clock.formatToParts(time * 1000)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - time;
}
