import { toUtf8 } from '../../primitives/encoding.ts';
import { toBase64 } from '../../primitives/foreign-base64.ts';
import { sha384 } from '../../primitives/hash.ts';

const GLN = /^\d{13}$/;

/**
 * Whether this is a Global Location Number: 13 digits, the last of which makes the sum of all, every
 * second one counted three times, a multiple of ten. Source: GS1 General Specifications, check digits.
 */
export function isGln(gln: string): boolean {
  if (typeof gln !== 'string' || !GLN.test(gln)) return false;
  let sum = 0;
  for (let i = 0; i < gln.length; i++) sum += Number(gln[i]) * (i % 2 === 0 ? 1 : 3);
  return sum % 10 === 0;
}

/**
 * Derives what an exposure event names a place by: base64, with padding, of the SHA-384 of the
 * number as UTF-8; 64 characters. Of no number, nothing.
 *
 * It hides no place: there are at most 10^12 numbers, and anybody can hash them all.
 *
 * @throws {@link WaypostError} `ENCODING_INVALID` for a lone surrogate.
 */
export const deriveGlnHash = (gln: string): string =>
  gln === '' ? '' : toBase64(sha384(toUtf8(gln)));
