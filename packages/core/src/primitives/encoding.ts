/**
 * Strict text encodings of bytes: one text for one byte string. Upper case where lower is expected,
 * padding where there is none, and bits left over at the end are all refused, so that a value cannot
 * be written in two ways and slip past a comparison.
 *
 * Sources: RFC 4648 (base16, base32, base64url), RFC 3629 (UTF-8).
 *
 * @module
 */
import { WaypostError } from './errors.ts';

const HEX = '0123456789abcdef';
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Lower-case hexadecimal, two digits a byte. */
export const toHex = (bytes: Uint8Array): string => encodeBits(bytes, HEX, 4);

/** Reads lower-case hexadecimal. @throws {@link WaypostError} `ENCODING_INVALID`. */
export const fromHex = (text: string): Uint8Array => decodeBits(text, HEX_VALUES, 4, 'hex');

/** RFC 4648 base32, upper case, without padding. */
export const toBase32 = (bytes: Uint8Array): string => encodeBits(bytes, BASE32, 5);

/** Reads upper-case base32 without padding. @throws {@link WaypostError} `ENCODING_INVALID`. */
export const fromBase32 = (text: string): Uint8Array =>
  decodeBits(text, BASE32_VALUES, 5, 'base32');

/** RFC 4648 base64url without padding. */
export const toBase64Url = (bytes: Uint8Array): string => encodeBits(bytes, BASE64URL, 6);

/** Reads base64url without padding. @throws {@link WaypostError} `ENCODING_INVALID`. */
export const fromBase64Url = (text: string): Uint8Array =>
  decodeBits(text, BASE64URL_VALUES, 6, 'base64url');

const HEX_VALUES = valuesOf(HEX);
const BASE32_VALUES = valuesOf(BASE32);
const BASE64URL_VALUES = valuesOf(BASE64URL);
const NOT_A_DIGIT = 0xff;

function valuesOf(alphabet: string): Uint8Array {
  const values = new Uint8Array(128).fill(0xff);
  for (let i = 0; i < alphabet.length; i++) values[alphabet.charCodeAt(i)] = i;
  return values;
}

function encodeBits(bytes: Uint8Array, alphabet: string, bits: number): string {
  const mask = (1 << bits) - 1;
  let text = '';
  let buffer = 0;
  let held = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    held += 8;
    while (held >= bits) {
      held -= bits;
      text += alphabet[(buffer >>> held) & mask];
    }
    buffer &= (1 << held) - 1;
  }
  if (held > 0) text += alphabet[(buffer << (bits - held)) & mask];
  return text;
}

function decodeBits(text: string, values: Uint8Array, bits: number, name: string): Uint8Array {
  const length = Math.floor((text.length * bits) / 8);
  // A text of this length that no byte string encodes to, such as one lone base64 digit.
  if (Math.ceil((length * 8) / bits) !== text.length) throw invalid(name);
  const bytes = new Uint8Array(length);
  let buffer = 0;
  let held = 0;
  let offset = 0;
  for (let i = 0; i < text.length; i++) {
    const value = values[text.charCodeAt(i)] ?? NOT_A_DIGIT;
    if (value === NOT_A_DIGIT) throw invalid(name);
    buffer = (buffer << bits) | value;
    held += bits;
    if (held < 8) continue;
    held -= 8;
    bytes[offset++] = buffer >>> held;
    buffer &= (1 << held) - 1;
  }
  if (buffer !== 0) throw invalid(name); // the bits left over must be zero
  return bytes;
}

const invalid = (name: string): WaypostError =>
  new WaypostError('ENCODING_INVALID', `not valid ${name}`, { encoding: name });

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * UTF-8 bytes of `text`.
 *
 * @throws {@link WaypostError} `ENCODING_INVALID` for a lone surrogate, which has no UTF-8 form.
 */
export function toUtf8(text: string): Uint8Array {
  if (/\p{Surrogate}/u.test(text)) throw invalid('Unicode text');
  return encoder.encode(text);
}

/** Reads UTF-8. @throws {@link WaypostError} `ENCODING_INVALID`: overlong forms and surrogates too. */
export function fromUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw invalid('UTF-8');
  }
}
