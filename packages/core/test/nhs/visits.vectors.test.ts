import {
  addVisit,
  matchRiskyVenues,
  type NhsVisit,
  nextLocalMidnight,
  type RiskyVenue,
  roundArrival,
  roundDeparture,
} from '@waypost/core/nhs';
import { describe, expect, it } from 'vitest';
import vectors from '../vectors/nhs.json' with { type: 'json' };
import { at } from './nhs-kit.ts';

const iso = (time: number): string => new Date(time * 1000).toISOString().replace('.000Z', 'Z');

describe('visits: vectors', () => {
  it.each(vectors.rounding.down)('an arrival at $in counts from $out', (rounding) => {
    expect(iso(roundArrival(at(rounding.in)))).toBe(rounding.out);
  });

  it.each(vectors.rounding.up)('a departure at $in counts to $out', (rounding) => {
    expect(iso(roundDeparture(at(rounding.in)))).toBe(rounding.out);
  });

  it('end at the next midnight of London', () => {
    const { in: time, zone, out } = vectors.nextLocalMidnight;
    expect(iso(nextLocalMidnight(at(time), zone))).toBe(out);
  });

  it('follow each other, and the next one closes the last', () => {
    const { zone, start, secondCheckInAt, after } = vectors.checkInFlow;
    expect(zone).toBe('UTC+01:00');
    const timeZone = 'Etc/GMT-1';
    const first = addVisit([], { venueId: 'CD2', at: at(start.from), timeZone });
    const both = addVisit(first, { venueId: 'CD3', at: at(secondCheckInAt), timeZone });
    const times = (visits: readonly NhsVisit[]) =>
      visits.map(({ from, to }) => ({ from: iso(from), to: iso(to) }));
    expect(times(first)).toEqual([start]);
    expect(times(both)).toEqual(after);
    expect(both.map(({ venueId }) => venueId)).toEqual(['CD2', 'CD3']);
  });
});

describe('matches: vectors', () => {
  const riskyVenues = Object.entries(vectors.riskyWindows).map(
    ([id, [from = '', until = '']]): RiskyVenue => ({
      id,
      riskyWindow: { from: at(from), until: at(until) },
      messageType: 'M1',
      optionalParameter: null,
    }),
  );

  it.each(vectors.matching)('$name', ({ venue, visit, notified, match, iosMatch = match }) => {
    const [from = '', to = ''] = visit;
    const visits = [{ venueId: venue, from: at(from), to: at(to), notified }];
    const found = (app: 'android' | 'ios') =>
      matchRiskyVenues(visits, riskyVenues, app).map(({ riskyVenue }) => riskyVenue.id);
    expect(found('android')).toEqual(match ? [venue] : []);
    expect(found('ios')).toEqual(iosMatch ? [venue] : []);
  });
});
