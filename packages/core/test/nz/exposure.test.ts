import { deriveGlnHash, isGln, isInNzEvent, matchNzExposures } from '@waypost/core/nz';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import vectors from '../vectors/nz.json' with { type: 'json' };

describe('Global Location Numbers: vectors', () => {
  it.each(vectors.checkDigits)('$gln: $valid', ({ gln, valid }) => {
    expect(isGln(gln)).toBe(valid);
  });

  it.each(vectors.hashes)('hash of "$gln"', ({ gln, glnHash }) => {
    expect(deriveGlnHash(gln)).toBe(glnHash);
    expect(deriveGlnHash(`${gln}0`)).not.toBe(glnHash);
  });

  it.each(vectors.checkDigits.filter(({ valid }) => valid))(
    '$gln: any other digit is found',
    ({ gln }) => {
      for (let i = 0; i < gln.length; i++)
        for (let digit = 0; digit < 10; digit++) {
          const other = gln.slice(0, i) + digit + gln.slice(i + 1);
          expect(isGln(other)).toBe(other === gln);
        }
      for (let length = 0; length < gln.length; length++)
        expect(isGln(gln.slice(0, length))).toBe(false);
    },
  );

  it('what is no number', () => {
    for (const text of ['', 'Test', '70000002439500', '700000024395O', ' 7000000243950'])
      expect(isGln(text)).toBe(false);
    expect(isGln(7_000_000_243_950 as never)).toBe(false);
  });
});

const place = deriveGlnHash('7000000243950');
const other = deriveGlnHash('9429300660232');
const event = (eventId: string, startMs: number, endMs: number, glnHash = place) => ({
  eventId,
  notificationId: `n-${eventId}`,
  startMs,
  endMs,
  glnHash,
});
const checkIn = (startMs: number, glnHash = place) => ({ startMs, glnHash });

describe('exposure events', () => {
  it.each(vectors.matches)(
    'vector: check-in at $checkInStartMs, event $eventStartMs to $eventEndMs',
    ({ checkInStartMs, eventStartMs, eventEndMs, match }) => {
      expect(isInNzEvent(checkIn(checkInStartMs), event('e', eventStartMs, eventEndMs))).toBe(
        match,
      );
    },
  );

  // Both ends are strict, unlike every other system's: the very millisecond does not count.
  it.each([
    [999, false],
    [1000, false],
    [1001, true],
    [1999, true],
    [2000, false],
    [2001, false],
  ])('check-in at %d, event 1000 to 2000: %s', (at, match) => {
    expect(isInNzEvent(checkIn(at), event('e', 1000, 2000))).toBe(match);
  });

  it('another place, and no place, match nothing', () => {
    expect(isInNzEvent(checkIn(1500, other), event('e', 1000, 2000))).toBe(false);
    expect(isInNzEvent(checkIn(1500, ''), event('e', 1000, 2000, ''))).toBe(false);
  });

  it('the newest check-in is told, and the event comes back whole', () => {
    const events = [event('a', 1000, 2000)];
    const checkIns = [checkIn(1100), checkIn(1900), checkIn(1500), checkIn(2100)];
    expect(matchNzExposures({ events, checkIns })).toEqual([
      { event: events[0], checkIn: checkIns[1] },
    ]);
  });

  it('an event is told once: not if it is known, not if it stands there twice', () => {
    const events = [event('a', 1000, 2000), event('b', 1000, 2000), event('a', 1000, 3000)];
    const ids = (knownEventIds: string[]): string[] =>
      matchNzExposures({
        events,
        checkIns: [checkIn(1500)],
        knownEventIds: new Set(knownEventIds),
      }).map((match) => match.event.eventId);
    expect(ids([])).toEqual(['a', 'b']);
    expect(ids(['a'])).toEqual(['b']);
    expect(ids(['a', 'b'])).toEqual([]);
  });

  it('a copy of an event that matches is told, whatever came before', () => {
    const events = [event('a', 0, 1), event('a', 1000, 2000)];
    expect(matchNzExposures({ events, checkIns: [checkIn(1500)] })).toHaveLength(1);
  });

  it('the order of check-ins is irrelevant', () =>
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(3000), { maxLength: 20 }), fc.nat(3000), (times, start) => {
        const events = [event('a', start, start + 500), event('b', start, start + 1500)];
        const forth = matchNzExposures({ events, checkIns: times.map((at) => checkIn(at)) });
        const back = matchNzExposures({
          events,
          checkIns: times.toReversed().map((at) => checkIn(at)),
        });
        expect(back).toEqual(forth);
      }),
      { numRuns: 50 },
    ));
});
