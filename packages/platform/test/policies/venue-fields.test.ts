import { venueOf } from '@waypost/platform/testing';
import { describe, expect, it } from 'vitest';
import { assertVenueFields, changesPrintedText } from '../../src/policies/venue-fields.ts';

describe('assertVenueFields', () => {
  it.each([
    ['a minute', { longestStaySeconds: 60 }],
    ['a day', { longestStaySeconds: 86_400 }],
    ['200 zones', { zones: Array.from({ length: 200 }, (_, i) => `${i}`) }],
  ])('takes %s', (_, changes) => {
    expect(() => assertVenueFields(venueOf(1, changes))).not.toThrow();
  });
  it.each([
    ['no zone', { zones: [] }],
    ['201 zones', { zones: Array.from({ length: 201 }, (_, i) => `${i}`) }],
    ['one zone twice', { zones: ['A', 'A'] }],
    ['59 seconds', { longestStaySeconds: 59 }],
    ['more than a day', { longestStaySeconds: 86_401 }],
    ['half a second', { longestStaySeconds: 3600.5 }],
    ['opening hours without days', { openingHours: { timeZone: 'UTC', days: [] } }],
  ])('refuses %s', (_, changes) => {
    expect(() => assertVenueFields(venueOf(1, changes))).toThrow(
      expect.objectContaining({ code: 'VENUE_INVALID' }),
    );
  });
});

it.each([
  ['nothing', {}, false],
  ['the longest stay', { longestStaySeconds: 60 }, false],
  ['the opening hours', { openingHours: { timeZone: 'UTC', days: [] } }, false],
  ['the order of the zones', { zones: ['Bàn 2', '', 'Bàn 1'] }, false],
  ['the name', { name: 'New' }, true],
  ['the address', { address: '' }, true],
  ['the kind', { kind: 4 }, true],
  ['one zone more', { zones: ['', 'Bàn 1', 'Bàn 2', 'Bàn 3'] }, true],
  ['one zone less', { zones: ['', 'Bàn 1'] }, true],
  ['one zone for another', { zones: ['', 'Bàn 1', 'Bàn 3'] }, true],
])('a change of %s: printed anew %s', (_, changes, expected) => {
  expect(changesPrintedText(venueOf(1), venueOf(1, changes))).toBe(expected);
});
