import { ed25519 } from '@noble/curves/ed25519.js';
import { keySet, signingKey, verificationKey } from '@waypost/core/jws';
import { toBase64Url } from '@waypost/core/primitives';
import { describe, expect, it } from 'vitest';
import { ed25519Key, mutate, outcome, p256Key, torsionPoint } from './jws-kit.ts';

describe('keys', () => {
  const { jwk, privateJwk } = p256Key;
  const { jwk: edJwk } = ed25519Key;
  const smallOrder = toBase64Url(Uint8Array.of(1, ...new Uint8Array(31)));
  const mixedOrder = toBase64Url(
    ed25519.Point.fromBytes(ed25519Key.publicKey).add(torsionPoint).toBytes(),
  );

  it.each<readonly [string, unknown]>([
    ['null', null],
    ['text', 'key'],
    ['nothing in it', {}],
    ['a secret key', { kty: 'oct', k: 'AAAA' }],
    ['RSA', { kty: 'RSA', n: 'AAAA', e: 'AQAB' }],
    ['another curve', { ...jwk, crv: 'P-384' }],
    ['the curve of another type', { ...edJwk, crv: 'P-256' }],
    ['Ed448', { ...edJwk, crv: 'Ed448' }],
    ['X25519', { ...edJwk, crv: 'X25519' }],
    ['its private half', privateJwk],
    ['use enc', { ...jwk, use: 'enc' }],
    ['key_ops without verify', { ...jwk, key_ops: ['sign'] }],
    ['key_ops not a list', { ...jwk, key_ops: 'verify' }],
    ['alg of another key', { ...jwk, alg: 'EdDSA' }],
    ['alg by its second name', { ...edJwk, alg: 'Ed25519' }],
    ['no y', { ...jwk, y: undefined }],
    ['x a number', { ...jwk, x: 1 }],
    ['x too short', { ...jwk, x: jwk.x.slice(4) }],
    ['x with padding', { ...jwk, x: `${jwk.x}=` }],
    ['a point off the curve', { ...jwk, x: mutate(jwk.x, 3) }],
    ['a point of small order', { ...edJwk, x: smallOrder }],
    ['a point of mixed order', { ...edJwk, x: mixedOrder }],
    ['an encoding of no point', { ...edJwk, x: toBase64Url(new Uint8Array(32).fill(0xff)) }],
  ])('verificationKey refuses: %s', async (_case, value) => {
    expect(await outcome(() => verificationKey(value))).toBe('KEY_UNSUITABLE');
  });

  it.each<readonly [string, readonly unknown[]]>([
    ['no kid', [{ ...jwk, kid: undefined }]],
    ['the kid of another key', [{ ...jwk, kid: edJwk.kid }]],
    ['one key twice', [jwk, edJwk, { ...jwk }]],
    ['an unsuitable key', [jwk, { ...edJwk, use: 'enc' }]],
  ])('keySet refuses: %s', async (_case, jwks) => {
    expect(await outcome(() => keySet(jwks))).toBe('KEY_UNSUITABLE');
  });

  it.each<readonly [string, unknown]>([
    ['a public key', jwk],
    ['d of another key', { ...privateJwk, d: ed25519Key.privateJwk.d }],
    ['d of zero', { ...privateJwk, d: toBase64Url(new Uint8Array(32)) }],
    ['d over the group order', { ...privateJwk, d: toBase64Url(new Uint8Array(32).fill(0xff)) }],
    ['key_ops without sign', { ...privateJwk, key_ops: ['verify'] }],
    ['use enc', { ...privateJwk, use: 'enc' }],
  ])('signingKey refuses: %s', async (_case, value) => {
    expect(await outcome(() => signingKey(value))).toBe('KEY_UNSUITABLE');
  });

  it('verificationKey ignores what it does not know, and takes fitting use and key_ops', () => {
    const key = verificationKey({ ...jwk, kid: 'any', key_ops: ['verify'], 'x5t#S256': 'any' });
    expect(key.jwk).toEqual(jwk);
  });

  it('a published key holds nothing of its secret', () => {
    expect(Object.keys(p256Key.jwk).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
  });
});
