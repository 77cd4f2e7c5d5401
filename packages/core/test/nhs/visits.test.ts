import {
  addVisit,
  matchRiskyVenues,
  mostSeriousMessage,
  type NhsVisit,
  nextLocalMidnight,
  type RiskyVenue,
  roundArrival,
  roundDeparture,
} from '@waypost/core/nhs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at, detailsOf } from './nhs-kit.ts';

const ZONES = [
  'Europe/London',
  'Asia/Ho_Chi_Minh',
  'America/New_York',
  'Australia/Lord_Howe',
  'UTC',
];
const anyTime = fc.integer({ min: at('2019-06-01T00:00:00Z'), max: at('2022-06-01T00:00:00Z') });

describe('the next local midnight', () => {
  it.each([
    ['Europe/London', '2021-01-15T23:59:59Z', '2021-01-16T00:00:00Z', 'in winter'],
    ['Europe/London', '2021-01-15T00:00:00Z', '2021-01-16T00:00:00Z', 'from midnight on'],
    ['Europe/London', '2021-06-15T22:59:59Z', '2021-06-15T23:00:00Z', 'in summer'],
    ['Europe/London', '2021-03-28T00:30:00Z', '2021-03-28T23:00:00Z', 'of a day of 23 hours'],
    ['Europe/London', '2021-10-30T23:00:00Z', '2021-11-01T00:00:00Z', 'of a day of 25 hours'],
    ['Asia/Ho_Chi_Minh', '2021-06-15T17:00:00Z', '2021-06-16T17:00:00Z', 'east of Greenwich'],
    [
      'America/Sao_Paulo',
      '2018-11-03T12:00:00Z',
      '2018-11-04T03:00:00Z',
      'where clocks leap over it',
    ],
    ['America/Havana', '2020-10-31T12:00:00Z', '2020-11-01T04:00:00Z', 'where it comes twice'],
    ['America/Havana', '2020-11-01T04:30:00Z', '2020-11-02T05:00:00Z', 'between the two'],
    ['America/St_Johns', '2010-11-07T02:45:00Z', '2010-11-07T03:30:00Z', 'after its first coming'],
  ])('%s, %s: %s, %s', (zone, time, midnight) => {
    expect(nextLocalMidnight(at(time), zone)).toBe(at(midnight));
  });

  it('is the first one that a clock shows', () =>
    fc.assert(
      fc.property(anyTime, fc.constantFrom(...ZONES), (time, timeZone) => {
        const clock = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium' });
        let first = roundDeparture(time);
        while (clock.format(first * 1000) !== '00:00:00') first += 900;
        expect(nextLocalMidnight(time, timeZone)).toBe(first);
      }),
      { numRuns: 50 },
    ));

  it.each([
    ['a zone that is none', () => nextLocalMidnight(0, 'Europe/Nowhere'), 'TIME_FORMAT'],
    ['half a second', () => nextLocalMidnight(0.5, 'UTC'), 'TIME_RANGE'],
    ['a time before 1970', () => nextLocalMidnight(-1, 'UTC'), 'TIME_RANGE'],
  ])('refuses %s', (_name, run, code) => {
    expect(detailsOf(run)['code']).toBe(code);
  });
});

describe('visits', () => {
  it('at an exact quarter count from it, and to the next', () => {
    const quarter = at('2021-06-15T10:15:00Z');
    expect(roundArrival(quarter)).toBe(quarter);
    expect(roundDeparture(quarter)).toBe(quarter + 900);
  });

  it.each([
    ['an arrival before 1970', () => roundArrival(-1)],
    ['a departure at half a second', () => roundDeparture(0.5)],
  ])('refuse %s', (_name, run) => {
    expect(detailsOf(run)['code']).toBe('TIME_RANGE');
  });

  const visit: NhsVisit = {
    venueId: 'CD2',
    from: at('2021-06-15T10:15:00Z'),
    to: at('2021-06-15T23:00:00Z'),
  };
  const checkInAt = (time: string) => ({ venueId: 'CD3', at: at(time), timeZone: 'Europe/London' });

  it.each([
    ['in the same quarter', '2021-06-15T10:16:00Z', '2021-06-15T10:30:00Z'],
    ['in the last quarter of the day', '2021-06-15T22:59:00Z', '2021-06-15T23:00:00Z'],
    ['on another day', '2021-06-16T09:00:00Z', '2021-06-15T23:00:00Z'],
    ['earlier, by a clock that was set back', '2021-06-15T10:00:00Z', '2021-06-15T23:00:00Z'],
  ])('with the next check-in %s end as they should', (_name, time, to) => {
    const visits = addVisit([visit], checkInAt(time));
    expect(visits).toHaveLength(2);
    expect(visits[0]).toEqual({ ...visit, to: at(to) });
    expect(visits[1]?.from).toBe(roundArrival(at(time)));
  });

  it('of the past stay as they are', () => {
    const before = [visit, { ...visit, from: visit.from + 900 }];
    const frozen = structuredClone(before);
    expect(addVisit(before, checkInAt('2021-06-15T11:00:00Z'))[0]).toEqual(visit);
    expect(before).toEqual(frozen);
  });
});

