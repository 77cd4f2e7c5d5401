/**
 * When a venue is open, in its own time zone.
 *
 * @module
 */
import { PlatformError } from '../errors.ts';
import type { OpeningHours } from '../ports/index.ts';

const DAY_MINUTES = 1440;
const WEEK_DAYS: readonly string[] = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const MAX_SPANS_A_DAY = 8;

/**
 * Checks what an owner says: a time zone that is known, and for each of seven days at most eight spans
 * that begin within the day and end after they begin, at the latest with the next day.
 *
 * @throws {@link PlatformError} `VENUE_INVALID`.
 */
export function assertOpeningHours({ timeZone, days }: OpeningHours): void {
  if (clockOf(timeZone) === null) throw refused('the time zone is not known');
  if (days.length !== WEEK_DAYS.length) throw refused('a week has seven days');
  for (const spans of days) {
    if (spans.length > MAX_SPANS_A_DAY) throw refused('a day has too many spans');
    for (const [open, close] of spans) {
      const isSpan = isMinute(open) && isMinute(close) && open < DAY_MINUTES && open < close;
      if (!isSpan || close > 2 * DAY_MINUTES) throw refused('a span of opening hours is wrong');
    }
  }
}

/**
 * Whether the venue is open at `time` (Unix seconds): in a span of this weekday, or in one of the day
 * before that reaches past midnight. Spans are half-open, and read on the clock on the wall.
 */
export function isOpenAt({ timeZone, days }: OpeningHours, time: number): boolean {
  const { weekDay, minute } = wallClockAt(timeZone, time);
  const isIn = (spans: OpeningHours['days'][number] | undefined, at: number): boolean =>
    (spans ?? []).some(([open, close]) => open <= at && at < close);
  const dayBefore = (weekDay + WEEK_DAYS.length - 1) % WEEK_DAYS.length;
  return isIn(days[weekDay], minute) || isIn(days[dayBefore], minute + DAY_MINUTES);
}

function wallClockAt(timeZone: string, time: number): { weekDay: number; minute: number } {
  const parts = new Map(
    clockOf(timeZone)
      ?.formatToParts(time * 1000)
      .map(({ type, value }) => [type, value]),
  );
  return {
    weekDay: WEEK_DAYS.indexOf(parts.get('weekday') ?? ''),
    minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')),
  };
}

/** Making a clock takes longer than reading it. */
const clocks = new Map<string, Intl.DateTimeFormat>();
const MAX_CLOCKS = 1000;

function clockOf(timeZone: string): Intl.DateTimeFormat | null {
  const known = clocks.get(timeZone);
  if (known) return known;
  try {
    const clock = new Intl.DateTimeFormat('en-US', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    if (clocks.size >= MAX_CLOCKS) clocks.clear();
    clocks.set(timeZone, clock);
    return clock;
  } catch {
    return null;
  }
}

const isMinute = (value: number): boolean => Number.isInteger(value) && value >= 0;

const refused = (why: string): PlatformError => new PlatformError('VENUE_INVALID', why);
