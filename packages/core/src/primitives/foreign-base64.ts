/**
 * Base64 as other systems write it: with padding or without, in either alphabet. Our own texts are
 * read by the strict encodings, which take one text for one byte string.
 *
 * Source: RFC 4648 sections 4 and 5.
 *
 * @module
 */
import { fromBase64Url, toBase64Url } from './encoding.ts';
import { WaypostError } from './errors.ts';

/** RFC 4648 base64 with padding. */
export function toBase64(bytes: Uint8Array): string {
  const text = toBase64Url(bytes).replaceAll('-', '+').replaceAll('_', '/');
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
}

/**
 * Reads base64 of either alphabet, with up to three `=` at its end or none: some apps pad by a wrong
 * count. What it cannot be is checked all the same: another character, a lone last digit, bits left
 * over.
 *
 * @throws {@link WaypostError} `ENCODING_INVALID`.
 */
export function fromForeignBase64(text: string): Uint8Array {
  if (typeof text !== 'string')
    throw new WaypostError('ENCODING_INVALID', 'not valid base64', { encoding: 'base64' });
  const digits = text.replace(/={1,3}$/, '');
  return fromBase64Url(digits.replaceAll('+', '-').replaceAll('/', '_'));
}
