/**
 * Base45: two bytes as three characters of a QR code's alphanumeric mode, which takes 5.5 bits a
 * character. Strict: one text for one byte string.
 *
 * | bytes          | characters, least significant first        |
 * | -------------- | ------------------------------------------ |
 * | two, `a b`     | three: `256 * a + b` = c + 45 d + 45^2 e   |
 * | a last one `a` | two: `a` = c + 45 d                        |
 *
 * Source: RFC 9285. Vectors: its section 4.
 *
 * @module
 */
import { WaypostError } from './errors.ts';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const BASE = 45;

/** RFC 9285 Base45. */
export function toBase45(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 2) {
    const isPair = i + 1 < bytes.length;
    let value = isPair ? bytes[i]! * 256 + bytes[i + 1]! : bytes[i]!;
    for (let digits = isPair ? 3 : 2; digits > 0; digits--) {
      text += ALPHABET.charAt(value % BASE);
      value = Math.floor(value / BASE);
    }
  }
  return text;
}

/**
 * Reads Base45.
 *
 * @throws {@link WaypostError} `ENCODING_INVALID` for another character, small letters too, for a
 * lone last character, and for three or two characters that are more than two bytes or one.
 */
export function fromBase45(text: string): Uint8Array {
  if (typeof text !== 'string' || text.length % 3 === 1) throw invalid();
  const bytes = new Uint8Array(Math.floor((text.length * 2) / 3));
  for (let at = 0, i = 0; at < text.length; at += 3) {
    const value = numberOf(text.slice(at, at + 3));
    const isPair = at + 2 < text.length;
    if (value > (isPair ? 0xffff : 0xff)) throw invalid();
    if (isPair) bytes[i++] = value >>> 8;
    bytes[i++] = value & 0xff;
  }
  return bytes;
}

function numberOf(group: string): number {
  let value = 0;
  for (let i = group.length - 1; i >= 0; i--) {
    const digit = ALPHABET.indexOf(group.charAt(i));
    if (digit < 0) throw invalid();
    value = value * BASE + digit;
  }
  return value;
}

const invalid = (): WaypostError =>
  new WaypostError('ENCODING_INVALID', 'not valid base45', { encoding: 'base45' });
