import { toUtf8 } from '@waypost/core/primitives';
import { encodeContent, issueCompactVenueCode } from '@waypost/core/waypost-compact';
import { describe, expect, it } from 'vitest';
import type { ReadContext } from '../../src/venue-codes/reader.ts';
import { waypostCompactReader } from '../../src/venue-codes/readers/waypost-compact.ts';
import { ed25519Key, p256Key } from '../primitives/jws-kit.ts';
import { content, forgeCompact, now } from '../venue-code/venue-kit.ts';
import { testReaderLaws } from './reader-kit.ts';
import {
  context,
  impostor,
  nameless,
  namelessOther,
  noCode,
  rawContent,
  renamed,
  tampered,
  thumbprintStart,
  validity,
  venue,
} from './waypost-cases.ts';

const signer = { key: p256Key, portable: true };
const url = await issueCompactVenueCode(content, { host: 'waypost.vn', ...signer });
const base45 = await issueCompactVenueCode(content, { host: null, ...signer });
const read = async (text: string, asked: ReadContext) => waypostCompactReader.read(text, asked);
/** Content that ends behind three empty texts. */
const withoutTexts = Uint8Array.from([...encodeContent(content).subarray(0, 46), 0, 0, 0]);

describe.each([
  ['base32', url],
  ['base45', base45],
])('a compact Waypost code in %s', (encoding, text) => {
  it('is read with all that it says', async () => {
    expect(await read(text, context([p256Key.jwk]))).toEqual({
      format: 'waypost-compact',
      signature: 'valid',
      venue,
      validity,
      raw: { ...rawContent, encoding, keyId: thumbprintStart(p256Key.kid) },
    });
  });

  it('keeps the display code apart', async () => {
    const code = await read(`${text}~7JY6YK5U`, context([p256Key.jwk]));
    expect(code.raw?.display).toBe('7JY6YK5U');
  });

  it.each([
    ['of the key with this thumbprint', [p256Key.jwk], 'valid'],
    ['of that key under any name', [renamed], 'valid'],
    ['of that key under two names', [p256Key.jwk, renamed], 'valid'],
    ['of a key without a name', [nameless], 'valid'],
    ['of a key without a name, among others', [ed25519Key.jwk, namelessOther, nameless], 'valid'],
    ['of a key that is not there', [ed25519Key.jwk], 'untrusted'],
    ['of the key whose name another has', [impostor], 'untrusted'],
    ['where nobody is trusted', [], 'untrusted'],
  ] as const)('its signature %s', async (_name, keys, signature) => {
    const code = await read(text, context(keys));
    expect(code).toMatchObject({ signature, venue, validity, raw: rawContent });
  });

  it.each([
    ['changed', [p256Key.jwk]],
    ['changed, for a key without a name', [nameless]],
  ] as const)('its signature does not hold and it shows nothing: %s', async (_name, keys) => {
    expect(await read(tampered(text), context(keys))).toEqual({
      format: 'waypost-compact',
      ...noCode,
    });
  });

  it('by another key than the one without a name is invalid', async () => {
    expect(await read(text, context([namelessOther]))).toMatchObject({ signature: 'invalid' });
  });

  it.each([
    [content.notBefore - 1, 'not-yet'],
    [content.notBefore, 'in-force'],
    [content.expires - 1, 'in-force'],
    [content.expires, 'expired'],
  ])('at %i its signature is valid, and the code %s', async (at, status) => {
    const code = await read(text, context([p256Key.jwk], at));
    expect(code).toMatchObject({ signature: 'valid', validity: { status } });
  });

  it('is of no issuer: one that is configured changes nothing', async () => {
    const code = await read(text, context([p256Key.jwk], now, 'https://other.example'));
    expect(code.signature).toBe('valid');
  });
});

it.each([
  ['HTTPS://ANY.EXAMPLE/V#', true],
  ['https://any.example/V#', true],
  ['WP1:', true],
  ['https://any.example/v#', false],
  ['HTTP://ANY.EXAMPLE/V#', false],
  ['wp1:', false],
  ['WP2:', false],
  ['', false],
])('%s begins a compact code: %s', (text, expected) => {
  expect(waypostCompactReader.recognises(text)).toBe(expected);
});

it.each([
  ['no base32', 'HTTPS://A.EXAMPLE/V#1', 'text'],
  ['no Base45', 'WP1:abc', 'text'],
  ['nothing', 'WP1:', 'text'],
  ['a wrong display code', `${url}~SHORT`, 'display'],
  ['nobody signed it, and there is no name', forgeCompact(withoutTexts), 'name'],
  ['nobody signed it, and it is no content', forgeCompact(toUtf8('x'.repeat(60))), 'version'],
])('a damaged code is refused as one of this format: %s', async (_name, text, what) => {
  await expect(read(text, context([]))).rejects.toMatchObject({
    code: 'VENUE_CODE_MALFORMED',
    details: { format: 'waypost-compact', what },
  });
});

testReaderLaws(waypostCompactReader, 'waypost-compact', [url, base45, `${base45}~7JY6YK5U`]);
