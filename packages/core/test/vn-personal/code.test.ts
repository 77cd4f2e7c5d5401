import {
  encodeVnPersonalCode,
  isVnPersonalText,
  maskBirthDate,
  maskDocumentNumber,
  maskExtension,
  parseVnPersonalCode,
  plainVietnameseName,
  splitVnExtension,
  type VnPerson,
} from '@waypost/core/vn-personal';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcome } from '../primitives/jws-kit.ts';
import vectors from '../vectors/vn-personal.json' with { type: 'json' };

const [full, masked, refused] = vectors.examples;
const text = full?.text ?? '';
const person: VnPerson = {
  soGiayTo: '012090001509',
  hoTen: 'NGUYEN VAN A',
  ngaySinh: '1990-12-01',
  loaiDinhDanh: '0',
  qid: 'QID00000001',
  ext: '1<GD4790000000000<0900000000',
};
const malformed = (what: string) =>
  expect.objectContaining({
    code: 'VENUE_CODE_MALFORMED',
    details: { format: 'vn-personal', what },
  });

describe('personal QR of Viet Nam: vectors', () => {
  it('is read in full only when that is asked for', () => {
    expect(parseVnPersonalCode(text, { unmask: true })).toEqual({ ...person, partial: false });
    expect(parseVnPersonalCode(text)).toEqual({
      ...person,
      ...full?.masked,
      ext: '1<GD47***********<0900******',
      partial: false,
    });
    expect(parseVnPersonalCode(text, {})).toEqual(parseVnPersonalCode(text, { unmask: false }));
  });

  it('is written in full only when that is asked for', () => {
    expect(encodeVnPersonalCode(person, { unmask: true })).toBe(text);
    expect(encodeVnPersonalCode({ ...person, ext: '' })).toBe(masked?.text);
  });

  it('one that its owner masked is read, and identifies nobody', () => {
    const said = {
      ...person,
      soGiayTo: '******001509',
      ngaySinh: '1990-**-**',
      ext: '',
      partial: true,
    };
    expect(parseVnPersonalCode(masked?.text ?? '')).toEqual(said);
    // No option takes a mask off that stands in the code.
    expect(parseVnPersonalCode(masked?.text ?? '', { unmask: true })).toEqual(said);
  });

  it('another kind of declaration is refused', () => {
    expect(() => parseVnPersonalCode(refused?.text ?? '')).toThrow(
      malformed(refused?.refused ?? ''),
    );
  });

  it('is refused or says something else with any character changed', () => {
    const before = parseVnPersonalCode(text, { unmask: true });
    for (let i = 0; i < text.length; i++) {
      const changed = text.slice(0, i) + (text[i] === '1' ? '0' : '1') + text.slice(i + 1);
      try {
        expect(parseVnPersonalCode(changed, { unmask: true })).not.toEqual(before);
      } catch (error) {
        expect(error).toMatchObject({ code: 'VENUE_CODE_MALFORMED' });
      }
    }
  });

  it('is refused cut off before its last field', async () => {
    for (let length = 0; length <= text.lastIndexOf('|'); length++)
      expect(await outcome(() => parseVnPersonalCode(text.slice(0, length)))).toBe(
        'VENUE_CODE_MALFORMED',
      );
  });
});

describe('personal QR of Viet Nam: refused', () => {
  const fields = text.split('|');
  const withField = (at: number, value: string): string => fields.with(at, value).join('|');

  it.each([
    ['nothing', '', 'text'],
    ['five fields', fields.slice(0, 5).join('|'), 'text'],
    ['seven fields', `${text}|`, 'text'],
    ['too long', text + '0'.repeat(4296), 'text'],
    ['a short number', withField(0, '01209'), 'soGiayTo'],
    ['a long number', withField(0, '0'.repeat(21)), 'soGiayTo'],
    ['a number with a blank', withField(0, '012 090001509'), 'soGiayTo'],
    ['five stars', withField(0, '*****9001509'), 'soGiayTo'],
    ['stars at the end', withField(0, '012090******'), 'soGiayTo'],
    ['no name', withField(1, ''), 'hoTen'],
    ['a blank name', withField(1, '  '), 'hoTen'],
    ['a name of two lines', withField(1, 'NGUYEN\nVAN A'), 'hoTen'],
    ['half a character', withField(1, 'NGUYEN \ud800'), 'hoTen'],
    ['a name of 101 characters', withField(1, 'A'.repeat(101)), 'hoTen'],
    ['no date', withField(2, ''), 'ngaySinh'],
    ['a date the other way round', withField(2, '01-12-1990'), 'ngaySinh'],
    ['a month that is none', withField(2, '1990-13-01'), 'ngaySinh'],
    ['a day that is none', withField(2, '1990-02-29'), 'ngaySinh'],
    ['a year that is none', withField(2, '0090-12-01'), 'ngaySinh'],
    ['a masked day alone', withField(2, '1990-12-**'), 'ngaySinh'],
    ['a masked year', withField(2, '****-**-**'), 'ngaySinh'],
    ['no declaration', withField(3, ''), 'loaiDinhDanh'],
    ['declaration 2', withField(3, '2'), 'loaiDinhDanh'],
    ['declaration 00', withField(3, '00'), 'loaiDinhDanh'],
    ['no QID', withField(4, ''), 'qid'],
    ['a QID with a mark', withField(4, 'QID<1'), 'qid'],
    ['a line feed at the end', `${text}\n`, 'ext'],
  ])('%s', (_name, wrong, what) => {
    expect(() => parseVnPersonalCode(wrong)).toThrow(malformed(what));
  });

  it('no error tells of the person', () => {
    for (let at = 0; at < 6; at++) {
      try {
        parseVnPersonalCode(withField(at, '\u0000'));
      } catch (error) {
        const told = JSON.stringify([String(error), error]);
        for (const secret of ['0120', '1509', 'NGUYEN', '1990', 'QID0', 'GD47', '0900'])
          expect(told).not.toContain(secret);
      }
    }
  });

  it.each([
    ['a name in other letters', { hoTen: '阮' }, 'hoTen'],
    ['a name with the mark of fields', { hoTen: 'A|B' }, 'hoTen'],
    ['no name', { hoTen: undefined }, 'hoTen'],
    ['a date that is none', { ngaySinh: '1990-02-30' }, 'ngaySinh'],
    ['a number that is none', { soGiayTo: '1' }, 'soGiayTo'],
    ['declaration 2', { loaiDinhDanh: '2' }, 'loaiDinhDanh'],
    ['values with the mark of fields', { ext: '1|2' }, 'ext'],
    ['values that are none', { ext: undefined }, 'ext'],
    ['what fits no code', { ext: '1'.repeat(4296) }, 'text'],
  ])('to write %s', (_name, wrong, what) => {
    expect(() => encodeVnPersonalCode({ ...person, ...wrong } as never)).toThrow(malformed(what));
  });
});

