import {
  buildLucaUrl,
  decodeLucaGuestCode,
  decodeLucaGuestRecord,
  encodeLucaGuestCode,
  fromZ85,
  isLucaGuestCode,
  openLucaUserData,
  parseLucaUrl,
  toZ85,
} from '@waypost/core/luca';
import { fromBase64Url } from '@waypost/core/primitives';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ends } from '../venue-codes/fault-kit.ts';
import { published, tableUrl } from './luca-kit.ts';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const Z85_DIGITS =
  '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#';
const anyZ85 = (length: number) =>
  fc.string({
    unit: fc.constantFrom(...Z85_DIGITS.split('')),
    minLength: length,
    maxLength: length,
  });

const anyRecord = fc.record({
  version: fc.nat({ max: 255 }),
  deviceType: fc.nat({ max: 255 }),
  keyId: fc.nat({ max: 255 }),
  timestamp: fc.nat({ max: 2 ** 32 - 1 }),
  traceId: bytes(16),
  encData: bytes(32),
  ephemeralPublicKey: bytes(33),
  verificationTag: bytes(8),
});

const anyUrl = fc.record({
  kind: fc.constantFrom('table' as const, 'meeting' as const),
  scannerId: fc.uuid(),
  data: fc.option(
    fc.dictionary(fc.string({ maxLength: 10 }), fc.oneof(fc.string(), fc.integer()), {
      maxKeys: 5,
    }),
  ),
});

describe('Luca: properties', () => {
  it('Z85 is one text for one byte string', () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), anyZ85(10), (any, text) => {
        const whole = any.subarray(0, any.length - (any.length % 4));
        expect(fromZ85(toZ85(whole))).toEqual(whole.slice());
        let read: Uint8Array | null = null;
        ends(() => {
          read = fromZ85(text);
        });
        if (read !== null) expect(toZ85(read)).toBe(text);
      }),
    ));

  it('a guest code is read as it was written', () =>
    fc.assert(
      fc.property(anyRecord, (record) => {
        const code = encodeLucaGuestCode(record);
        expect(isLucaGuestCode(code)).toBe(true);
        expect(decodeLucaGuestCode(code)).toEqual({ ...record, verified: false });
      }),
    ));

  it('a URL is read as it was written', () =>
    fc.assert(
      fc.property(anyUrl, fc.uint8Array({ minLength: 1 }), (url, payload) => {
        // Read as any other member, but no assertion compares it.
        fc.pre(!Object.hasOwn(url.data ?? {}, '__proto__'));
        const parsed = parseLucaUrl(buildLucaUrl(url, payload));
        expect(parsed).toEqual({ ...url, cwaPayload: expect.any(String) });
        expect(fromBase64Url(parsed.cwaPayload ?? '')).toEqual(payload.slice());
      }),
    ));

  it('every decoder ends on anything', () =>
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), anyZ85(125), anyZ85(120)),
        fc.oneof(bytes(96), fc.uint8Array()),
        (text, random) => {
          expect(ends(() => decodeLucaGuestCode(text))).toBe(true);
          expect(ends(() => fromZ85(text))).toBe(true);
          expect(ends(() => parseLucaUrl(text))).toBe(true);
          expect(ends(() => decodeLucaGuestRecord(random))).toBe(true);
          expect(
            ends(() => openLucaUserData(decodeLucaGuestRecord(random), published.dailySecret)),
          ).toBe(true);
        },
      ),
      { numRuns: 200 },
    ));

  it('every mutation of a URL ends', () => {
    const { url } = tableUrl;
    const anyMutation = fc
      .tuple(fc.nat({ max: url.length }), fc.nat({ max: 20 }), fc.string({ maxLength: 8 }))
      .map(([at, cut, put]) => url.slice(0, at) + put + url.slice(at + cut));
    fc.assert(
      fc.property(anyMutation, (text) => {
        expect(ends(() => parseLucaUrl(text))).toBe(true);
      }),
    );
  });

  it('a URL of nothing but separators ends at once', () => {
    const place = buildLucaUrl({ kind: 'table', scannerId: tableUrl.scannerId, data: null });
    expect(ends(() => parseLucaUrl(`${place}#${'/CWA1/'.repeat(700)}`))).toBe(true);
  });
});
