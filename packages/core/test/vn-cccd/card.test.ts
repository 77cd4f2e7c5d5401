import { isCccdText, parseCccd, parseCccdNumber } from '@waypost/core/vn-cccd';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcome } from '../primitives/jws-kit.ts';
import vectors from '../vectors/vn-cccd.json' with { type: 'json' };

const [example] = vectors.examples;
const text = example?.raw ?? '';
const fields = text.split('|');
const sixFields = fields.toSpliced(1, 1).join('|');
const withField = (at: number, value: string): string => fields.with(at, value).join('|');
const malformed = (what: string) =>
  expect.objectContaining({ code: 'VENUE_CODE_MALFORMED', details: { format: 'vn-cccd', what } });

const card = {
  number: '008090000001',
  oldNumber: null,
  name: 'Nguyễn Văn A',
  birthDate: '1990-12-01',
  sex: 'male',
  address: 'Tổ 1, Minh Xuân, Tuyên Quang',
  issueDate: '2021-08-05',
  province: '008',
  fieldCount: 7,
};

describe('identity card of Viet Nam: vectors', () => {
  it.each(vectors.examples)('$raw', ({ raw, expect: expected }) => {
    const read = parseCccd(raw, { unmask: true });
    expect(read).toEqual(card);
    expect(read).toMatchObject({
      number: expected.id,
      oldNumber: expected.old_id,
      birthDate: expected.dob,
      sex: expected.sex,
      issueDate: expected.issued,
    });
  });

  it('numbers are masked, and what they say, unless that is asked for', () => {
    expect(parseCccd(text)).toEqual({ ...card, number: '******000001', province: null });
    const older = withField(1, '123456789');
    expect(parseCccd(older).oldNumber).toBe('******789');
    expect(parseCccd(older, { unmask: true }).oldNumber).toBe('123456789');
  });

  it('six fields say the same without the older number', () => {
    expect(parseCccd(sixFields, { unmask: true })).toEqual({ ...card, fieldCount: 6 });
    expect(parseCccd(sixFields)).toEqual({ ...parseCccd(text), fieldCount: 6 });
  });

  it.each([text, sixFields])('is refused cut off before its last field: %s', async (sample) => {
    for (let length = 0; length < sample.length; length++)
      expect(await outcome(() => parseCccd(sample.slice(0, length)))).toBe('VENUE_CODE_MALFORMED');
  });

  it.each([text, sixFields])(
    'is refused or says something else with a character changed: %s',
    (sample) => {
      const before = parseCccd(sample, { unmask: true });
      for (let i = 0; i < sample.length; i++) {
        const changed = sample.slice(0, i) + (sample[i] === '1' ? '2' : '1') + sample.slice(i + 1);
        try {
          expect(parseCccd(changed, { unmask: true })).not.toEqual(before);
        } catch (error) {
          expect(error).toMatchObject({ code: 'VENUE_CODE_MALFORMED' });
        }
      }
    },
  );
});

describe('identity card of Viet Nam: the number', () => {
  const cases = Object.entries(vectors.centurySex).flatMap(([years, { male, female }]) => [
    { digit: male, sex: 'male', birthYear: Number(years.slice(0, 4)) + 47 },
    { digit: female, sex: 'female', birthYear: Number(years.slice(0, 4)) + 47 },
  ]);

  it.each(cases)('digit $digit: $sex, born $birthYear', ({ digit, sex, birthYear }) => {
    expect(parseCccdNumber(`008${digit}47123456`)).toEqual({
      province: '008',
      sex,
      birthYear,
      serial: '123456',
    });
  });

  it('is twelve digits', () => {
    for (const wrong of [
      '',
      '00809000000',
      '0080900000011',
      '00809000000a',
      ' 008090000001',
      '******000001',
    ])
      expect(() => parseCccdNumber(wrong)).toThrow(malformed('number'));
    expect(() => parseCccdNumber(8_090_000_001 as never)).toThrow(malformed('number'));
  });

  it.each([
    ['another sex', withField(4, 'Nữ')],
    ['another year', withField(3, '01121991')],
    ['the same year of another century', withField(3, '01122090')],
    ['a number of a woman', withField(0, '008190000001')],
    ['six fields, another sex', sixFields.replace('|Nam|', '|Nữ|')],
  ])('is refused where the card says otherwise: %s', (_name, wrong) => {
    expect(() => parseCccd(wrong)).toThrow(malformed('number'));
  });

  it('agrees with a woman born in 2004', () => {
    const woman = '008304000001||Trần Thị B|29022004|Nữ|Tổ 1|05082021';
    expect(parseCccd(woman, { unmask: true })).toMatchObject({
      sex: 'female',
      birthDate: '2004-02-29',
    });
    // Letters with marks of their own are the same letters.
    expect(parseCccd(woman.normalize('NFD')).sex).toBe('female');
  });
});

