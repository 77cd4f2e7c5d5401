import { isWaypostError, toHex, toUtf8 } from '@waypost/core/primitives';
import { fromForeignBase64, toBase64 } from '@waypost/core/primitives/foreign';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcome } from './jws-kit.ts';

describe('RFC 4648, section 10: vectors', () => {
  const vectors = [
    ['', ''],
    ['f', 'Zg=='],
    ['fo', 'Zm8='],
    ['foo', 'Zm9v'],
    ['foob', 'Zm9vYg=='],
    ['fooba', 'Zm9vYmE='],
    ['foobar', 'Zm9vYmFy'],
  ] as const;

  it.each(vectors)('"%s" is "%s"', (text, base64) => {
    expect(toBase64(toUtf8(text))).toBe(base64);
    expect(fromForeignBase64(base64)).toEqual(toUtf8(text));
    expect(fromForeignBase64(base64.replace(/=+$/, ''))).toEqual(toUtf8(text));
  });

  it.each(vectors.slice(1))(
    '"%s": a lone digit more is refused, one less is not the same',
    (text, base64) => {
      const digits = base64.replace(/=+$/, '');
      for (let length = 0; length < digits.length; length++) {
        const bytes = readOrNull(digits.slice(0, length));
        if (length % 4 === 1) expect(bytes).toBeNull();
        else if (bytes !== null) expect(bytes.length).toBeLessThan(text.length);
      }
    },
  );
});

describe('what others write', () => {
  it.each([
    ['the alphabet of section 4', '+/8='],
    ['the alphabet of section 5', '-_8='],
    ['both', '+_8='],
    ['no padding', '-_8'],
    ['padding by a wrong count', '-_8=='],
    ['padding of three', '-_8==='],
  ])('is read: %s', (_name, text) => {
    expect(toHex(fromForeignBase64(text))).toBe('fbff');
  });

  it.each([
    ['padding of four', 'Zg===='],
    ['padding in the middle', 'Zg==Zg=='],
    ['padding before it', '=Zg'],
    ['nothing but padding of four', '===='],
    ['a lone digit', 'Z'],
    ['a lone digit with padding', 'Z==='],
    ['bits left over, of two digits', 'Zh=='],
    ['bits left over, of three digits', 'Zm9='],
    ['a space', 'Zm 9v'],
    ['a line end', 'Zm9v\n'],
    ['a line end behind the padding', 'Zg==\n'],
    ['a character of neither alphabet', 'Zm9.'],
    ['a character past ASCII', 'Zmé='],
    ['NUL', 'Zm\0v'],
    ['no text', null as unknown as string],
  ])('is refused: %s', async (_name, text) => {
    expect(await outcome(() => fromForeignBase64(text))).toBe('ENCODING_INVALID');
  });
});

describe('foreign base64: laws', () => {
  it('is as Node.js writes it, and read again in every variant', () =>
    fc.assert(
      fc.property(fc.uint8Array(), fc.constantFrom('base64', 'base64url'), (bytes, variant) => {
        expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
        expect(fromForeignBase64(Buffer.from(bytes).toString(variant))).toEqual(bytes);
      }),
    ));

  it('any text is read as Node.js reads it, or refused by our error', () =>
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string({ unit: fc.constantFrom('A', 'g', '-', '_', '+', '/', '='), maxLength: 12 }),
        ),
        (text) => {
          const bytes = readOrNull(text);
          if (bytes !== null) expect(bytes).toEqual(new Uint8Array(Buffer.from(text, 'base64')));
        },
      ),
      { numRuns: 500 },
    ));

  it('ends at once on a long run of padding', async () => {
    expect(await outcome(() => fromForeignBase64('='.repeat(1_000_000)))).toBe('ENCODING_INVALID');
  });
});

function readOrNull(text: string): Uint8Array | null {
  try {
    return fromForeignBase64(text);
  } catch (error) {
    if (isWaypostError(error) && error.code === 'ENCODING_INVALID') return null;
    throw error;
  }
}
