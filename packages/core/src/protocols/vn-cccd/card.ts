/**
 * The QR code on the chip identity card of Viet Nam: one line of plain text, fields parted by `|`.
 *
 * | field   | holds                                                        |
 * | ------- | ------------------------------------------------------------ |
 * | number  | personal number, 12 digits                                   |
 * | old     | number of the card before, 9 digits, or nothing              |
 * | name    | with diacritics                                              |
 * | born    | `ddMMyyyy`                                                   |
 * | sex     | `Nam` or `Nữ`                                                |
 * | address | place of residence                                           |
 * | issued  | `ddMMyyyy`                                                   |
 *
 * Some cards leave the second field out altogether.
 *
 * Spec: none was published; the press lists the fields, community parsers have their order. Vectors:
 * `test/vectors/vn-cccd.json`.
 *
 * @module
 */
import { isCalendarDate } from '../../primitives/calendar.ts';
import { maskStart } from '../../primitives/mask.ts';
import { malformed } from './malformed.ts';
import { type CardSex, parseCccdNumber } from './number.ts';

/** Longest text, in characters: what a QR code of level L holds. */
export const CCCD_MAX_LENGTH = 4296;

/** What a card says. Personal data. */
export interface CccdCard {
  /** Twelve digits; the first six are stars where the card is masked. */
  readonly number: string;
  /** Nine digits, masked likewise; `null` where the card has none. */
  readonly oldNumber: string | null;
  readonly name: string;
  /** `YYYY-MM-DD` */
  readonly birthDate: string;
  readonly sex: CardSex;
  readonly address: string;
  /** `YYYY-MM-DD` */
  readonly issueDate: string;
  /** Province where the birth was registered: three digits, from the number; `null` when masked. */
  readonly province: string | null;
  /** How many fields the code has. */
  readonly fieldCount: 6 | 7;
}

/** Whether numbers are shown. */
export interface CccdOptions {
  /** Give the numbers in full, and the province. Left out, they are masked. */
  readonly unmask?: boolean | undefined;
}

const BEGINNING = /^\d{12}\|/;
// The third field of a personal QR code, which may begin with the same number, is such a date.
const PERSONAL_QR = /^\d{12}\|[^|]*\|[0-9*]{4}-/;
const OLD_NUMBER = /^(?:\d{9})?$/;
const DATE = /^(\d{2})(\d{2})(\d{4})$/;
const UNFIT_IN_FIELD = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;
const SEX: ReadonlyMap<string, CardSex> = new Map([
  ['Nam', 'male'],
  ['Nữ', 'female'],
]);
const MASKED_CHARACTERS = 6;

/** Whether a text claims to be such a code: twelve digits first, and no personal QR code. */
export const isCccdText = (text: string): boolean =>
  BEGINNING.test(text) && !PERSONAL_QR.test(text);

/**
 * Reads the code of a card, and masks its numbers unless asked not to. A number that says another
 * sex or year of birth than the card is refused: it is issued anew when these are corrected.
 *
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED` with `what`: `text` for a count of fields other
 * than six or seven, or the field that is wrong; `number` also where it contradicts the card.
 */
export function parseCccd(text: string, { unmask = false }: CccdOptions = {}): CccdCard {
  const { number, old, fields, fieldCount } = splitFields(text);
  const [name = '', born = '', sexText = '', address = '', issued = ''] = fields;
  if (!OLD_NUMBER.test(old)) throw malformed('oldNumber');
  const sex = SEX.get(sexText.normalize('NFC'));
  if (sex === undefined) throw malformed('sex');
  const card = {
    name: readText(name, 'name'),
    birthDate: readDate(born, 'birthDate'),
    sex,
    address: readText(address, 'address'),
    issueDate: readDate(issued, 'issueDate'),
    fieldCount,
  };
  const province = checkedProvince(number, card);
  if (unmask) return { ...card, number, oldNumber: old === '' ? null : old, province };
  return {
    ...card,
    number: maskStart(number, MASKED_CHARACTERS),
    oldNumber: old === '' ? null : maskStart(old, MASKED_CHARACTERS),
    province: null,
  };
}

/** The number, the old number or `''`, and the five fields that both variants end with. */
function splitFields(text: string): {
  number: string;
  old: string;
  fields: readonly string[];
  fieldCount: 6 | 7;
} {
  if (typeof text !== 'string' || text.length > CCCD_MAX_LENGTH) throw malformed('text');
  const [number = '', ...rest] = text.split('|', 8);
  if (rest.length === 5) return { number, old: '', fields: rest, fieldCount: 6 };
  if (rest.length !== 6) throw malformed('text');
  const [old = '', ...fields] = rest;
  return { number, old, fields, fieldCount: 7 };
}

function checkedProvince(number: string, card: Pick<CccdCard, 'sex' | 'birthDate'>): string {
  const { province, sex, birthYear } = parseCccdNumber(number);
  const agrees = sex === card.sex && birthYear === Number(card.birthDate.slice(0, 4));
  if (!agrees) throw malformed('number');
  return province;
}

function readText(text: string, what: string): string {
  if (text.trim() === '' || UNFIT_IN_FIELD.test(text)) throw malformed(what);
  return text;
}

function readDate(text: string, what: string): string {
  const [, day, month, year] = DATE.exec(text) ?? [];
  if (!isCalendarDate(Number(year), Number(month), Number(day))) throw malformed(what);
  return `${year}-${month}-${day}`;
}
