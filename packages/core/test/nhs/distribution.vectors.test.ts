import { createPrivateKey, sign } from 'node:crypto';
import { type PrivateJwk, verificationKey } from '@waypost/core/jws';
import { type SignedNhsResponse, verifyNhsDistribution } from '@waypost/core/nhs';
import { fromForeignBase64, toBase64 } from '@waypost/core/primitives/foreign';
import { describe, expect, it } from 'vitest';
import { ed25519Key, IMPLEMENTATIONS, outcome, p256Key } from '../primitives/jws-kit.ts';
import vectors from '../vectors/nhs.json' with { type: 'json' };
import { at, jwkOf, lookup } from './nhs-kit.ts';

const STATIC_KEY = '3ca3a36d-c9c4-421e-b76b-6f755bef244b';
const DYNAMIC_KEY = 'b4c27bf3-8a76-4d2b-b91c-2152e7710a57';
const { static: file, dynamic } = vectors.distribution;
const findKey = lookup({
  [STATIC_KEY]: verificationKey(jwkOf(file.publicKey)),
  [DYNAMIC_KEY]: verificationKey(jwkOf(dynamic.publicKey)),
  own: p256Key,
  okp: ed25519Key,
});
const verify = (response: SignedNhsResponse) => verifyNhsDistribution(response, findKey);

const [requestId = '', method = '', path = ''] = dynamic.signedPrefix.split(':');
const request = { requestId, method, path };
const cases = [
  {
    name: 'a distributed file',
    keyId: STATIC_KEY,
    signedAt: at('2020-08-03T23:20:48Z'),
    response: {
      signature: file.signature,
      date: file.date,
      body: fromForeignBase64(file.body),
    } as SignedNhsResponse,
  },
  {
    name: 'a dynamic endpoint',
    keyId: DYNAMIC_KEY,
    signedAt: at('2020-08-02T18:13:05Z'),
    response: {
      signature: dynamic.signature,
      date: dynamic.date,
      body: new Uint8Array(),
      request,
    } as SignedNhsResponse,
  },
];

const okpJwk = ed25519Key.privateJwk as PrivateJwk & { kty: 'OKP' };

/** The DER form of 64 bytes. */
function derOf(raw: Uint8Array): Uint8Array {
  const numbers = [raw.subarray(0, 32), raw.subarray(32)].map((digits) => {
    const magnitude = digits.subarray(digits.findIndex((digit) => digit !== 0));
    const number = magnitude[0]! > 0x7f ? [0, ...magnitude] : [...magnitude];
    return [2, number.length, ...number];
  });
  const content = numbers.flat();
  return Uint8Array.of(0x30, content.length, ...content);
}

/** A response signed by another implementation, in DER as it comes out of it. */
function forgeResponse(
  response: Omit<SignedNhsResponse, 'signature'>,
  keyId = 'own',
): SignedNhsResponse {
  const { requestId: id, method: verb, path: where } = response.request ?? request;
  const prefix = response.request ? `${id}:${verb}:${where}:` : '';
  const message = Buffer.concat([Buffer.from(`${prefix}${response.date}:`), response.body]);
  const jwk = { ...(p256Key.privateJwk as PrivateJwk & { kty: 'EC' }) };
  const der = sign('sha256', message, createPrivateKey({ key: jwk, format: 'jwk' }));
  return { ...response, signature: `keyId="${keyId}",signature="${toBase64(der)}"` };
}

