import { createHash, createHmac, hkdfSync } from 'node:crypto';
import {
  fromHex,
  hkdfSha256,
  hmacSha256,
  sha256,
  sha256Stream,
  toHex,
  toUtf8,
} from '@waypost/core/primitives';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

describe('hashes: vectors', () => {
  it('FIPS 180-4, SHA-256 of "abc"', () => {
    const digest = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(toHex(sha256(toUtf8('abc')))).toBe(digest);
    expect(toHex(sha256(toUtf8('a'), new Uint8Array(), toUtf8('bc')))).toBe(digest);
  });

  it('RFC 4231, case 2', () => {
    const mac = hmacSha256(toUtf8('Jefe'), toUtf8('what do ya want '), toUtf8('for nothing?'));
    expect(toHex(mac)).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
  });

  it('RFC 5869, case 3: no salt, no info', () => {
    const okm = hkdfSha256(fromHex('0b'.repeat(22)), '', 42);
    expect(toHex(okm)).toBe(
      '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8',
    );
  });
});

describe('hashes: as Node.js computes them', () => {
  const anyBytes = fc.uint8Array({ maxLength: 200 });

  it('SHA-256, of parts and of a stream', () =>
    fc.assert(
      fc.property(fc.array(anyBytes), (parts) => {
        const expected = createHash('sha256').update(Buffer.concat(parts)).digest('hex');
        const stream = sha256Stream();
        for (const part of parts) stream.update(part);
        expect(toHex(sha256(...parts))).toBe(expected);
        expect(toHex(stream.digest())).toBe(expected);
      }),
    ));

  it('HMAC-SHA256', () =>
    fc.assert(
      fc.property(anyBytes, anyBytes, (key, message) => {
        const expected = createHmac('sha256', key).update(message).digest('hex');
        expect(toHex(hmacSha256(key, message))).toBe(expected);
      }),
    ));

  it('HKDF-SHA256', () =>
    fc.assert(
      fc.property(anyBytes, fc.string(), fc.integer({ min: 1, max: 100 }), (key, info, length) => {
        const expected = hkdfSync('sha256', key, new Uint8Array(), info, length);
        expect(toHex(hkdfSha256(key, info, length))).toBe(toHex(new Uint8Array(expected)));
      }),
    ));
});
