/**
 * Instants, lengths and windows of time. Nothing here reads a clock.
 *
 * @module
 */
import type { Brand } from './brand.ts';
import { UINT32_MAX } from './bytes.ts';
import { WaypostError } from './errors.ts';

/** Whole seconds since 1970-01-01T00:00:00Z, 0..2^32-1 (until the year 2106). */
export type UnixSeconds = Brand<number, 'UnixSeconds'>;

/** 10-minute interval since the Unix epoch: `floor(unixSeconds / 600)`. GAEN Cryptography v1.2. */
export type EnIntervalNumber = Brand<number, 'EnIntervalNumber'>;

/** Days since 1970-01-01 in UTC: `floor(unixSeconds / 86400)`. */
export type UtcDay = Brand<number, 'UtcDay'>;

/** Length of one EN interval, in seconds. */
export const EN_INTERVAL_SECONDS = 600;
/** EN intervals in one UTC day. */
export const EN_INTERVALS_PER_DAY = 144;
/** Length of one day, in seconds. */
export const DAY_SECONDS = 86_400;

/** A span of time, start included, end excluded: `[start, end)`, in Unix seconds. */
export interface TimeWindow {
  readonly start: UnixSeconds;
  readonly end: UnixSeconds;
}

/** @throws {@link WaypostError} `TIME_RANGE` unless a whole number in 0..2^32-1. */
export function unixSeconds(value: number): UnixSeconds {
  return uint32(value, 'a Unix time') as UnixSeconds;
}

/** @throws {@link WaypostError} `TIME_RANGE` unless a whole number in 0..2^32-1. */
export function enIntervalNumber(value: number): EnIntervalNumber {
  return uint32(value, 'an EN interval number') as EnIntervalNumber;
}

/** @throws {@link WaypostError} `TIME_RANGE` unless a whole number in 0..2^32-1. */
export function utcDay(value: number): UtcDay {
  return uint32(value, 'a UTC day') as UtcDay;
}

/** The EN interval that holds this instant. */
export const enIntervalAt = (time: UnixSeconds): EnIntervalNumber =>
  Math.floor(time / EN_INTERVAL_SECONDS) as EnIntervalNumber;

/** The UTC day that holds this instant. */
export const utcDayAt = (time: UnixSeconds): UtcDay => Math.floor(time / DAY_SECONDS) as UtcDay;

/** Seconds shared by two half-open windows; 0 when they only touch. */
export const overlapSeconds = (a: TimeWindow, b: TimeWindow): number =>
  Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));

function uint32(value: number, what: string): number {
  if (!Number.isInteger(value) || value < 0 || value > UINT32_MAX)
    throw new WaypostError('TIME_RANGE', `${what} must be a whole number in 0..${UINT32_MAX}`);
  return value;
}
