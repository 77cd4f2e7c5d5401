import {
  fromBase32,
  fromBase64Url,
  fromHex,
  fromUtf8,
  isWaypostError,
  toBase32,
  toBase64Url,
  toHex,
  toUtf8,
} from '@waypost/core/primitives';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const ENCODINGS = [
  ['hex', toHex, fromHex, '0123456789abcdef'],
  ['base32', toBase32, fromBase32, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'],
  [
    'base64url',
    toBase64Url,
    fromBase64Url,
    'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
  ],
] as const;

/** RFC 4648 as one would do it on paper. */
function digitByDigit(bytes: Uint8Array, alphabet: string): string {
  const size = Math.log2(alphabet.length);
  let bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  let text = '';
  for (; bits !== ''; bits = bits.slice(size))
    text += alphabet.charAt(Number.parseInt(bits.slice(0, size).padEnd(size, '0'), 2));
  return text;
}

function decodedOrNull(read: (text: string) => Uint8Array, text: string): Uint8Array | null {
  try {
    return read(text);
  } catch (error) {
    if (isWaypostError(error) && error.code === 'ENCODING_INVALID') return null;
    throw error;
  }
}

describe.each(ENCODINGS)('%s: laws', (_name, write, read, alphabet) => {
  const anyDigits = fc.string({ unit: fc.constantFrom(...alphabet.split('')), maxLength: 20 });

  it('reading what was written is the identity', () =>
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(read(write(bytes))).toEqual(bytes);
      }),
    ));

  it('no two texts are one byte string: what can be read is what is written', () =>
    fc.assert(
      fc.property(anyDigits, (text) => {
        const bytes = decodedOrNull(read, text);
        if (bytes !== null) expect(write(bytes)).toBe(text);
      }),
      { numRuns: 500 },
    ));

  it('any text is read or refused by our error', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const bytes = decodedOrNull(read, text);
        expect(bytes === null || write(bytes) === text).toBe(true);
      }),
    ));

  it('respects the view of a larger buffer', () =>
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 2 }), (bytes) => {
        expect(write(bytes.subarray(1))).toBe(write(bytes.slice(1)));
      }),
    ));

  it('is the alphabet applied to the bits, from the left', () =>
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(write(bytes)).toBe(digitByDigit(bytes, alphabet));
      }),
    ));
});

describe('UTF-8: laws', () => {
  it('reading what was written is the identity', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fromUtf8(toUtf8(text))).toBe(text);
      }),
    ));

  it('what can be read is what is written', () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 6 }), (bytes) => {
        try {
          expect(toUtf8(fromUtf8(bytes))).toEqual(bytes);
        } catch (error) {
          expect(error).toMatchObject({ code: 'ENCODING_INVALID' });
        }
      }),
      { numRuns: 500 },
    ));
});