describe('identity card of Viet Nam: refused', () => {
  it.each([
    ['nothing', '', 'text'],
    ['five fields', fields.slice(0, 5).join('|'), 'text'],
    ['eight fields', `${text}|`, 'text'],
    ['too long', withField(5, 'a'.repeat(4296)), 'text'],
    ['a number of nine digits', withField(0, '123456789'), 'number'],
    ['a masked number', withField(0, '******000001'), 'number'],
    ['an older number of twelve digits', withField(1, '123456789012'), 'oldNumber'],
    ['no name', withField(2, ''), 'name'],
    ['a name of two lines', withField(2, 'A\nB'), 'name'],
    ['half a character', withField(2, '\ud800'), 'name'],
    ['a date with strokes', withField(3, '01/12/1990'), 'birthDate'],
    ['a day that is none', withField(3, '31111990'), 'birthDate'],
    ['a month that is none', withField(3, '12311990'), 'birthDate'],
    ['a year alone', withField(3, '1990'), 'birthDate'],
    ['no sex', withField(4, ''), 'sex'],
    ['a sex without diacritics', withField(4, 'Nu'), 'sex'],
    ['no address', withField(5, ' '), 'address'],
    ['no day of issue', withField(6, ''), 'issueDate'],
    ['a day of issue that is none', withField(6, '29022021'), 'issueDate'],
  ])('%s', (_name, wrong, what) => {
    expect(() => parseCccd(wrong)).toThrow(malformed(what));
  });

  it('what is no text', () => {
    expect(() => parseCccd(null as never)).toThrow(malformed('text'));
  });

  it('no error tells of the person', () => {
    for (let at = 0; at < 7; at++) {
      try {
        parseCccd(withField(at, '\u0000'));
      } catch (error) {
        const told = JSON.stringify([String(error), error]);
        for (const secret of ['0080', '0001', 'Nguy', '1990', 'Minh'])
          expect(told).not.toContain(secret);
      }
    }
  });
});

describe('identity card of Viet Nam: laws', () => {
  const anyCard = fc.record({
    province: fc.stringMatching(/^\d{3}$/),
    serial: fc.stringMatching(/^\d{6}$/),
    old: fc.constantFrom('', '123456789', null),
    sex: fc.constantFrom('Nam' as const, 'Nữ' as const),
    born: fc.date({
      min: new Date('1900-01-01'),
      max: new Date('2099-12-31'),
      noInvalidDate: true,
    }),
  });
  const compact = (date: Date): string => {
    const iso = date.toISOString();
    return iso.slice(8, 10) + iso.slice(5, 7) + iso.slice(0, 4);
  };

  it('a number made by the rule is read, and any other century and sex refused', () =>
    fc.assert(
      fc.asyncProperty(anyCard, fc.nat(9), async ({ province, serial, old, sex, born }, digit) => {
        const year = born.getUTCFullYear();
        const right = 2 * (Math.floor(year / 100) - 19) + (sex === 'Nam' ? 0 : 1);
        const number = `${province}${digit}${String(year % 100).padStart(2, '0')}${serial}`;
        const rest = ['Tên', compact(born), sex, 'Tổ 1', '05082021'];
        const code = [number, ...(old === null ? [] : [old]), ...rest].join('|');
        expect(isCccdText(code)).toBe(true);
        expect(await outcome(() => parseCccd(code))).toBe(
          digit === right ? 'accepted' : 'VENUE_CODE_MALFORMED',
        );
      }),
      { numRuns: 300 },
    ));
});
