import {
  fromBase32,
  fromBase64Url,
  fromHex,
  fromUtf8,
  toBase32,
  toBase64Url,
  toHex,
  toUtf8,
} from '@waypost/core/primitives';
import { describe, expect, it } from 'vitest';
import { outcome } from './jws-kit.ts';

describe('RFC 4648, section 10: vectors, without padding', () => {
  const vectors = [
    ['', '', '', ''],
    ['f', '66', 'MY', 'Zg'],
    ['fo', '666f', 'MZXQ', 'Zm8'],
    ['foo', '666f6f', 'MZXW6', 'Zm9v'],
    ['foob', '666f6f62', 'MZXW6YQ', 'Zm9vYg'],
    ['fooba', '666f6f6261', 'MZXW6YTB', 'Zm9vYmE'],
    ['foobar', '666f6f626172', 'MZXW6YTBOI', 'Zm9vYmFy'],
  ] as const;

  it.each(vectors)('"%s"', (text, hex, base32, base64url) => {
    const bytes = toUtf8(text);
    expect(toHex(bytes)).toBe(hex);
    expect(toBase32(bytes)).toBe(base32);
    expect(toBase64Url(bytes)).toBe(base64url);
    for (const read of [fromHex(hex), fromBase32(base32), fromBase64Url(base64url)])
      expect(read).toEqual(bytes);
  });

  it('base64url has - and _ where base64 has + and /', () => {
    expect(toBase64Url(Uint8Array.of(0xfb, 0xff))).toBe('-_8');
  });
});

describe('strict decoding refuses', () => {
  it.each([
    ['hex: one digit', fromHex, 'a'],
    ['hex: three digits', fromHex, 'abc'],
    ['hex: capitals', fromHex, 'AB'],
    ['hex: a letter past f', fromHex, 'ag'],
    ['hex: a prefix', fromHex, '0x'],
    ['hex: a space', fromHex, 'a '],
    ['hex: a line end', fromHex, 'ab\n'],
    ['hex: full-width digits', fromHex, '１１'],
    ['hex: a character past ASCII', fromHex, 'é0'],
    ['base32: small letters', fromBase32, 'my'],
    ['base32: padding', fromBase32, 'MY======'],
    ['base32: the digit 1', fromBase32, 'M1'],
    ['base32: a length of one', fromBase32, 'M'],
    ['base32: a length of three', fromBase32, 'MZX'],
    ['base32: a length of six', fromBase32, 'MZXW6Y'],
    ['base32: bits left over', fromBase32, 'MZ'],
    ['base64url: padding', fromBase64Url, 'Zg=='],
    ['base64url: a plus', fromBase64Url, '+_8'],
    ['base64url: a slash', fromBase64Url, '-/8'],
    ['base64url: a length of one', fromBase64Url, 'Z'],
    ['base64url: a length of five', fromBase64Url, 'Zm9vY'],
    ['base64url: bits left over, of two characters', fromBase64Url, 'Zh'],
    ['base64url: bits left over, of three characters', fromBase64Url, 'Zm9'],
    ['base64url: a line end within', fromBase64Url, 'Zm\n8'],
    ['base64url: NUL', fromBase64Url, 'Zm\0v'],
  ] as const)('%s', async (_name, read, text) => {
    expect(await outcome(() => read(text))).toBe('ENCODING_INVALID');
  });

  it('and tells the encoding, not the text', () => {
    expect(() => fromBase64Url('Marked!')).toThrow(
      expect.objectContaining({
        message: 'not valid base64url',
        details: { encoding: 'base64url' },
      }),
    );
  });
});

describe('UTF-8', () => {
  it.each([
    ['Bưu cục Minh Xuân', 21],
    ['a\u0000b', 3],
    ['\ufeffa', 4],
    ['\u{1f480}', 4],
    ['\uffff', 3],
  ])('keeps %j as %i bytes', (text, length) => {
    const bytes = toUtf8(text);
    expect(bytes).toHaveLength(length);
    expect(fromUtf8(bytes)).toBe(text);
  });

  it.each([
    ['an overlong NUL', 'c080'],
    ['an overlong slash', 'c0af'],
    ['an overlong form of three bytes', 'e08080'],
    ['a surrogate', 'eda080'],
    ['a pair of surrogates', 'eda081edb080'],
    ['beyond U+10FFFF', 'f4908080'],
    ['a lone continuation', '80'],
    ['a sequence cut short', 'e1ba'],
    ['a byte that is never used', 'ff'],
  ])('refuses %s', async (_name, hex) => {
    expect(await outcome(() => fromUtf8(fromHex(hex)))).toBe('ENCODING_INVALID');
  });

  it.each([
    ['a high surrogate alone', 'a\ud800'],
    ['a low surrogate alone', '\udc00a'],
    ['surrogates in the wrong order', '\udc00\ud800'],
  ])('refuses to write %s', async (_name, text) => {
    expect(await outcome(() => toUtf8(text))).toBe('ENCODING_INVALID');
  });
});