const riskyVenue: RiskyVenue = {
  id: 'CD2',
  riskyWindow: { from: 1000, until: 2000 },
  messageType: 'M1',
  optionalParameter: null,
};
const visitOf = (from: number, to: number, venueId = 'CD2'): NhsVisit => ({ venueId, from, to });

describe('matches', () => {
  it.each([
    ['the visit ends as the window begins', visitOf(0, 1000), 0, 1],
    ['the visit begins as the window ends', visitOf(2000, 3000), 0, 1],
    ['they share a second', visitOf(1999, 3000), 1, 1],
    ['a second lies between', visitOf(2001, 3000), 0, 0],
    ['the id is in small letters', visitOf(1000, 2000, 'cd2'), 0, 1],
    ['the id is another', visitOf(1000, 2000, 'CD3'), 0, 0],
    ['its visitor was told', { ...visitOf(1000, 2000), notified: true }, 0, 0],
    ['its visitor was not told', { ...visitOf(1000, 2000), notified: false }, 1, 1],
  ])('where %s', (_name, visit, android, ios) => {
    expect(matchRiskyVenues([visit], [riskyVenue], 'android')).toHaveLength(android);
    expect(matchRiskyVenues([visit], [riskyVenue], 'ios')).toHaveLength(ios);
  });

  it('come in the order of the visits, and then of the list', () => {
    const visits = [visitOf(1500, 1600), visitOf(0, 900), visitOf(1100, 1200)];
    const serious = { ...riskyVenue, messageType: 'M2' as const };
    const found = matchRiskyVenues(visits, [serious, riskyVenue], 'android');
    const pairs = found.map((match) => [match.visit.from, match.riskyVenue.messageType]);
    expect(pairs).toEqual([
      [1500, 'M2'],
      [1500, 'M1'],
      [1100, 'M2'],
      [1100, 'M1'],
    ]);
  });

  it('have the most serious message of all', () => {
    const match = (messageType: 'M1' | 'M2') => ({
      visit: visitOf(0, 1),
      riskyVenue: { ...riskyVenue, messageType },
    });
    expect(mostSeriousMessage([])).toBeNull();
    expect(mostSeriousMessage([match('M1')])).toBe('M1');
    expect(mostSeriousMessage([match('M1'), match('M2'), match('M1')])).toBe('M2');
  });

  it('of Android are those where seconds are shared, and all of iOS too', () => {
    const anyId = fc.constantFrom('CD2', 'cd2', 'CD3');
    const anySpan = fc
      .tuple(fc.nat(20), fc.integer({ min: 1, max: 5 }))
      .map(([from, length]) => ({ from, to: from + length }));
    const anyVisit = fc.tuple(anyId, anySpan).map(([venueId, span]) => ({ venueId, ...span }));
    const anyVenue = anyVisit.map(({ venueId: id, from, to: until }) => ({
      ...riskyVenue,
      id,
      riskyWindow: { from, until },
    }));
    fc.assert(
      fc.property(fc.array(anyVisit), fc.array(anyVenue), (visits, venues) => {
        const android = matchRiskyVenues(visits, venues, 'android');
        const expected = visits.flatMap((visit) =>
          venues
            .filter(({ id, riskyWindow: { from, until } }) => {
              const shared = Math.min(until, visit.to) - Math.max(from, visit.from);
              return id === visit.venueId && shared > 0;
            })
            .map((found) => ({ visit, riskyVenue: found })),
        );
        expect(android).toEqual(expected);
        const ios = matchRiskyVenues(visits, venues, 'ios');
        for (const match of android) expect(ios).toContainEqual(match);
      }),
    );
  });
});
