import { codeOf, NOON, named, DAY as TODAY, venueOf } from '@waypost/platform/testing';
import { describe, expect, it } from 'vitest';
import {
  assertDisclosureForm,
  type DisclosureForm,
  isCountedPlace,
} from '../../src/policies/disclosure-limits.ts';
import { DAY, HOUR } from '../support/world.ts';

const locationId = named('location', 32);

const form = (changes: Partial<DisclosureForm> = {}): DisclosureForm => ({
  proofs: Array.from({ length: 512 }, (_, i) => named(`${i}`, 16)),
  places: Array.from({ length: 64 }, () => ({ locationId, arrivedAt: 0, departedAt: 0 })),
  symptomOnsetDay: null,
  withdrawHash: named('withdraw', 32),
  bodyHash: named('body', 32),
  ...changes,
});

describe('assertDisclosureForm', () => {
  it.each([
    ['a full one', {}],
    ['an empty one', { proofs: [], places: [] }],
    ['symptoms today', { symptomOnsetDay: TODAY }],
    ['symptoms tomorrow, as it is where the person lives', { symptomOnsetDay: TODAY + 1 }],
    ['symptoms 60 days ago', { symptomOnsetDay: TODAY - 60 }],
  ])('takes %s', (_, changes) => {
    expect(() => assertDisclosureForm(form(changes), NOON)).not.toThrow();
  });
  it.each([
    ['too many proofs', { proofs: Array(513).fill(named('a', 16)) }, 'DISCLOSURE_INVALID'],
    ['too many places', { places: Array(65).fill(form().places[0]) }, 'DISCLOSURE_INVALID'],
    ['symptoms in the future', { symptomOnsetDay: TODAY + 2 }, 'DISCLOSURE_INVALID'],
    ['symptoms long ago', { symptomOnsetDay: TODAY - 61 }, 'DISCLOSURE_INVALID'],
    ['half a day', { symptomOnsetDay: TODAY - 0.5 }, 'DISCLOSURE_INVALID'],
    ['a proof of 15 bytes', { proofs: [named('a', 15)] }, 'BYTES_LENGTH'],
    ['a withdrawal hash of 31 bytes', { withdrawHash: named('a', 31) }, 'BYTES_LENGTH'],
    ['a body hash of 31 bytes', { bodyHash: named('a', 31) }, 'BYTES_LENGTH'],
  ])('refuses %s', (_, changes, code) => {
    expect(() => assertDisclosureForm(form(changes), NOON)).toThrow(
      expect.objectContaining({ code }),
    );
  });
});

describe('isCountedPlace', () => {
  const location = {
    venue: venueOf(1, { longestStaySeconds: 6 * HOUR }),
    code: codeOf(1, 1, { notBefore: NOON - 30 * DAY, expires: NOON + DAY }),
  };
  const counts = (arrivedAt: number, departedAt: number): boolean =>
    isCountedPlace({ locationId, arrivedAt, departedAt }, location, {
      now: NOON,
      retentionDays: 14,
    });
  it.each([
    ['an hour', NOON - HOUR, NOON, true],
    ['the longest stay', NOON - 6 * HOUR, NOON, true],
    ['as old as the retention', NOON - 14 * DAY, NOON - 14 * DAY + 60, true],
    ['a second longer', NOON - 6 * HOUR - 1, NOON, false],
    ['no time', NOON, NOON, false],
    ['backwards', NOON, NOON - HOUR, false],
    ['older than the retention', NOON - 14 * DAY - 1, NOON - 14 * DAY + 60, false],
    ['far ahead', NOON + 2 * HOUR, NOON + 2 * HOUR + 1, false],
  ])('%s', (_, arrivedAt, departedAt, expected) => {
    expect(counts(arrivedAt, departedAt)).toBe(expected);
  });
  it('not outside the time of its code', () => {
    const code = codeOf(1, 1, { notBefore: NOON - HOUR, expires: NOON });
    const judge = (arrivedAt: number): boolean =>
      isCountedPlace(
        { locationId, arrivedAt, departedAt: arrivedAt + 60 },
        { ...location, code },
        { now: NOON, retentionDays: 14 },
      );
    expect([NOON - HOUR - 1, NOON - HOUR, NOON - 1, NOON].map(judge)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});
