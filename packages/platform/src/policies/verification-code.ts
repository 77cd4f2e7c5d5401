/**
 * Verification codes: what a department reads out to a positive person.
 *
 * Twelve characters of an alphabet that can be spoken and has no two that look alike (none of 0, O, 1,
 * I, L), shown in groups of four. The last one checks the others: the sum of value times place (1 to 12)
 * is a multiple of 31. As 31 is prime and every place has a weight of its own, any one wrong character
 * and any two that changed places are caught before a person sends them. Eleven random characters are
 * 54 bits.
 *
 * @module
 */
import { hmacSha256, type RandomBytes, toUtf8 } from '@waypost/core/primitives';

const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const LENGTH = 12;
const FORM = new RegExp(`^[${ALPHABET}]{${LENGTH}}$`);
/** Random bytes from here on would make some characters likelier than others. */
const FAIR_BYTES = 256 - (256 % ALPHABET.length);
const LABEL = toUtf8('waypost/1/verification-code');

/** A fresh code, in groups: `K7MX-2QPA-WZ3T`. */
export function newVerificationCode(randomBytes: RandomBytes): string {
  let code = '';
  while (code.length < LENGTH - 1)
    for (const byte of randomBytes(LENGTH))
      if (byte < FAIR_BYTES && code.length < LENGTH - 1) code += ALPHABET[byte % ALPHABET.length];
  code += checkCharacter(code);
  return code.replace(/(.{4})(?=.)/g, '$1-');
}

/** A code as it was typed, without spaces and hyphens, in capitals. Nothing is said of whether it fits. */
export const normaliseCode = (typed: string): string =>
  typed.replace(/[\s\u00ad\u2010-\u2015-]/g, '').toUpperCase();

/** Whether a code as it was typed has the form and the check character of one. */
export function isVerificationCode(typed: string): boolean {
  const code = normaliseCode(typed);
  return FORM.test(code) && weighedSum(code) % ALPHABET.length === 0;
}

/**
 * What is stored of a code, 32 bytes: keyed, because a code is short enough to be guessed from a plain
 * hash. Takes any text: a wrong code takes the same path as a right one.
 *
 * @param pepper - 32 bytes of the server. Secret.
 */
export const hashVerificationCode = (typed: string, pepper: Uint8Array): Uint8Array =>
  hmacSha256(pepper, LABEL, toUtf8(normaliseCode(typed)));

function weighedSum(code: string): number {
  let sum = 0;
  for (let i = 0; i < code.length; i++) sum += (i + 1) * ALPHABET.indexOf(code.charAt(i));
  return sum;
}

/** The character that makes the whole sum a multiple of 31. */
function checkCharacter(code: string): string {
  const fits = (character: string): boolean => weighedSum(code + character) % ALPHABET.length === 0;
  return ALPHABET.split('').find(fits) as string; // 12 has an inverse modulo 31
}
