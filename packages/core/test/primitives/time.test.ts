import {
  DAY_SECONDS,
  EN_INTERVAL_SECONDS,
  EN_INTERVALS_PER_DAY,
  enIntervalAt,
  enIntervalNumber,
  overlapSeconds,
  type TimeWindow,
  unixSeconds,
  utcDay,
  utcDayAt,
} from '@waypost/core/primitives';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcome } from './jws-kit.ts';

const UINT32_MAX = 2 ** 32 - 1;
const PARSERS = [
  ['unixSeconds', unixSeconds],
  ['enIntervalNumber', enIntervalNumber],
  ['utcDay', utcDay],
] as const;

describe.each(PARSERS)('%s', (_name, parse) => {
  it.each([0, 1, UINT32_MAX])('takes %d', (value) => {
    expect(parse(value)).toBe(value);
  });

  it.each<readonly [string, unknown]>([
    ['a negative number', -1],
    ['2^32', UINT32_MAX + 1],
    ['milliseconds of today', 1_795_000_000_000],
    ['a fraction', 1.5],
    ['not a number', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['text', '1795000000'],
    ['null', null],
  ])('refuses %s', async (_name, value) => {
    expect(await outcome(() => parse(value as number))).toBe('TIME_RANGE');
  });
});

describe('instants', () => {
  it.each([
    [0, 0, 0],
    [599, 0, 0],
    [600, 1, 0],
    [86_399, 143, 0],
    [86_400, 144, 1],
    [1_585_785_600, 2_642_976, 18_354],
    [UINT32_MAX, 7_158_278, 49_710],
  ])('second %i is in interval %i of day %i', (second, interval, day) => {
    expect(enIntervalAt(unixSeconds(second))).toBe(interval);
    expect(utcDayAt(unixSeconds(second))).toBe(day);
  });

  it('a day is 144 intervals', () => {
    expect(EN_INTERVALS_PER_DAY * EN_INTERVAL_SECONDS).toBe(DAY_SECONDS);
  });

  it('a bare number is no instant', () => {
    // @ts-expect-error a number must be parsed first
    expect(enIntervalAt(600)).toBe(1);
    // @ts-expect-error an interval is no instant
    expect(utcDayAt(enIntervalNumber(1))).toBe(0);
  });
});

describe('overlapSeconds: laws', () => {
  const anyWindow: fc.Arbitrary<TimeWindow> = fc
    .tuple(fc.nat(100), fc.nat(100))
    .map(([start, length]) => ({ start: unixSeconds(start), end: unixSeconds(start + length) }));
  const length = ({ start, end }: TimeWindow): number => end - start;

  it('is the number of seconds that are in both', () =>
    fc.assert(
      fc.property(anyWindow, anyWindow, (a, b) => {
        let shared = 0;
        for (let t = 0; t < 200; t++)
          if (a.start <= t && t < a.end && b.start <= t && t < b.end) shared++;
        expect(overlapSeconds(a, b)).toBe(shared);
      }),
    ));

  it('is symmetric, and with itself the length', () =>
    fc.assert(
      fc.property(anyWindow, anyWindow, (a, b) => {
        expect(overlapSeconds(a, b)).toBe(overlapSeconds(b, a));
        expect(overlapSeconds(a, a)).toBe(length(a));
      }),
    ));

  it('of windows that only touch is none', () => {
    const minute = (n: number) => ({ start: unixSeconds(n * 60), end: unixSeconds(n * 60 + 60) });
    expect(overlapSeconds(minute(0), minute(1))).toBe(0);
  });
});
