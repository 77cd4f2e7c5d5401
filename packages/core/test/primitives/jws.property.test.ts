import { generateSigningKey, keySet, signingKey, signJws, verifyJws } from '@waypost/core/jws';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bothKeys, IMPLEMENTATIONS, keyOf, mutate, outcome } from './jws-kit.ts';

const options = { typ: 'test', maxLength: 2000 };
const anyAlgorithm = fc.constantFrom('ES256', 'EdDSA');
const anyPayload = fc.uint8Array({ maxLength: 200 });

describe('JWS: laws', () => {
  it('what one implementation signs, the other verifies', () =>
    fc.assert(
      fc.asyncProperty(
        anyAlgorithm,
        anyPayload,
        fc.boolean(),
        async (algorithm, payload, portable) => {
          const text = await signJws(payload, keyOf[algorithm], { typ: 'test', portable });
          const verified = await verifyJws(text, bothKeys, { ...options, portable: !portable });
          expect(verified.payload).toEqual(payload);
        },
      ),
      { numRuns: 50 },
    ));

  it('EdDSA is the same text from both', () =>
    fc.assert(
      fc.asyncProperty(anyPayload, async (payload) => {
        const [host, portable] = await Promise.all(
          IMPLEMENTATIONS.map(([, portable]) =>
            signJws(payload, keyOf.EdDSA, { typ: 'test', portable }),
          ),
        );
        expect(host).toBe(portable);
      }),
      { numRuns: 30 },
    ));

  it('any one character changed is refused by both, and by the same code', async () => {
    for (const algorithm of ['ES256', 'EdDSA'] as const) {
      const text = await signJws(Uint8Array.of(1, 2, 3), keyOf[algorithm], { typ: 'test' });
      const anyMutation = fc.tuple(fc.nat(text.length - 1), fc.integer({ min: 1, max: 64 }));
      await fc.assert(
        fc.asyncProperty(anyMutation, async ([index, shift]) => {
          const changed = mutate(text, index, shift);
          const [host, portable] = await Promise.all(
            IMPLEMENTATIONS.map(([, portable]) =>
              outcome(() => verifyJws(changed, bothKeys, { ...options, portable })),
            ),
          );
          expect(host).not.toBe('accepted');
          expect(portable).toBe(host);
        }),
        { numRuns: 150 },
      );
    }
  });

  it('any text ends in one of our errors', () =>
    fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (text) => {
        const ofThreeParts = text.replaceAll(' ', '.');
        expect(await outcome(() => verifyJws(ofThreeParts, bothKeys, options))).toMatch(/^JWS_/);
      }),
      { numRuns: 300 },
    ));

  it('a generated key loads, signs and is its own thumbprint; the randomness decides it', () =>
    fc.assert(
      fc.asyncProperty(anyAlgorithm, fc.integer({ min: 1, max: 255 }), async (algorithm, byte) => {
        const random = (length: number) => new Uint8Array(length).fill(byte);
        const jwk = generateSigningKey(algorithm, random);
        expect(generateSigningKey(algorithm, random)).toEqual(jwk);
        const key = signingKey(jwk);
        const text = await signJws(Uint8Array.of(byte), key, { typ: 'test' });
        const verified = await verifyJws(text, keySet([key.jwk]), options);
        expect(verified.kid).toBe(jwk.kid);
      }),
      { numRuns: 20 },
    ));
});
