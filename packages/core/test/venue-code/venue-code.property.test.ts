import { issueVenueCode, verifyVenueCode } from '@waypost/core/venue-code';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IMPLEMENTATIONS, keyOf, mutate, outcome } from '../primitives/jws-kit.ts';
import { anyContent, by, content, now, trust } from './venue-kit.ts';

const anyAlgorithm = fc.constantFrom('ES256', 'EdDSA');

describe('venue codes: laws', () => {
  it('verify after issue is the identity, whatever the implementations', () =>
    fc.assert(
      fc.asyncProperty(anyContent, anyAlgorithm, fc.boolean(), async (any, algorithm, portable) => {
        const text = await issueVenueCode(any, { ...by, key: keyOf[algorithm], portable });
        const claims = await verifyVenueCode(text, { ...trust, portable: !portable }, now);
        expect(claims).toMatchObject(any);
      }),
      { numRuns: 60 },
    ));

  it('any one character of the JWS changed is refused, alike by both implementations', async () => {
    const text = await issueVenueCode(content, by);
    const start = text.indexOf('#') + 1;
    const anyMutation = fc.tuple(
      fc.integer({ min: start, max: text.length - 1 }),
      fc.integer({ min: 1, max: 64 }),
    );
    await fc.assert(
      fc.asyncProperty(anyMutation, async ([index, shift]) => {
        const codes = await Promise.all(
          IMPLEMENTATIONS.map(([, portable]) =>
            outcome(() => verifyVenueCode(mutate(text, index, shift), { ...trust, portable }, now)),
          ),
        );
        expect(codes[0]).not.toBe('accepted');
        expect(codes[1]).toBe(codes[0]);
      }),
      { numRuns: 200 },
    );
  });

  it('every truncation is refused', async () => {
    const text = await issueVenueCode(content, { ...by, key: keyOf.EdDSA });
    for (let length = 0; length < text.length; length++)
      expect(await outcome(() => verifyVenueCode(text.slice(0, length), trust, now))).toMatch(
        /^VENUE_CODE_(MALFORMED|SIGNATURE)$/,
      );
  });

  it('any text ends in one of our errors', () =>
    fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 400 }), async (text) => {
        const run = () => verifyVenueCode(`https://a.example/v#${text}`, trust, now);
        expect(await outcome(run)).toMatch(/^VENUE_CODE_/);
      }),
      { numRuns: 300 },
    ));
});
