/**
 * Reads the time in a field: Unix seconds, or ISO 8601 to the second.
 *
 * @module
 */
import type { LocalTime } from './local-time.ts';

/** Why a time was not read. */
export type TimeProblem =
  | 'unreadable'
  | 'no-offset'
  | 'before-1970'
  | 'after-2105'
  | 'milliseconds'
  | 'skipped-by-clock';

/** Times are `0 .. 2^32 - 2`: until February 2106. */
const LAST_TIME = 2 ** 32 - 2;

const ZERO = 0x30;
const NINE = 0x39;

/** Reads one time. @param zone - For times without an offset; `null`: they are refused. */
export function readTime(
  bytes: Uint8Array,
  from: number,
  to: number,
  zone: LocalTime | null,
): number | TimeProblem {
  while (from < to && bytes[from] === 0x20) from++;
  while (to > from && bytes[to - 1] === 0x20) to--;
  let value = 0;
  let at = from;
  for (; at < to && bytes[at]! >= ZERO && bytes[at]! <= NINE; at++)
    value = value * 10 + bytes[at]! - ZERO;
  if (at < to || at === from) return readIso(bytes, from, to, zone);
  if (value <= LAST_TIME) return value;
  return at - from === 13 ? 'milliseconds' : 'after-2105';
}

const ISO =
  /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?(Z|z|[+-]\d\d(?::?\d\d)?)?$/;
const OTHER_YEAR = /^([+-])?\d{5,}-/;

const decoder = new TextDecoder('latin1');

/** What one day's text was worth: most rows of a file share their days and their offset. */
const days = new Map<string, number>();
const MAX_DAYS = 10_000;

function readIso(
  bytes: Uint8Array,
  from: number,
  to: number,
  zone: LocalTime | null,
): number | TimeProblem {
  if (to - from > 40) return 'unreadable';
  const text = decoder.decode(bytes.subarray(from, to));
  const match = ISO.exec(text);
  if (!match) {
    const otherYear = OTHER_YEAR.exec(text);
    if (otherYear) return otherYear[1] === '-' ? 'before-1970' : 'after-2105';
    return /^-\d+$/.test(text) ? 'before-1970' : 'unreadable';
  }
  const [, , , , hour, minute, second = '0', offset] = match;
  const day = dayOf(text.slice(0, 10));
  const clock = 3600 * Number(hour) + 60 * Number(minute) + Number(second);
  if (Number.isNaN(day) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59)
    return 'unreadable';
  const time = toUnix(day + clock, offset, zone);
  if (typeof time === 'string') return time;
  if (time < 0) return 'before-1970';
  return time > LAST_TIME ? 'after-2105' : time;
}

/** Unix seconds at which the day begins in UTC; NaN if there is no such day. */
function dayOf(date: string): number {
  const known = days.get(date);
  if (known !== undefined) return known;
  const start = new Date(`${date}T00:00:00Z`);
  const isReal = !Number.isNaN(start.getTime()) && start.toISOString().startsWith(date);
  const seconds = isReal ? start.getTime() / 1000 : Number.NaN;
  if (days.size === MAX_DAYS) days.clear();
  days.set(date, seconds);
  return seconds;
}

function toUnix(
  wallClock: number,
  offset: string | undefined,
  zone: LocalTime | null,
): number | TimeProblem {
  if (offset === undefined) {
    if (!zone) return 'no-offset';
    if (wallClock < -86_400) return 'before-1970'; // in any zone
    return zone.toUnix(wallClock) ?? 'skipped-by-clock';
  }
  if (offset === 'Z' || offset === 'z') return wallClock;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(3).replace(':', '') || '0');
  if (hours > 23 || minutes > 59) return 'unreadable';
  const seconds = 3600 * hours + 60 * minutes;
  return offset.startsWith('-') ? wallClock + seconds : wallClock - seconds;
}