describe.each(cases)('signature of $name: vectors', ({ response, keyId, signedAt }) => {
  it.each(IMPLEMENTATIONS)('holds by %s', async (_name, portable) => {
    const verified = await verifyNhsDistribution(response, findKey, { portable });
    expect(verified).toEqual({ keyId, signedAt });
  });

  it('does not hold of the other kind of response', async () => {
    const { request: asked, ...others } = response;
    const other = asked ? others : { ...others, request };
    expect(await outcome(() => verify(other))).toBe('VENUE_LIST_SIGNATURE');
  });

  it('does not hold with a bit flipped anywhere', async () => {
    const [start = '', der = ''] = response.signature.split(/(?<=signature=")/);
    const bytes = fromForeignBase64(der.slice(0, -1));
    for (let i = 0; i < bytes.length; i++) {
      const flipped = bytes.slice();
      flipped[i]! ^= 1 << (i % 8);
      const signature = `${start}${toBase64(flipped)}"`;
      expect(await outcome(() => verify({ ...response, signature }))).toBe('VENUE_LIST_SIGNATURE');
    }
  });

  it('does not hold truncated', async () => {
    for (let length = 0; length < response.signature.length; length += 3) {
      const signature = response.signature.slice(0, length);
      for (const text of [signature, `${signature}"`])
        expect(await outcome(() => verify({ ...response, signature: text }))).toMatch(
          /^VENUE_LIST_(MALFORMED|SIGNATURE)$/,
        );
    }
  });

  it('does not hold at another time, nor with another byte', async () => {
    const date = response.date.replace(':05', ':06').replace(':48', ':49');
    const body = Uint8Array.of(...response.body, 0x0a);
    for (const other of [{ date }, { body }])
      expect(await outcome(() => verify({ ...response, ...other }))).toBe('VENUE_LIST_SIGNATURE');
  });

  it('is refused without its key', async () => {
    const run = () => verifyNhsDistribution(response, () => undefined);
    expect(await outcome(run)).toBe('VENUE_LIST_SIGNATURE');
  });
});

describe('signatures of responses', () => {
  const date = 'Mon, 03 Aug 2020 23:20:48 UTC';
  const body = Uint8Array.of(1, 2, 3);

  it.each([
    ['a distributed file', { date, body }],
    ['a dynamic endpoint with a body', { date, body, request }],
    ['a date in GMT', { date: date.replace('UTC', 'GMT'), body }],
  ])('of %s by another implementation hold', async (_name, response) => {
    for (let i = 0; i < 20; i++)
      expect(await verify(forgeResponse(response))).toEqual({
        keyId: 'own',
        signedAt: at('2020-08-03T23:20:48Z'),
      });
  });

  it('do not cover the body that stands beside the dynamic vector', async () => {
    const other = fromForeignBase64(dynamic.bodyThatWasNotSigned);
    const response = { signature: dynamic.signature, date: dynamic.date, body: other, request };
    expect(await outcome(() => verify(response))).toBe('VENUE_LIST_SIGNATURE');
  });

  it.each([
    ['of a dynamic endpoint for another request', { request: { ...request, requestId: 'x' } }],
    ['of a dynamic endpoint by another method', { request: { ...request, method: 'GET' } }],
    ['of a dynamic endpoint at another path', { request: { ...request, path: '/x' } }],
  ])('%s do not hold', async (_name, other) => {
    const response = { ...forgeResponse({ date, body, request }), ...other };
    expect(await outcome(() => verify(response))).toBe('VENUE_LIST_SIGNATURE');
  });

  it('do not hold by a key of another algorithm', async () => {
    const key = createPrivateKey({ key: { ...okpJwk }, format: 'jwk' });
    const raw = sign(null, Buffer.concat([Buffer.from(`${date}:`), body]), key);
    const signature = `keyId="okp",signature="${toBase64(derOf(raw))}"`;
    expect(await outcome(() => verify({ signature, date, body }))).toBe('VENUE_LIST_SIGNATURE');
  });

  const good = forgeResponse({ date, body });

  it.each<readonly [string, object]>([
    ['no signature header', { signature: undefined }],
    ['an empty header', { signature: '' }],
    ['no key id', { signature: good.signature.replace('own', '') }],
    ['a member before', { signature: `x="y",${good.signature}` }],
    ['a member behind', { signature: `${good.signature},x="y"` }],
    ['a space', { signature: good.signature.replace(',', ', ') }],
    ['a header too long', { signature: good.signature.replace('own', 'x'.repeat(300)) }],
    ['no date', { date: undefined }],
    ['a date in ISO 8601', { date: '2020-08-03T23:20:48Z' }],
    ['another day of the week', { date: date.replace('Mon', 'Tue') }],
    ['the 31st of June', { date: 'Wed, 31 Jun 2020 23:20:48 UTC' }],
    ['a zone', { date: date.replace('UTC', 'BST') }],
    ['a body that is text', { body: 'text' }],
  ])('are malformed with %s', async (_name, change) => {
    const run = () => verify({ ...good, ...change });
    expect(await outcome(run)).toBe('VENUE_LIST_MALFORMED');
  });
});
