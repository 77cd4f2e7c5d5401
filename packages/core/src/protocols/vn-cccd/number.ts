import { malformed } from './malformed.ts';

/** Sex as the cards have it. */
export type CardSex = 'male' | 'female';

/** What a personal number says. */
export interface CccdNumber {
  /** Three digits: where the birth was registered. */
  readonly province: string;
  readonly sex: CardSex;
  /** Four digits of the year. */
  readonly birthYear: number;
  /** Six digits, random. */
  readonly serial: string;
}

const NUMBER = /^(\d{3})(\d)(\d{2})(\d{6})$/;
const FIRST_CENTURY = 1900;

/**
 * Reads a personal number of twelve digits. It has no check digit.
 *
 * | digits | hold                                                                       |
 * | ------ | -------------------------------------------------------------------------- |
 * | 0..2   | province where the birth was registered                                    |
 * | 3      | century and sex: 0 male, 1 female, 1900 to 1999; 2, 3 from 2000; up to 8, 9 |
 * | 4..5   | year in that century                                                       |
 * | 6..11  | random                                                                     |
 *
 * Decree 137/2015/ND-CP, article 13; Circular 59/2021/TT-BCA, article 4.
 *
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED` with `what`: `number`.
 */
export function parseCccdNumber(number: string): CccdNumber {
  const [, province, centuryAndSex, year, serial] =
    (typeof number === 'string' ? NUMBER.exec(number) : null) ?? [];
  if (province === undefined || serial === undefined) throw malformed('number');
  const digit = Number(centuryAndSex);
  return {
    province,
    sex: digit % 2 === 0 ? 'male' : 'female',
    birthYear: FIRST_CENTURY + 100 * Math.floor(digit / 2) + Number(year),
    serial,
  };
}
