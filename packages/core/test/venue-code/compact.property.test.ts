import { fromBase32, isWaypostError, toBase32 } from '@waypost/core/primitives';
import { qrMatrix, verifyVenueCode } from '@waypost/core/venue-code';
import { decodeContent, encodeContent, issueCompactVenueCode } from '@waypost/core/waypost-compact';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyOf, outcome } from '../primitives/jws-kit.ts';
import { anyContent, content, forgeCompact, now, trust } from './venue-kit.ts';

const url = forgeCompact(encodeContent(content));
const refused = /^VENUE_CODE_(MALFORMED|SIGNATURE)$/;

describe('compact venue codes: laws', () => {
  it('decode after encode is the identity', () =>
    fc.assert(
      fc.property(anyContent, (any) => {
        expect(decodeContent(encodeContent(any))).toEqual(any);
      }),
    ));

  it('no two byte strings are one content: what can be read is what is written', () =>
    fc.assert(
      fc.property(anyContent, fc.nat(), fc.nat(255), (any, at, byte) => {
        const bytes = encodeContent(any);
        bytes[at % bytes.length] = byte;
        try {
          expect(encodeContent(decodeContent(bytes))).toEqual(bytes);
        } catch (error) {
          if (!isWaypostError(error)) throw error;
          expect(error.code).toBe('VENUE_CODE_MALFORMED');
        }
      }),
      { numRuns: 500 },
    ));

  it('verify after issue is the identity, whatever the implementations', () =>
    fc.assert(
      fc.asyncProperty(
        anyContent,
        fc.constantFrom('ES256', 'EdDSA'),
        fc.constantFrom('wp.example', null),
        fc.boolean(),
        async (any, algorithm, host, portable) => {
          const key = keyOf[algorithm];
          const text = await issueCompactVenueCode(any, { host, key, portable });
          const claims = await verifyVenueCode(text, { ...trust, portable: !portable }, now);
          expect(claims).toMatchObject(any);
        },
      ),
      { numRuns: 60 },
    ));

  it('any byte changed is refused, alike by both implementations', () =>
    fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const bytes = fromBase32(url.slice(url.indexOf('#') + 1));
        bytes[at % bytes.length]! ^= change;
        for (const portable of [false, true]) {
          const run = () => verifyVenueCode(toBase32(bytes), { ...trust, portable }, now);
          expect(await outcome(run)).toBe('VENUE_CODE_SIGNATURE');
        }
      }),
    ));

  it('every truncation is refused', async () => {
    const base45 = await issueCompactVenueCode(content, { host: null, key: keyOf.EdDSA });
    for (const text of [url, base45])
      for (let length = 0; length < text.length; length++)
        expect(await outcome(() => verifyVenueCode(text.slice(0, length), trust, now))).toMatch(
          refused,
        );
  });

  it('any text ends in one of our errors', () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom('HTTPS://A.EXAMPLE/V#', 'WP1:', ''),
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 400 }),
          fc.string({ unit: fc.constantFrom(...'ABCDEFGH2345:'.split('')), maxLength: 700 }),
        ),
        async (prefix, text) => {
          expect(await outcome(() => verifyVenueCode(prefix + text, trust, now))).toMatch(refused);
        },
      ),
      { numRuns: 300 },
    ));

  it('bytes that nobody wrote are refused by our error', () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(() => decodeContent(bytes)).toThrow(
          expect.objectContaining({ code: 'VENUE_CODE_MALFORMED' }),
        );
      }),
    ));
});

describe('QR codes of compact codes', () => {
  const size = (text: string) => qrMatrix(text).size;

  it('are never larger than alphanumeric mode makes them', () =>
    fc.assert(
      fc.asyncProperty(anyContent, async (any) => {
        const base32 = await issueCompactVenueCode(any, { host: 'wp.example', key: keyOf.EdDSA });
        const base45 = await issueCompactVenueCode(any, { host: null, key: keyOf.EdDSA });
        expect(size(base45)).toBeLessThanOrEqual(size('A'.repeat(base45.length)));
        const [link = '', body = ''] = base32.split('#');
        const plain = `${'A'.repeat(link.length)}#${'A'.repeat(body.length)}`;
        expect(size(base32)).toBeLessThanOrEqual(size(plain));
      }),
      { numRuns: 30 },
    ));
});
