/**
 * Instants as a venue's clock shows them.
 *
 * @module
 */
import { PosterError } from './errors.ts';

/** A minute on the clock and calendar of a place. */
export interface LocalMinute {
  readonly year: number;
  /** 1..12. */
  readonly month: number;
  /** 1..31. */
  readonly day: number;
  /** 0..23. */
  readonly hour: number;
  /** 0..59. */
  readonly minute: number;
}

// Making one takes longer than using it. There are some hundred zones, so this stays small.
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * @param time - Unix seconds.
 * @param timeZone - As `Asia/Ho_Chi_Minh`.
 * @throws {@link PosterError} `CONTENT_INVALID` naming `timeZone`.
 */
export function localMinute(time: number, timeZone: string): LocalMinute {
  const parts = formatOf(timeZone).formatToParts(time * 1000);
  const read = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  return {
    year: read('year'),
    month: read('month'),
    day: read('day'),
    hour: read('hour'),
    minute: read('minute'),
  };
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  try {
    const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
      timeZone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      hourCycle: 'h23',
    });
    formats.set(timeZone, format);
    return format;
  } catch {
    throw new PosterError(
      'CONTENT_INVALID',
      'timeZone',
      'timeZone must be a time zone of the IANA',
    );
  }
}

/** `7` as `07`. */
export const twoDigits = (value: number): string => String(value).padStart(2, '0');
