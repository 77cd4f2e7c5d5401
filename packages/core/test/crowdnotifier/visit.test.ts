import {
  genServerTrace,
  identityAt,
  issueProblematicEvent,
  issueQrCodePayload,
  matchVisits,
  type ProblematicEvent,
  purgeVisits,
  sealVisit,
  venueOfPayload,
} from '@waypost/core/crowdnotifier';
import { describe, expect, it } from 'vitest';
import { flip, HOUR, masterPublicKey, masterSecretKey, outcome, repeatable } from './kit.ts';

const DAY = 86_400;
const randomBytes = repeatable('visit');
const venue = venueOfPayload(
  issueQrCodePayload(
    {
      version: 4,
      description: 'Bar',
      address: '',
      startTimestamp: 0,
      endTimestamp: HOUR + DAY,
      countryData: new Uint8Array(0),
    },
    masterPublicKey,
    randomBytes,
  ),
);
const stay = { arrival: HOUR + 600, departure: HOUR + 1200 };
const visit = sealVisit({ id: 'a', venue, stay }, randomBytes);
const event = (window: { start: number; end: number } | null): ProblematicEvent => {
  const identity = identityAt(venue, HOUR);
  const { notificationKey } = venue;
  const trace = genServerTrace({ identity, slotStart: HOUR, notificationKey }, masterSecretKey);
  const associatedData = { version: 4, message: '', window, countryData: new Uint8Array(0) };
  return issueProblematicEvent({ ...trace, version: 4, associatedData }, randomBytes);
};

describe('a match', () => {
  it.each([
    ['ends as the visitor comes', 0, 600, 1],
    ['ends a second before', 0, 599, 0],
    ['begins as the visitor goes', 1200, 3599, 1],
    ['begins a second after', 1201, 3599, 0],
    ['lies within', 700, 800, 1],
    ['lies around', 0, 3599, 1],
  ])('is closed at both ends: the case %s', (_name, start, end, count) => {
    const window = { start: HOUR + start, end: HOUR + end };
    expect(matchVisits(event(window), [visit])).toHaveLength(count);
  });

  it('needs no times where the event has none', () => {
    expect(matchVisits(event(null), [visit])).toMatchObject([{ visitId: 'a', stay }]);
  });

  const warned = event({ start: HOUR, end: HOUR + 3600 });

  it('is dated by the UTC day of its hour', () => {
    expect(warned.day).toBe(HOUR - (HOUR % DAY));
    expect(HOUR % DAY).toBeGreaterThan(0);
  });

  it('is looked for on the day and its neighbours, as in the SDK, or on the day alone', () => {
    const found = (shift: number, dayTolerance?: 0 | 1): number => {
      const options = dayTolerance === undefined ? {} : { dayTolerance };
      return matchVisits({ ...warned, day: warned.day + shift }, [visit], options).length;
    };
    expect([found(-DAY), found(0), found(DAY)]).toEqual([1, 1, 1]);
    expect([found(-DAY, 0), found(0, 0), found(DAY, 0)]).toEqual([0, 1, 0]);
    expect([found(-2 * DAY), found(2 * DAY)]).toEqual([0, 0]);
  });

  it('costs nothing on other days: not even the point is looked at', async () => {
    const bad = { ...warned, secretKeyForIdentity: new Uint8Array(48) };
    expect(matchVisits({ ...bad, day: 0 }, [visit])).toEqual([]);
    expect(await outcome(() => matchVisits(bad, [visit]))).toBe('POINT_INVALID');
  });

  it('needs the message of the same place', () => {
    const encryptedAssociatedData = flip(warned.encryptedAssociatedData, 3);
    expect(matchVisits({ ...warned, encryptedAssociatedData }, [visit])).toEqual([]);
  });

  it('is refused for a visit that was not sealed here', async () => {
    const [entry = expect.fail()] = visit.entries;
    const ciphertext = { ...entry.ciphertext, c1: entry.ciphertext.c1.subarray(1) };
    const broken = { ...visit, entries: [{ ...entry, ciphertext }] };
    expect(await outcome(() => matchVisits(warned, [broken]))).toBe('BYTES_LENGTH');
  });
});

describe('a sealed visit', () => {
  const midnight = HOUR - (HOUR % DAY) + DAY;

  it('has an entry for each hour, under the day of that hour', () => {
    const stay = { arrival: midnight - 1, departure: midnight };
    const { entries } = sealVisit({ id: 'b', venue, stay }, randomBytes);
    expect(entries.map(({ day }) => day)).toEqual([midnight - DAY, midnight]);
    expect(new Set(entries.map(({ ciphertext }) => ciphertext.c3.length))).toEqual(new Set([64]));
  });

  it('is forgotten after its days', () => {
    const kept = (now: number): number => purgeVisits([visit], now, 14).length;
    const last = midnight + 14 * DAY - 1;
    expect([kept(HOUR), kept(last), kept(last + 1)]).toEqual([1, 1, 0]);
  });
});