describe('personal QR of Viet Nam: parts', () => {
  it.each([
    ['Nguyễn Thị Ánh Tuyết', 'NGUYEN THI ANH TUYET'],
    ['Đỗ  Đình\tĐường ', 'DO DINH DUONG'],
    ['Đặng Ươm'.normalize('NFD'), 'DANG UOM'],
    ["H'Hen Niê", "H'HEN NIE"],
    ['', ''],
  ])('name %s is plain as %s', (name, plain) => {
    expect(plainVietnameseName(name)).toBe(plain);
    expect(plainVietnameseName(plain)).toBe(plain);
  });

  it.each([
    ['012090001509', '******001509'],
    ['123456789', '******789'],
    ['B1234567', '******67'],
    ['B12345', '******'],
    ['******001509', '******001509'],
  ])('number %s is masked as %s', (number, expected) => {
    expect(maskDocumentNumber(number)).toBe(expected);
  });

  it('dates and extended values are masked, once and for all', () => {
    expect(maskBirthDate('1990-12-01')).toBe('1990-**-**');
    expect(maskBirthDate('1990-**-**')).toBe('1990-**-**');
    expect(maskExtension('')).toBe('');
    expect(maskExtension('<1<GD4790000000000<0900000000<')).toBe('<1<GD47***********<0900******<');
    expect(maskExtension('1<GD47***********<0900******')).toBe('1<GD47***********<0900******');
  });

  it('extended values are split, and none is given a name', () => {
    expect(splitVnExtension('')).toEqual({ values: [], verified: false });
    expect(splitVnExtension('1<GD47<0900')).toEqual({
      values: ['1', 'GD47', '0900'],
      verified: false,
    });
    expect(splitVnExtension('<1<')).toEqual({ values: ['', '1', ''], verified: false });
  });

  it('a text is recognised by what it begins with', () => {
    for (const { text: sample } of vectors.examples) expect(isVnPersonalText(sample)).toBe(true);
    const card = '008090000001||Nguyễn Văn A|01121990|Nam|Tổ 1|05082021';
    for (const other of ['', 'x', card, '008090000001|Nguyễn Văn A|01121990|Nam|Tổ 1|05082021'])
      expect(isVnPersonalText(other)).toBe(false);
  });
});

describe('personal QR of Viet Nam: laws', () => {
  const anyPerson: fc.Arbitrary<VnPerson> = fc.record({
    soGiayTo: fc.stringMatching(/^[A-Z0-9]{6,20}$/),
    hoTen: fc.stringMatching(/^[A-Z]{1,8}( [A-Z]{1,8}){0,4}$/),
    ngaySinh: fc
      .date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
    loaiDinhDanh: fc.constantFrom('0' as const, '1' as const),
    qid: fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/),
    ext: fc.stringMatching(/^[A-Z0-9<]{0,40}$/),
  });

  it('what is written in full is read in full', () =>
    fc.assert(
      fc.property(anyPerson, (any) => {
        const code = encodeVnPersonalCode(any, { unmask: true });
        expect(isVnPersonalText(code)).toBe(true);
        expect(parseVnPersonalCode(code, { unmask: true })).toEqual({ ...any, partial: false });
      }),
    ));

  it('masking when written is masking when read, and neither shows what it hides', () =>
    fc.assert(
      fc.property(anyPerson, (any) => {
        const inCode = parseVnPersonalCode(encodeVnPersonalCode(any), { unmask: true });
        const inReading = parseVnPersonalCode(encodeVnPersonalCode(any, { unmask: true }));
        expect(inCode).toEqual({ ...inReading, partial: true });
        expect(inReading.soGiayTo.slice(0, 6)).toBe('******');
        expect(inReading.ngaySinh.slice(4)).toBe('-**-**');
      }),
    ));
});
