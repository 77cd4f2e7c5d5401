import { describe, expect, it } from 'vitest';
import { assertOpeningHours, isOpenAt } from '../../src/policies/opening-hours.ts';
import type { OpeningHours } from '../../src/ports/index.ts';

type Span = readonly [number, number];

const week = (spans: readonly Span[], timeZone = 'Asia/Ho_Chi_Minh'): OpeningHours => ({
  timeZone,
  days: Array.from({ length: 7 }, () => spans),
});
const at = (iso: string): number => Date.parse(iso) / 1000;
const [EIGHT, NOON, TWENTY_TWO, TWO_NEXT_DAY] = [480, 720, 1320, 1560] as const;

describe('isOpenAt', () => {
  it.each([
    ['a second before opening', '2021-06-01T07:59:59+07:00', false],
    ['at opening', '2021-06-01T08:00:00+07:00', true],
    ['in the last minute', '2021-06-01T11:59:59+07:00', true],
    ['at closing', '2021-06-01T12:00:00+07:00', false],
    ['the same clock time in UTC, which is evening there', '2021-06-01T11:00:00Z', false],
  ])('%s', (_, time, isOpen) => {
    expect(isOpenAt(week([[EIGHT, NOON]]), at(time))).toBe(isOpen);
  });

  it.each([
    ['before midnight', '2021-06-04T23:30:00+07:00', true],
    ['after midnight, on a day that is closed itself', '2021-06-05T01:59:00+07:00', true],
    ['at the end past midnight', '2021-06-05T02:00:00+07:00', false],
    ['on the evening of the closed day', '2021-06-05T23:30:00+07:00', false],
    ['after midnight of the closed day', '2021-06-06T00:30:00+07:00', false],
  ])('a span of Friday that reaches into Saturday, %s', (_, time, isOpen) => {
    const friday = week([]).days.map((_day, i) =>
      i === 4 ? ([[TWENTY_TWO, TWO_NEXT_DAY]] as const) : [],
    );
    expect(isOpenAt({ timeZone: 'Asia/Ho_Chi_Minh', days: friday }, at(time))).toBe(isOpen);
  });

  it('a span of Sunday reaches into Monday', () => {
    const sunday = week([]).days.map((_day, i) =>
      i === 6 ? ([[TWENTY_TWO, TWO_NEXT_DAY]] as const) : [],
    );
    const hours = { timeZone: 'Asia/Ho_Chi_Minh', days: sunday };
    expect(isOpenAt(hours, at('2021-06-07T01:00:00+07:00'))).toBe(true);
    expect(isOpenAt(hours, at('2021-06-08T01:00:00+07:00'))).toBe(false);
  });

  it('several spans, and a day round the clock', () => {
    const hours = week([
      [EIGHT, NOON],
      [780, 1020],
    ]);
    expect(isOpenAt(hours, at('2021-06-01T12:30:00+07:00'))).toBe(false);
    expect(isOpenAt(hours, at('2021-06-01T13:00:00+07:00'))).toBe(true);
    for (const time of ['00:00:00', '12:00:00', '23:59:59'])
      expect(isOpenAt(week([[0, 1440]]), at(`2021-06-01T${time}+07:00`))).toBe(true);
  });

  it('follows the clock on the wall when it is turned', () => {
    const berlin = week([[EIGHT, NOON]], 'Europe/Berlin');
    // 08:30 in winter is 07:30 UTC, in summer 06:30.
    expect(isOpenAt(berlin, at('2021-01-12T07:30:00Z'))).toBe(true);
    expect(isOpenAt(berlin, at('2021-01-12T06:30:00Z'))).toBe(false);
    expect(isOpenAt(berlin, at('2021-07-13T06:30:00Z'))).toBe(true);
    expect(isOpenAt(berlin, at('2021-07-13T10:30:00Z'))).toBe(false);
  });
});

describe('assertOpeningHours', () => {
  const refused = expect.objectContaining({ code: 'VENUE_INVALID' });
  it.each([
    ['closed all week', week([])],
    ['to the end of the next day', week([[1439, 2880]])],
    ['in Kathmandu, a quarter past', week([[EIGHT, NOON]], 'Asia/Kathmandu')],
  ])('takes %s', (_, hours) => {
    expect(() => assertOpeningHours(hours)).not.toThrow();
  });
  it.each([
    ['an unknown zone', week([], 'Asia/Atlantis')],
    ['no zone', week([], '')],
    ['six days', { ...week([]), days: week([]).days.slice(1) }],
    ['eight days', { ...week([]), days: [...week([]).days, []] }],
    ['a span that ends as it begins', week([[NOON, NOON]])],
    ['a span backwards', week([[NOON, EIGHT]])],
    ['a span that begins tomorrow', week([[1440, 1500]])],
    ['a span of more than two days', week([[0, 2881]])],
    ['a negative minute', week([[-1, NOON]])],
    ['half a minute', week([[0.5, NOON]])],
    ['nine spans', week(Array.from({ length: 9 }, () => [EIGHT, NOON] as const))],
  ])('refuses %s', (_, hours) => {
    expect(() => assertOpeningHours(hours)).toThrow(refused);
  });
});
