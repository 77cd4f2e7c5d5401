import { toHex } from '@waypost/core/primitives';
import { seededBytes } from '@waypost/platform/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hashVerificationCode,
  isVerificationCode,
  newVerificationCode,
  normaliseCode,
} from '../../src/policies/verification-code.ts';

const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const pepper = new Uint8Array(32).fill(9);
const anyCode = fc.string({ minLength: 1 }).map((seed) => newVerificationCode(seededBytes(seed)));

describe('verification codes', () => {
  it('look like this', () => {
    expect(newVerificationCode(seededBytes('a'))).toMatch(
      /^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/,
    );
  });
  it('pass their own check', () =>
    fc.assert(fc.property(anyCode, (code) => isVerificationCode(code))));

  it('show any wrong character', () =>
    fc.assert(
      fc.property(anyCode, fc.nat(11), fc.nat(30), (code, at, value) => {
        const plain = normaliseCode(code);
        const wrong = plain.slice(0, at) + ALPHABET[value] + plain.slice(at + 1);
        expect(isVerificationCode(wrong)).toBe(wrong === plain);
      }),
    ));
  it('show any two characters that changed places', () =>
    fc.assert(
      fc.property(anyCode, fc.nat(11), fc.nat(11), (code, i, j) => {
        const characters = normaliseCode(code).split('');
        const [a, b] = [characters[i] as string, characters[j] as string];
        characters[i] = b;
        characters[j] = a;
        expect(isVerificationCode(characters.join(''))).toBe(a === b);
      }),
    ));

  it.each([
    ['empty', ''],
    ['a character short', 'K7MX2QPAWZ3'],
    ['all zeros, as in a dummy', '000000000000'],
    ['a letter that looks like another', 'K7MX-2QPA-WZ3O'],
    ['not Latin', 'Ｋ７ＭＸ２ＱＰＡＷＺ３Ｔ'],
  ])('are not: %s', (_, text) => expect(isVerificationCode(text)).toBe(false));

  it('are read in small letters, with spaces and any hyphens', () => {
    const code = newVerificationCode(seededBytes('a'));
    const typed = ` ${code.toLowerCase().replaceAll('-', ' \u2011 ')}\n`;
    expect(normaliseCode(typed)).toBe(code.replaceAll('-', ''));
    expect(isVerificationCode(typed)).toBe(true);
    expect(hashVerificationCode(typed, pepper)).toEqual(hashVerificationCode(code, pepper));
  });

  it('use every character about as often', () => {
    const counts = new Map<string, number>();
    const randomBytes = seededBytes('fair');
    for (let i = 0; i < 4000; i++)
      for (const character of normaliseCode(newVerificationCode(randomBytes)))
        counts.set(character, (counts.get(character) ?? 0) + 1);
    expect([...counts.keys()].sort().join('')).toBe(ALPHABET);
    // 48,000 / 31 = 1,548, with a standard deviation of about 39.
    for (const count of counts.values()) expect(Math.abs(count - 1548)).toBeLessThan(200);
  });

  it('are stored as a hash that depends on the pepper', () => {
    const hash = hashVerificationCode('K7MX-2QPA-WZ3T', pepper);
    expect(hash).toHaveLength(32);
    const other = hashVerificationCode('K7MX-2QPA-WZ3T', new Uint8Array(32));
    expect(toHex(hash)).not.toBe(toHex(other));
  });
});
