import { parseVnVenueForm } from '@waypost/core/vn-venue-form';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcome } from '../primitives/jws-kit.ts';

const form = {
  venueName: 'Bưu cục Minh Xuân',
  province: 'Tuyên Quang',
  district: 'Thành phố Tuyên Quang',
  commune: 'Phường Minh Xuân',
  address: 'Số 1, đường 17 Tháng 8',
  registrantName: 'Nguyễn Văn A',
  phone: '0912345678',
};
const invalid = (what: string) =>
  expect.objectContaining({
    code: 'VENUE_ROW_INVALID',
    details: { format: 'vn-venue-form', what },
  });

describe('registration of a venue in Viet Nam', () => {
  it('is taken as it is', () => {
    expect(parseVnVenueForm(form)).toEqual(form);
  });

  it('blanks around values go', () => {
    const padded = Object.fromEntries(
      Object.entries(form).map(([name, text]) => [name, ` ${text} `]),
    );
    expect(parseVnVenueForm(padded)).toEqual(form);
  });

  // Since 1 July 2025 an address has two levels.
  it.each([undefined, null, '', ' '])('without a district: %s', (district) => {
    expect(parseVnVenueForm({ ...form, district })).toEqual({ ...form, district: null });
  });

  it.each(['+84912345678', '84912345678', '0912 345 678', '+84 912.345.678', '091-234-5678'])(
    'phone %s',
    (phone) => {
      expect(parseVnVenueForm({ ...form, phone }).phone).toBe('0912345678');
    },
  );

  it.each([
    ['no name', { venueName: '' }, 'venueName'],
    ['a blank name', { venueName: ' ' }, 'venueName'],
    ['a name of two lines', { venueName: 'a\nb' }, 'venueName'],
    ['a name of 201 characters', { venueName: 'a'.repeat(201) }, 'venueName'],
    ['half a character', { venueName: '\ud800' }, 'venueName'],
    ['no province', { province: undefined }, 'province'],
    ['a district that is a number', { district: 70 }, 'district'],
    ['no commune', { commune: null }, 'commune'],
    ['no address', { address: '' }, 'address'],
    ['nobody who registers', { registrantName: '' }, 'registrantName'],
    ['a land line', { phone: '02073822222' }, 'phone'],
    ['a short phone number', { phone: '091234567' }, 'phone'],
    ['a long phone number', { phone: '09123456789' }, 'phone'],
    ['a phone number of another country', { phone: '+85512345678' }, 'phone'],
    ['a phone number that is a number', { phone: 912345678 }, 'phone'],
    ['a field beside', { province2: 'x' }, 'fields'],
  ])('is refused: %s', (_name, wrong, what) => {
    expect(() => parseVnVenueForm({ ...form, ...wrong })).toThrow(invalid(what));
  });

  it('is refused: what is no form', () => {
    for (const value of [null, undefined, 'x', 7])
      expect(() => parseVnVenueForm(value)).toThrow(invalid('fields'));
    expect(() => parseVnVenueForm([])).toThrow(invalid('venueName'));
  });

  it('anything is checked or refused, and checking again changes nothing', () =>
    fc.assert(
      fc.asyncProperty(
        fc.anything(),
        fc.dictionary(fc.constantFrom(...Object.keys(form)), fc.string()),
        async (any, some) => {
          for (const value of [any, { ...form, ...some }]) {
            if ((await outcome(() => parseVnVenueForm(value))) !== 'accepted') continue;
            const checked = parseVnVenueForm(value);
            expect(parseVnVenueForm(checked)).toEqual(checked);
          }
        },
      ),
    ));
});
