import { UINT32_MAX } from '../../primitives/index.ts';

const UTC_TIME_LENGTH = 20;
const HTTP_DATE_LENGTH = 29;

/** Unix seconds of `2019-07-04T13:33:03Z`; `null` for any other form, and for a day that is none. */
export function parseUtcTime(text: unknown): number | null {
  if (typeof text !== 'string' || text.length !== UTC_TIME_LENGTH) return null;
  return exactSeconds(
    Date.parse(text),
    (date) => date.toISOString() === text.replace('Z', '.000Z'),
  );
}

/** `2019-07-04T13:33:03Z` of Unix seconds. */
export const formatUtcTime = (time: number): string =>
  new Date(time * 1000).toISOString().replace('.000Z', 'Z');

/** Unix seconds of `Mon, 03 Aug 2020 23:20:48 UTC` or `GMT`; `null` for any other form. */
export function parseHttpDate(text: string): number | null {
  if (typeof text !== 'string' || text.length !== HTTP_DATE_LENGTH) return null;
  const gmt = text.replace(/UTC$/, 'GMT');
  return exactSeconds(Date.parse(gmt), (date) => date.toUTCString() === gmt);
}

/** `Date.parse` takes the 31st of February and much else: what it read must read back as written. */
function exactSeconds(time: number, isExact: (date: Date) => boolean): number | null {
  const seconds = time / 1000;
  if (!(seconds >= 0 && seconds <= UINT32_MAX) || !isExact(new Date(time))) return null;
  return seconds;
}
