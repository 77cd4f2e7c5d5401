import { compareBytes, concatBytes, equalBytes, toHex } from '@waypost/core/primitives';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

// Few values and short, so that equal strings and common beginnings are met often.
const anyBytes = fc.uint8Array({ max: 2, maxLength: 4 });

describe('bytes: laws', () => {
  it('compareBytes is the order of their hexadecimal texts', () =>
    fc.assert(
      fc.property(anyBytes, anyBytes, (a, b) => {
        const [x, y] = [toHex(a), toHex(b)];
        expect(Math.sign(compareBytes(a, b))).toBe(x < y ? -1 : x > y ? 1 : 0);
      }),
    ));

  it('compareBytes takes bytes as unsigned', () => {
    expect(compareBytes(Uint8Array.of(0x80), Uint8Array.of(0x7f))).toBeGreaterThan(0);
  });

  it('equalBytes holds exactly where compareBytes finds no difference', () =>
    fc.assert(
      fc.property(anyBytes, anyBytes, (a, b) => {
        expect(equalBytes(a, b)).toBe(compareBytes(a, b) === 0);
        expect(equalBytes(a, Uint8Array.from(a))).toBe(true);
      }),
    ));

  it('one bit makes bytes unequal', () =>
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), fc.nat(), fc.nat(7), (bytes, at, bit) => {
        const other = Uint8Array.from(bytes);
        const i = at % bytes.length;
        other[i] = (bytes[i] ?? 0) ^ (1 << bit);
        expect(equalBytes(bytes, other)).toBe(false);
      }),
    ));

  it('concatBytes is associative, and its length is the sum', () =>
    fc.assert(
      fc.property(anyBytes, anyBytes, anyBytes, (a, b, c) => {
        const all = concatBytes(a, b, c);
        expect(concatBytes(concatBytes(a, b), c)).toEqual(all);
        expect(concatBytes(a, concatBytes(b, c))).toEqual(all);
        expect(all).toHaveLength(a.length + b.length + c.length);
      }),
    ));
});
