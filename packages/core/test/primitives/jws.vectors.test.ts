import {
  jwkThumbprint,
  type PublicJwk,
  signingKey,
  signJws,
  verificationKey,
  verifyJwsWithKey,
} from '@waypost/core/jws';
import { fromUtf8, toUtf8 } from '@waypost/core/primitives';
import { CompactSign, calculateJwkThumbprint, compactVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { IMPLEMENTATIONS, mutate, outcome } from './jws-kit.ts';
import rfc from './jws-rfc.json' with { type: 'json' };

const cases = rfc.cases.map((vector) => {
  const { d: _secret, ...publicHalf } = vector.key;
  return { ...vector, publicHalf: publicHalf as PublicJwk, key: verificationKey(publicHalf) };
});

describe.each(IMPLEMENTATIONS)('JWS by %s: vectors of the RFCs', (_name, portable) => {
  const options = { maxLength: 1000, portable };

  it.each(cases)('$name: accepted', async ({ jws, key, payload }) => {
    const verified = await verifyJwsWithKey(jws, key, options);
    expect(fromUtf8(verified.payload)).toBe(payload);
    expect(verified.kid).toBe(key.kid);
  });

  it.each(cases)('$name: refused with any bit of the signature flipped', async ({ jws, key }) => {
    const start = jws.lastIndexOf('.') + 1;
    for (let i = start; i < jws.length; i += 7) {
      const code = await outcome(() => verifyJwsWithKey(mutate(jws, i), key, options));
      expect(['JWS_SIGNATURE', 'JWS_MALFORMED']).toContain(code);
    }
  });

  it.each(cases)('$name: refused when truncated', async ({ jws, key }) => {
    for (let length = 0; length < jws.length; length++) {
      const code = await outcome(() => verifyJwsWithKey(jws.slice(0, length), key, options));
      expect(code).not.toBe('accepted');
    }
  });

  it.each(rfc.cases)('$name: what its key signs, jose verifies', async ({ key, payload }) => {
    const signer = signingKey(key);
    const text = await signJws(toUtf8(payload), signer, { typ: 'test', portable });
    const verified = await compactVerify(text, { ...signer.jwk });
    expect(fromUtf8(verified.payload)).toBe(payload);
    expect(verified.protectedHeader).toEqual({
      alg: signer.algorithm,
      kid: signer.kid,
      typ: 'test',
    });
  });

  it.each(rfc.cases)('$name: what jose signs with its key, holds', async ({ key, payload }) => {
    const { algorithm, jwk } = signingKey(key);
    const text = await new CompactSign(toUtf8(payload))
      .setProtectedHeader({ alg: algorithm })
      .sign({ ...key });
    const verified = await verifyJwsWithKey(text, verificationKey(jwk), options);
    expect(fromUtf8(verified.payload)).toBe(payload);
  });
});

describe('JWK thumbprint', () => {
  it('is that of RFC 8037, A.3', () => {
    expect(jwkThumbprint(rfc.cases[1]?.key as PublicJwk)).toBe(rfc.cases[1]?.thumbprint);
  });

  it.each(cases)('$name: is that of jose', async ({ publicHalf }) => {
    expect(jwkThumbprint(publicHalf)).toBe(await calculateJwkThumbprint({ ...publicHalf }));
  });
});
