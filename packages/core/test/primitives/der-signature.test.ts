import { concatBytes, fromHex, toHex } from '@waypost/core/primitives';
import { fromDerSignature, toDerSignature } from '@waypost/core/primitives/foreign';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcome } from './jws-kit.ts';

/** The slow and obvious way: through whole numbers. */
function derOf(r: bigint, s: bigint): Uint8Array {
  const numbers = [r, s].map((value) => {
    const hex = value.toString(16);
    const even = hex.length % 2 === 0 ? hex : `0${hex}`;
    const digits = fromHex(even >= '80' ? `00${even}` : even);
    return concatBytes(Uint8Array.of(2, digits.length), digits);
  });
  const body = concatBytes(...numbers);
  return concatBytes(Uint8Array.of(0x30, body.length), body);
}
const rawOf = (r: bigint, s: bigint): string =>
  [r, s].map((value) => value.toString(16).padStart(64, '0')).join('');

const anyNumber = fc.bigInt({ min: 0n, max: 2n ** 256n - 1n });
const anySize = fc.bigInt({ min: 0n, max: 2n ** 40n });

describe('DER signatures', () => {
  it.each([0, 63, 65])('are not written of %i bytes', async (length) => {
    expect(await outcome(() => toDerSignature(new Uint8Array(length)))).toBe('BYTES_LENGTH');
  });

  it('are read as r || s, and written, whatever the size of the numbers', () =>
    fc.assert(
      fc.property(fc.oneof(anyNumber, anySize), fc.oneof(anyNumber, anySize), (r, s) => {
        expect(toHex(fromDerSignature(derOf(r, s)))).toBe(rawOf(r, s));
        expect(toDerSignature(fromHex(rawOf(r, s)))).toEqual(derOf(r, s));
      }),
    ));

  it('have one form: whatever is read is what these numbers are written as', () =>
    fc.assert(
      fc.property(
        anyNumber,
        anySize,
        fc.nat(75),
        fc.integer({ min: 1, max: 255 }),
        (r, s, at, x) => {
          const der = derOf(r, s);
          der[at % der.length]! ^= x;
          let raw: string;
          try {
            raw = toHex(fromDerSignature(der));
          } catch {
            return;
          }
          const again = derOf(BigInt(`0x${raw.slice(0, 64)}`), BigInt(`0x${raw.slice(64)}`));
          expect(toHex(again)).toBe(toHex(der));
        },
      ),
      { numRuns: 500 },
    ));

  const ff = 'ff'.repeat(32);

  it.each([
    ['nothing', ''],
    ['the tag alone', '30'],
    ['no numbers', '3000'],
    ['another tag', '3106020101020101'],
    ['another tag of a number', '3006030101020101'],
    ['a length too small', '3005020101020101'],
    ['a length too large', '3007020101020101'],
    ['the long form of a length', '308106020101020101'],
    ['an indefinite length', '30800201010201010000'],
    ['one number', '3003020101'],
    ['three numbers', '3009020101020101020101'],
    ['something behind the sequence', '300602010102010100'],
    ['something behind the numbers', '300702010102010100'],
    ['an empty number', '30050200020101'],
    ['a negative number', '3006020181020101'],
    ['a leading zero too many', '300702020001020101'],
    ['a number of 33 bytes', `3026022101${ff}020101`],
    ['a number longer than the text', '3006020101020501'],
    ['r || s', ff + ff],
  ])('refuses %s', async (_name, hex) => {
    expect(await outcome(() => fromDerSignature(fromHex(hex)))).toBe('ENCODING_INVALID');
  });

  it('refuses what is no bytes', async () => {
    const text = '3006020101020101' as unknown as Uint8Array;
    expect(await outcome(() => fromDerSignature(text))).toBe('ENCODING_INVALID');
  });
});
