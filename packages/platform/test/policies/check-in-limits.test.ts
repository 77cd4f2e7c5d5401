import { describe, expect, it } from 'vitest';
import { CheckInCounter, SlidingHour } from '../../src/policies/check-in-limits.ts';
import { HOUR, TEN } from '../support/world.ts';

describe('SlidingHour', () => {
  it('counts within the clock hour', () => {
    const hour = new SlidingHour();
    expect([1, 2, 3].map(() => hour.add('a', TEN))).toEqual([1, 2, 3]);
    expect(hour.add('b', TEN + HOUR - 1)).toBe(1);
  });
  it('lets the hour before fade as the clock goes on', () => {
    const hour = new SlidingHour();
    for (let i = 0; i < 10; i++) hour.add('a', TEN + 1800);
    expect(hour.add('a', TEN + HOUR)).toBe(11);
    expect(hour.add('a', TEN + HOUR + 1800)).toBe(2 + 5);
    expect(hour.add('a', TEN + 2 * HOUR - 36)).toBeCloseTo(3 + 0.1);
  });
  it('forgets what is two hours ago', () => {
    const hour = new SlidingHour();
    for (let i = 0; i < 10; i++) hour.add('a', TEN + HOUR - 1);
    expect(hour.add('a', TEN + 2 * HOUR)).toBe(1);
  });
  it('tells a hundred thousand keys apart, and counts the rest together', () => {
    const hour = new SlidingHour();
    for (let i = 0; i < 100_000; i++) hour.add(`key ${i}`, TEN);
    expect(hour.add('key 5', TEN)).toBe(2);
    expect(hour.add('one too many', TEN)).toBe(1);
    expect(hour.add('another', TEN)).toBe(2);
    expect(hour.add('one too many', TEN + HOUR)).toBe(1);
  });
});

describe('CheckInCounter', () => {
  const limits = { venuePerHour: 3, networkPrefixPerHour: 2 };
  it('marks the first check-in over the limit of a network prefix, whatever the venue', () => {
    const counter = new CheckInCounter(limits);
    const from = (venue: string) => ({ venue, networkPrefix: 'p' });
    expect(['a', 'b', 'c'].map((venue) => counter.add(from(venue), TEN))).toEqual([
      false,
      false,
      true,
    ]);
  });
  it('marks the first check-in over the limit of a venue, whatever the prefix', () => {
    const counter = new CheckInCounter(limits);
    const from = (networkPrefix: string) => ({ venue: 'v', networkPrefix });
    expect(['a', 'b', 'c', 'd'].map((prefix) => counter.add(from(prefix), TEN))).toEqual([
      false,
      false,
      false,
      true,
    ]);
    expect(counter.add(from('a'), TEN + 2 * HOUR)).toBe(false);
  });
});
