/**
 * The national personal QR code of Viet Nam: one line of plain text, six fields parted by `|`.
 *
 * | field          | holds                                                                     |
 * | -------------- | ------------------------------------------------------------------------- |
 * | `SoGiayTo`     | number of an identity card (9 or 12 digits) or a passport                 |
 * | `HoTen`        | name, upper case, no diacritics, words parted by one blank                |
 * | `NgaySinh`     | date of birth, `YYYY-MM-DD`                                               |
 * | `LoaiDinhDanh` | `0` declared by the person, `1` by somebody else for the person           |
 * | `QID`          | what the national QR platform calls the person                            |
 * | `EXT`          | more values, parted by `<`; their order is not established                |
 *
 * A code may itself show only a part: six stars for the beginning of the number, `YYYY-**-**`.
 *
 * Spec: Decision 1405/QD-BTTTT of 11 September 2021, version 1.1, as four pages report it. Vectors:
 * `test/vectors/vn-personal.json`.
 *
 * @module
 */
import { isCalendarDate } from '../../primitives/calendar.ts';
import { malformed } from './malformed.ts';
import { maskBirthDate, maskDocumentNumber, maskExtension } from './masking.ts';
import { plainVietnameseName } from './plain-name.ts';

/** Longest text, in characters: what a QR code of level L holds. */
export const VN_PERSONAL_MAX_LENGTH = 4296;

/** A person, in the words of the Decision. Personal data. */
export interface VnPerson {
  /** 6 to 20 letters and digits, or six stars and the rest of a number. */
  readonly soGiayTo: string;
  /** Name, at most 100 characters. */
  readonly hoTen: string;
  /** `YYYY-MM-DD`, or `YYYY-**-**`. */
  readonly ngaySinh: string;
  /** `0` declared by the person, `1` by somebody else. */
  readonly loaiDinhDanh: '0' | '1';
  /** 1 to 64 letters, digits, hyphens or underscores. */
  readonly qid: string;
  /** As written, its values parted by `<`; may be empty. */
  readonly ext: string;
}

/** What a code says. */
export interface VnPersonalCode extends VnPerson {
  /** Whether number or date were masked in the code itself: such a code identifies nobody. */
  readonly partial: boolean;
}

/** Whether personal data are shown. */
export interface VnPersonalOptions {
  /** Give document number, birth date and extended values in full. Left out, they are masked. */
  readonly unmask?: boolean | undefined;
}

const BEGINNING = /^[A-Za-z0-9*]{6,20}\|[^|]*\|[0-9*]{4}-/;
const NUMBER = /^(?:[A-Za-z0-9]{6,20}|\*{6}[A-Za-z0-9]{0,14})$/;
const DATE = /^(\d{4})-(?:(\d{2})-(\d{2})|\*\*-\*\*)$/;
const QID = /^[A-Za-z0-9_-]{1,64}$/;
const NAME_MAX_LENGTH = 100;
const PLAIN_NAME = /^[A-Z'.-]+(?: [A-Z'.-]+)*$/;
const UNFIT_IN_FIELD = /[|\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;

/** Whether a text claims to be such a code: what it begins with, up to the year of birth. */
export const isVnPersonalText = (text: string): boolean => BEGINNING.test(text);

/**
 * Reads a code, and masks it unless asked not to.
 *
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED` with `what`: `text` for more or fewer than six
 * fields, or the field that is wrong.
 */
export function parseVnPersonalCode(
  text: string,
  { unmask = false }: VnPersonalOptions = {},
): VnPersonalCode {
  if (typeof text !== 'string' || text.length > VN_PERSONAL_MAX_LENGTH) throw malformed('text');
  const fields = text.split('|', 7);
  if (fields.length !== 6) throw malformed('text');
  const [soGiayTo = '', hoTen = '', ngaySinh = '', loaiDinhDanh, qid = '', ext = ''] = fields;
  if (loaiDinhDanh !== '0' && loaiDinhDanh !== '1') throw malformed('loaiDinhDanh');
  const person = assertPerson({ soGiayTo, hoTen, ngaySinh, loaiDinhDanh, qid, ext });
  const partial = soGiayTo.startsWith('*') || ngaySinh.endsWith('*');
  return { ...(unmask ? person : maskPerson(person)), partial };
}

/**
 * Writes a code, masked unless asked not to: a mask cannot be taken off again. The name is made
 * plain.
 *
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED` with `what`: the field that is wrong; `hoTen`
 * for a name that has letters beside A to Z once its diacritics are gone; `text` where the result is
 * too long.
 */
export function encodeVnPersonalCode(
  person: VnPerson,
  { unmask = false }: VnPersonalOptions = {},
): string {
  if (typeof person.hoTen !== 'string') throw malformed('hoTen');
  const hoTen = plainVietnameseName(person.hoTen);
  if (!PLAIN_NAME.test(hoTen)) throw malformed('hoTen');
  const plain = assertPerson({ ...person, hoTen });
  const { soGiayTo, ngaySinh, loaiDinhDanh, qid, ext } = unmask ? plain : maskPerson(plain);
  const text = [soGiayTo, hoTen, ngaySinh, loaiDinhDanh, qid, ext].join('|');
  if (text.length > VN_PERSONAL_MAX_LENGTH) throw malformed('text');
  return text;
}

function assertPerson(person: VnPerson): VnPerson {
  const { soGiayTo, hoTen, ngaySinh, loaiDinhDanh, qid, ext } = person;
  if (!NUMBER.test(soGiayTo)) throw malformed('soGiayTo');
  if (!isField(hoTen) || hoTen.trim() === '' || hoTen.length > NAME_MAX_LENGTH)
    throw malformed('hoTen');
  if (!isBirthDate(ngaySinh)) throw malformed('ngaySinh');
  if (loaiDinhDanh !== '0' && loaiDinhDanh !== '1') throw malformed('loaiDinhDanh');
  if (!QID.test(qid)) throw malformed('qid');
  if (!isField(ext)) throw malformed('ext');
  return person;
}

const isField = (text: unknown): boolean => typeof text === 'string' && !UNFIT_IN_FIELD.test(text);

/** A masked date must still have a year that can be one. */
function isBirthDate(date: string): boolean {
  const [, year, month = '01', day = '01'] = DATE.exec(date) ?? [];
  return year !== undefined && isCalendarDate(Number(year), Number(month), Number(day));
}

const maskPerson = (person: VnPerson): VnPerson => ({
  ...person,
  soGiayTo: maskDocumentNumber(person.soGiayTo),
  ngaySinh: maskBirthDate(person.ngaySinh),
  ext: maskExtension(person.ext),
});
