import { issueNhsCode, verifyNhsCode } from '@waypost/core/nhs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forge, outcome, p256Key } from '../primitives/jws-kit.ts';
import { anyVenueId, lookup } from './nhs-kit.ts';

const findKey = lookup({ [p256Key.kid]: p256Key });
const anyShown = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 80 })
  .filter((text) => !/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u.test(text));
const anyClaims = fc.record(
  {
    id: anyVenueId,
    opn: anyShown,
    vt: fc.integer({ min: 0, max: 999 }).map((type) => String(type).padStart(3, '0')),
    pc: anyShown,
  },
  { requiredKeys: ['id', 'opn'] },
);

describe('codes: laws', () => {
  it('verify after issue is the identity', () =>
    fc.assert(
      fc.asyncProperty(anyClaims, fc.boolean(), async (claims, portable) => {
        const text = await issueNhsCode(claims, { key: p256Key, portable });
        const code = await verifyNhsCode(text, findKey, { portable: !portable });
        expect(code).toEqual({ version: 1, kid: p256Key.kid, claims });
      }),
      { numRuns: 40 },
    ));

  it('any text ends in one of our errors', () =>
    fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 400 }), async (text) => {
        for (const any of [text, `UKC19TRACING:1:${text}`])
          expect(await outcome(() => verifyNhsCode(any, findKey))).toMatch(/^VENUE_CODE_/);
      }),
      { numRuns: 500 },
    ));

  it('any header and claims that are signed end in a result or one of our errors', () =>
    fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (any, claims) => {
        for (const header of [any, { alg: 'ES256', kid: p256Key.kid }]) {
          const text = `UKC19TRACING:1:${forge(header, claims, p256Key)}`;
          const code = await outcome(() => verifyNhsCode(text, findKey));
          expect(code).toMatch(/^(VENUE_CODE_|accepted)/);
        }
      }),
      { numRuns: 100 },
    ));
});
