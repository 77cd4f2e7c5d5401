import { describe, expect, it } from 'vitest';
import {
  assertArrival,
  assertDeparture,
  assertSameDay,
  isLate,
} from '../../src/policies/check-in-time.ts';
import { DAY, HOUR, MINUTE, TEN } from '../support/world.ts';

const refused = expect.objectContaining({ code: 'CHECK_IN_TIME' });

describe('an arrival', () => {
  it.each([
    ['now', TEN],
    ['two hours ahead', TEN + 2 * HOUR],
    ['as old as the retention', TEN - 14 * DAY],
  ])('may be %s', (_, arrivedAt) => {
    expect(() => assertArrival(arrivedAt, TEN, 14)).not.toThrow();
  });
  it.each([
    ['a minute more than two hours ahead', TEN + 2 * HOUR + MINUTE],
    ['a minute older than the retention', TEN - 14 * DAY - MINUTE],
    ['a second off a whole minute', TEN + 1],
    ['half a second off', TEN + 0.5],
    ['negative', -60],
    ['no number', Number.NaN],
    ['without end', Number.POSITIVE_INFINITY],
  ])('may not be %s', (_, arrivedAt) => {
    expect(() => assertArrival(arrivedAt, TEN, 14)).toThrow(refused);
  });
  it('is judged to the second of the clock', () => {
    expect(() => assertArrival(TEN + 2 * HOUR, TEN - 1, 14)).toThrow(refused);
    expect(() => assertArrival(TEN - 14 * DAY, TEN + 1, 14)).toThrow(refused);
  });
});

describe('a departure', () => {
  it.each([
    ['at arrival', TEN],
    ['after the longest stay', TEN + 12 * HOUR],
  ])('may be %s', (_, departedAt) => {
    expect(() => assertDeparture({ arrivedAt: TEN, departedAt }, 12 * HOUR)).not.toThrow();
  });
  it.each([
    ['a minute before arrival', TEN - MINUTE],
    ['a minute after the longest stay', TEN + 12 * HOUR + MINUTE],
    ['off a whole minute', TEN + 61],
    ['no number', Number.NaN],
  ])('may not be %s', (_, departedAt) => {
    expect(() => assertDeparture({ arrivedAt: TEN, departedAt }, 12 * HOUR)).toThrow(refused);
  });
});

it('a corrected arrival stays on its UTC day', () => {
  const day = Math.floor(TEN / DAY);
  expect(() => assertSameDay(day * DAY, day)).not.toThrow();
  expect(() => assertSameDay((day + 1) * DAY - MINUTE, day)).not.toThrow();
  expect(() => assertSameDay((day + 1) * DAY, day)).toThrow(refused);
  expect(() => assertSameDay(day * DAY - MINUTE, day)).toThrow(refused);
});

it('late is more than 24 hours after arrival', () => {
  expect(isLate(TEN, TEN + DAY)).toBe(false);
  expect(isLate(TEN, TEN + DAY + 1)).toBe(true);
  expect(isLate(TEN + HOUR, TEN)).toBe(false);
});
