import { isCalendarDate } from '@waypost/core/primitives/foreign';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

describe('dates of documents', () => {
  it('agree with the calendar of the host', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1850, max: 2399 }),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 32 }),
        (year, month, day) => {
          const date = new Date(Date.UTC(year, month - 1, day));
          const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
          expect(isCalendarDate(year, month, day)).toBe(isReal);
        },
      ),
      { numRuns: 1000 },
    ));

  it.each([
    [2000, 2, 29, true],
    [1900, 2, 29, false],
    [2004, 2, 29, true],
    [1850, 1, 1, true],
    [1849, 12, 31, false],
    [2399, 12, 31, true],
    [2400, 1, 1, false],
    [1990.5, 1, 1, false],
    [1990, Number.NaN, 1, false],
  ])('%d-%d-%d: %s', (year, month, day, expected) => {
    expect(isCalendarDate(year, month, day)).toBe(expected);
  });
});
