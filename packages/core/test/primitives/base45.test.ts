import { fromBase45, isWaypostError, toBase45, toHex, toUtf8 } from '@waypost/core/primitives';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcome } from './jws-kit.ts';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

describe('RFC 9285, section 4: vectors', () => {
  const vectors = [
    ['', ''],
    ['AB', 'BB8'],
    ['Hello!!', '%69 VD92EX0'],
    ['base-45', 'UJCLQE7W581'],
    ['ietf!', 'QED8WEX0'],
  ] as const;

  it.each(vectors)('"%s" is "%s"', (text, base45) => {
    expect(toBase45(toUtf8(text))).toBe(base45);
    expect(fromBase45(base45)).toEqual(toUtf8(text));
  });

  it.each(vectors.slice(1))('"%s": another character gives other bytes or none', (text, base45) => {
    for (let at = 0; at < base45.length; at++)
      for (const other of ALPHABET.replace(base45.charAt(at), '').split('')) {
        const bytes = readOrNull(base45.slice(0, at) + other + base45.slice(at + 1));
        if (bytes !== null) expect(bytes).not.toEqual(toUtf8(text));
      }
  });

  it.each(vectors.slice(1))('"%s": cut off it is other bytes or none', (text, base45) => {
    for (let length = 0; length < base45.length; length++) {
      const bytes = readOrNull(base45.slice(0, length));
      if (length % 3 === 1) expect(bytes).toBeNull();
      else if (bytes !== null) expect(bytes.length).toBeLessThan(text.length);
    }
  });

  it('the largest values are "FGW" and, alone, "U5"', () => {
    expect(toHex(fromBase45('FGW'))).toBe('ffff');
    expect(toHex(fromBase45('U5'))).toBe('ff');
    expect(toBase45(Uint8Array.of(0xff, 0xff))).toBe('FGW');
    expect(toBase45(Uint8Array.of(0xff))).toBe('U5');
  });
});

it.each([
  ['a value over two bytes, as in section 6', 'GGW'],
  ['the largest three characters', ':::'],
  ['a value over one byte', 'V5'],
  ['the largest two characters', '::'],
  ['one character', 'A'],
  ['four characters', 'BB8A'],
  ['small letters', 'bb8'],
  ['a character that is not of it', 'BB_'],
  ['a tilde', '~~~'],
  ['a line end', 'BB8\n\n'],
  ['NUL', 'BB\0'],
  ['full-width digits', '１１'],
  ['a character past ASCII', 'é00'],
  ['no text', 5 as unknown as string],
])('refuses %s', async (_name, text) => {
  expect(await outcome(() => fromBase45(text))).toBe('ENCODING_INVALID');
});

it('tells the encoding, not the text', () => {
  const shown = { message: 'not valid base45', details: { encoding: 'base45' } };
  expect(() => fromBase45('MARKED_')).toThrow(expect.objectContaining(shown));
});

describe('Base45: laws', () => {
  it('reading what was written is the identity', () =>
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(fromBase45(toBase45(bytes))).toEqual(bytes);
      }),
    ));

  it('no two texts are one byte string: what can be read is what is written', () =>
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...ALPHABET.split('')), maxLength: 12 }),
        (text) => {
          const bytes = readOrNull(text);
          if (bytes !== null) expect(toBase45(bytes)).toBe(text);
        },
      ),
      { numRuns: 500 },
    ));

  it('any text is read or refused by our error', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const bytes = readOrNull(text);
        expect(bytes === null || toBase45(bytes) === text).toBe(true);
      }),
    ));

  it('respects the view of a larger buffer', () =>
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 2 }), (bytes) => {
        expect(toBase45(bytes.subarray(1))).toBe(toBase45(bytes.slice(1)));
      }),
    ));
});

function readOrNull(text: string): Uint8Array | null {
  try {
    return fromBase45(text);
  } catch (error) {
    if (isWaypostError(error) && error.code === 'ENCODING_INVALID') return null;
    throw error;
  }
}
