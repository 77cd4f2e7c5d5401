/**
 * Venue numbers: what people read out when they talk about a poster.
 *
 * The first 6 bytes of the venue id, as a number in base 23, in 11 characters, and a check character:
 * `K7M4-PX2R-9HFT`. Six bytes are looked up by prefix; among a million venues, two share a number with
 * a probability of 0.2 %, so whoever looks up must be ready for two.
 *
 * Values of the characters. Whatever looks or sounds like another one is left out.
 *
 * | 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21 | 22 |
 * | - | - | - | - | - | - | - | - | - | - | -- | -- | -- | -- | -- | -- | -- | -- | -- | -- | -- | -- | -- |
 * | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | C | D | E  | F  | H  | J  | K  | M  | P  | R  | T  | V  | W  | X  | Y  |
 *
 * The check character makes `1*v[0] + 2*v[1] + … + 12*v[11]` a multiple of 23. Since 23 is prime and the
 * weights differ, one wrong character and two that changed places never go unseen.
 *
 * @module
 */
import { PosterError } from './errors.ts';

const ALPHABET = '23456789CDEFHJKMPRTVWXY';
const BASE = ALPHABET.length;
const DIGITS = 11;
const LENGTH = DIGITS + 1;
/** Weight of the check character, and its inverse: `12 * 2 = 24 = 1 (mod 23)`. */
const INVERSE_OF_LAST_WEIGHT = 2;
const VENUE_ID_BYTES = 16;

/** Bytes of a venue id that its number tells. */
export const VENUE_NUMBER_BYTES = 6;

/** Longest text that is looked at: the number with a space or hyphen between any two characters. */
const MAX_TEXT = 2 * LENGTH;

/**
 * The number of a venue, `XXXX-XXXX-XXXX`.
 *
 * @param venueId - 16 bytes.
 * @throws {@link PosterError} `CONTENT_INVALID` unless it has 16 bytes.
 */
export function venueNumber(venueId: Uint8Array): string {
  if (!(venueId instanceof Uint8Array) || venueId.length !== VENUE_ID_BYTES)
    throw new PosterError('CONTENT_INVALID', 'venueId', 'venueId must have 16 bytes');
  let rest = 0;
  for (const byte of venueId.subarray(0, VENUE_NUMBER_BYTES)) rest = rest * 256 + byte;
  const values: number[] = [];
  for (let i = 0; i < DIGITS; i++) {
    values.unshift(rest % BASE);
    rest = Math.floor(rest / BASE);
  }
  values.push(((BASE - (weightedSum(values) % BASE)) * INVERSE_OF_LAST_WEIGHT) % BASE);
  const text = values.map((value) => ALPHABET[value]).join('');
  return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`;
}

/**
 * Reads a number as somebody typed it: in small or capital letters, with spaces and hyphens anywhere.
 *
 * @returns The first 6 bytes of the venue id, or `null` when this is no venue number.
 */
export function parseVenueNumber(text: string): Uint8Array | null {
  if (typeof text !== 'string' || text.length > MAX_TEXT) return null;
  const values = Array.from(text.toUpperCase().replace(/[ -]/g, '')).map((c) =>
    ALPHABET.indexOf(c),
  );
  if (values.length !== LENGTH || values.includes(-1) || weightedSum(values) % BASE !== 0)
    return null;
  let number = values.slice(0, DIGITS).reduce((sum, value) => sum * BASE + value, 0);
  const bytes = new Uint8Array(VENUE_NUMBER_BYTES);
  for (let i = VENUE_NUMBER_BYTES - 1; i >= 0; i--) {
    bytes[i] = number % 256;
    number = Math.floor(number / 256);
  }
  return number === 0 ? bytes : null;
}

const weightedSum = (values: readonly number[]): number =>
  values.reduce((sum, value, i) => sum + (i + 1) * value, 0);
