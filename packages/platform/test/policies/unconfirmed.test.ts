import { displayCode } from '@waypost/core/venue-code';
import { codeOf, named, venueOf } from '@waypost/platform/testing';
import { describe, expect, it } from 'vitest';
import { isUnconfirmed } from '../../src/policies/unconfirmed.ts';
import type { KnownLocation, Venue } from '../../src/ports/index.ts';
import { HOUR, TEN } from '../support/world.ts';

const locationId = named('location', 32);
const secret = named('secret', 32);
const locationOf = (changes: Partial<Venue>): KnownLocation => ({
  locationId,
  zone: '',
  code: codeOf(1, 1),
  venue: venueOf(1, changes),
});
const plain = { arrivedAt: TEN, display: null, isOverLimit: false };
const closedAtTen = {
  timeZone: 'UTC',
  days: Array.from({ length: 7 }, () => [[660, 720]] as const),
};

describe('isUnconfirmed', () => {
  it.each([
    ['nothing special', plain, {}, false],
    ['over a limit', { ...plain, isOverLimit: true }, {}, true],
    ['while the venue is closed', plain, { openingHours: closedAtTen }, true],
    ['while it is open', { ...plain, arrivedAt: TEN + HOUR }, { openingHours: closedAtTen }, false],
    ['a code although there is no display', { ...plain, display: 'AAAAAAAA' }, {}, false],
    ['no code of the display', plain, { displaySecret: secret }, true],
    ['no code at all', { ...plain, display: 'not a code' }, { displaySecret: secret }, true],
  ])('%s', (_, claimed, venue, expected) => {
    expect(isUnconfirmed(claimed, locationOf(venue))).toBe(expected);
  });
  it.each([
    [-61, true],
    [-30, false],
    [0, false],
    [59, false],
    [60, true],
  ])('the code that the display showed %i seconds from arrival', (seconds, expected) => {
    const display = displayCode(secret, locationId, TEN + seconds);
    const location = locationOf({ displaySecret: secret });
    expect(isUnconfirmed({ ...plain, display }, location)).toBe(expected);
  });
  it('the code of another place', () => {
    const display = displayCode(secret, named('another', 32), TEN);
    expect(isUnconfirmed({ ...plain, display }, locationOf({ displaySecret: secret }))).toBe(true);
  });
});
