import { parseJsonObject } from '@waypost/core/jws';
import { fromBase64Url } from '@waypost/core/primitives';
import { issueVenueCode } from '@waypost/core/venue-code';
import { describe, expect, it } from 'vitest';
import type { ReadContext } from '../../src/venue-codes/reader.ts';
import { waypostReader } from '../../src/venue-codes/readers/waypost.ts';
import { ed25519Key, forge, p256Key } from '../primitives/jws-kit.ts';
import { by, content, issuer, now } from '../venue-code/venue-kit.ts';
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
  validity,
  venue,
} from './waypost-cases.ts';

const url = await issueVenueCode(content, { ...by, portable: true });
const read = async (text: string, asked: ReadContext) => waypostReader.read(text, asked);
const claims = parseJsonObject(fromBase64Url(url.split('#')[1]?.split('.')[1] ?? ''));
const withHeader = (other: object, key = p256Key): string => {
  const header = { alg: 'ES256', kid: p256Key.kid, typ: 'venue+jwt', ...other };
  return `https://a.example/v#${forge(header, claims, key)}`;
};
describe('a Waypost code', () => {
  it('is read with all that it says', async () => {
    expect(await read(url, context([p256Key.jwk]))).toEqual({
      format: 'waypost',
      signature: 'valid',
      venue,
      validity,
      raw: { ...rawContent, algorithm: 'ES256', kid: p256Key.kid, issuer },
    });
  });

  it('keeps the display code apart, and has a zone where it says one', async () => {
    const text = await issueVenueCode({ ...content, zone: 'Quầy 3', address: '' }, by);
    const code = await read(`${text}~7JY6YK5U`, context([p256Key.jwk]));
    expect(code.raw?.display).toBe('7JY6YK5U');
    expect(code.venue).toEqual({ ...venue, zone: 'Quầy 3', address: null });
  });

  it.each([
    ['https://any.example/v#', true],
    ['https://localhost:8443/v#eyJ', true],
    ['HTTPS://ANY.EXAMPLE/V#', false],
    ['http://any.example/v#', false],
    ['https://any.example/v', false],
    ['https://any.example/v?a#', false],
    ['https:///v#', false],
    ['WP1:', false],
    ['', false],
  ])('is recognised by its beginning: %s, %s', (text, expected) => {
    expect(waypostReader.recognises(text)).toBe(expected);
  });

  it.each([
    [content.notBefore - 1, 'not-yet'],
    [content.notBefore, 'in-force'],
    [content.expires - 1, 'in-force'],
    [content.expires, 'expired'],
  ])('at %i its signature is valid, and the code %s', async (at, status) => {
    const code = await read(url, context([p256Key.jwk], at));
    expect(code).toMatchObject({ signature: 'valid', validity: { status } });
  });
});

describe('its signature', () => {
  it.each([
    ['of the key that kid names', [p256Key.jwk], undefined, 'valid'],
    ['of a key without a name', [nameless], undefined, 'valid'],
    [
      'of a key without a name, among others',
      [namelessOther, ed25519Key.jwk, nameless],
      undefined,
      'valid',
    ],
    ['of a key under another name', [renamed], undefined, 'untrusted'],
    ['of a key that is not there', [ed25519Key.jwk], undefined, 'untrusted'],
    ['where nobody is trusted', [], undefined, 'untrusted'],
    [
      'where the one key without a name is of another algorithm',
      [namelessOther],
      undefined,
      'untrusted',
    ],
    ['of the configured issuer', [p256Key.jwk], issuer, 'valid'],
    ['of another issuer', [p256Key.jwk], 'https://other.example', 'untrusted'],
    [
      'of another issuer, by a key without a name',
      [nameless],
      'https://other.example',
      'untrusted',
    ],
  ] as const)('%s', async (_name, keys, configured, signature) => {
    const code = await read(url, context(keys, now, configured));
    expect(code).toMatchObject({ signature, venue, validity, raw: rawContent });
  });

  it.each([
    ['changed', tampered(url), [p256Key.jwk]],
    ['changed, for a key without a name', tampered(url), [nameless]],
    ['by a named key of another algorithm', url, [impostor]],
    ['by another key under the same name', withHeader({ alg: 'EdDSA' }, ed25519Key), [p256Key.jwk]],
    ['by none', withHeader({ alg: 'none' }), [p256Key.jwk]],
    ['by HMAC', withHeader({ alg: 'HS256' }), []],
    ['cut off', url.slice(0, -2), []],
    ['missing', url.slice(0, url.lastIndexOf('.') + 1), []],
  ] as const)('that does not hold shows nothing: %s', async (_name, text, keys) => {
    expect(await read(text, context(keys))).toEqual({ format: 'waypost', ...noCode });
  });

  it('without kid is of no named key', async () => {
    const text = withHeader({ kid: undefined });
    expect(await read(text, context([p256Key.jwk]))).toMatchObject({ signature: 'untrusted' });
    const tried = await read(text, context([nameless]));
    expect(tried).toMatchObject({ signature: 'valid', raw: { kid: null } });
  });

  it('comes before the issuer: what does not hold is never merely untrusted', async () => {
    const code = await read(tampered(url), context([p256Key.jwk], now, 'https://other.example'));
    expect(code.signature).toBe('invalid');
  });
});

describe('a damaged code', () => {
  const refusal = { code: 'VENUE_CODE_MALFORMED', details: { format: 'waypost' } };
  const forged = (other: object) =>
    withHeader({}).replace(/#.*/, '#') +
    forge({ alg: 'ES256', kid: p256Key.kid, typ: 'venue+jwt' }, { ...claims, ...other }, p256Key);

  it.each([
    ['no JWS', 'https://a.example/v#x'],
    ['two parts', 'https://a.example/v#e30.e30'],
    ['base64 with padding', `${url}==`],
    ['a wrong display code', `${url}~short`],
    ['another typ', withHeader({ typ: 'JWT' })],
    ['no typ', withHeader({ typ: undefined })],
    ['an embedded key', withHeader({ jwk: p256Key.jwk })],
    ['crit', withHeader({ crit: ['exp'] })],
    ['no name', forged({ nam: '' })],
    ['a name that deceives', forged({ nam: 'a\u202eb' })],
    ['a claim too many', forged({ aud: 'x' })],
    ['no JSON', `https://a.example/v#${url.split('#')[1]?.replace(/\..*\./, '.Zm9v.')}`],
    ['more than 2,048 characters', `${url}${'A'.repeat(2048)}`],
  ])('is refused as one of this format: %s', async (_name, text) => {
    await expect(read(text, context([]))).rejects.toMatchObject(refusal);
  });
});

testReaderLaws(waypostReader, 'waypost', [url, `${url}~7JY6YK5U`]);
