import { createECDH, generateKeyPairSync, sign } from 'node:crypto';
import { concatBytes, fromHex, sha256, toHex, toUtf8 } from '@waypost/core/primitives';
import {
  generateP256Secret,
  p256PublicKey,
  p256SharedSecret,
  verifyP256Digest,
} from '@waypost/core/primitives/foreign';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcome } from './jws-kit.ts';

// NIST CAVS 14.1, ECC CDH primitive, curve P-256, COUNT = 0.
const nist = {
  theirX: '700c48f77f56584c5cc632ca65640db91b6bacce3a4df6b42ce7cc838833d287',
  theirY: 'db71e509e3fd9b060ddb20ba5c51dcc5948d46fbf640dfe0441782cab85fa4ac',
  secret: '7d7dc5f71eb29ddaf80d6214632eeae03d9058af1fb6d22ed80badb62bc1a534',
  ourX: 'ead218590119e8876b29146ff89ca61770c4edbbf97d38ce385ed281d8a6b230',
  ourY: '28af61281fd35e2fa7002523acc85a429cb06ee6648325389f59edfce1405141',
  shared: '46fc62106420ff012e54a434fbdd2d25ccc5852060561e68040dd7778997bd7b',
};
const ORDER = 'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551';
const compressed = (x: string, y: string): string => ((fromHex(y)[31] ?? 0) & 1 ? '03' : '02') + x;
const secret = fromHex(nist.secret);
const theirs = fromHex(`04${nist.theirX}${nist.theirY}`);

describe('NIST CAVS: ECC CDH on P-256', () => {
  it('gives the public key', () => {
    expect(toHex(p256PublicKey(secret))).toBe(compressed(nist.ourX, nist.ourY));
  });

  it('gives the shared secret, from either form of the other key', () => {
    expect(toHex(p256SharedSecret(secret, theirs))).toBe(nist.shared);
    const short = fromHex(compressed(nist.theirX, nist.theirY));
    expect(toHex(p256SharedSecret(secret, short))).toBe(nist.shared);
  });

  it('takes a point and its mirror image alike, since x is all there is of it', () => {
    const mirrored = fromHex(compressed(nist.theirX, nist.theirY));
    mirrored[0]! ^= 1;
    expect(toHex(p256SharedSecret(secret, mirrored))).toBe(nist.shared);
  });

  it('gives another one for another secret', () => {
    for (let bit = 0; bit < 255; bit += 17) {
      const other = secret.map((byte, i) =>
        i === 31 - (bit >>> 3) ? byte ^ (1 << (bit & 7)) : byte,
      );
      expect(toHex(p256SharedSecret(other, theirs))).not.toBe(nist.shared);
    }
  });
});

describe('a key that is none is refused', () => {
  const moved = theirs.slice();
  moved[64]! ^= 1;

  it.each<readonly [string, () => unknown, string]>([
    ['a point off the curve', () => p256SharedSecret(secret, moved), 'KEY_UNSUITABLE'],
    ['a truncated point', () => p256SharedSecret(secret, theirs.subarray(0, 64)), 'KEY_UNSUITABLE'],
    ['an x alone', () => p256SharedSecret(secret, theirs.subarray(1, 33)), 'KEY_UNSUITABLE'],
    [
      'a point without its tag',
      () => p256SharedSecret(secret, theirs.subarray(1)),
      'KEY_UNSUITABLE',
    ],
    [
      'a longer point',
      () => p256SharedSecret(secret, new Uint8Array([...theirs, 0])),
      'KEY_UNSUITABLE',
    ],
    ['the point at infinity', () => p256SharedSecret(secret, Uint8Array.of(0)), 'KEY_UNSUITABLE'],
    [
      '(0, 0)',
      () => p256SharedSecret(secret, Uint8Array.of(4, ...new Uint8Array(64))),
      'KEY_UNSUITABLE',
    ],
    ['no point', () => p256SharedSecret(secret, new Uint8Array()), 'KEY_UNSUITABLE'],
    [
      'a point in text',
      () => p256SharedSecret(secret, '04' as unknown as Uint8Array),
      'KEY_UNSUITABLE',
    ],
    [
      'x over the field',
      () => p256SharedSecret(secret, fromHex(`02${'ff'.repeat(32)}`)),
      'KEY_UNSUITABLE',
    ],
    ['a tag of 5', () => p256SharedSecret(secret, fromHex(`05${nist.theirX}`)), 'KEY_UNSUITABLE'],
    ['the secret 0', () => p256SharedSecret(new Uint8Array(32), theirs), 'KEY_UNSUITABLE'],
    ['the secret 0, of a public key', () => p256PublicKey(new Uint8Array(32)), 'KEY_UNSUITABLE'],
    ['the order as a secret', () => p256PublicKey(fromHex(ORDER)), 'KEY_UNSUITABLE'],
    ['a short secret', () => p256PublicKey(secret.subarray(1)), 'BYTES_LENGTH'],
    ['a long secret', () => p256SharedSecret(new Uint8Array(33).fill(1), theirs), 'BYTES_LENGTH'],
    ['a secret in text', () => p256PublicKey(nist.secret as unknown as Uint8Array), 'BYTES_LENGTH'],
  ])('%s', async (_name, run, code) => {
    expect(await outcome(run)).toBe(code);
  });

  it('the largest secret is one', () => {
    const largest = fromHex(ORDER);
    largest[31]! -= 1;
    expect(p256PublicKey(largest)).toHaveLength(33);
  });
});

describe('P-256: laws', () => {
  const anySecret = fc
    .uint8Array({ minLength: 48, maxLength: 48 })
    .map((seed) => generateP256Secret(() => seed));

  it('both sides share one secret, and so does Node.js', () =>
    fc.assert(
      fc.property(anySecret, anySecret, (a, b) => {
        const shared = toHex(p256SharedSecret(a, p256PublicKey(b)));
        expect(toHex(p256SharedSecret(b, p256PublicKey(a)))).toBe(shared);
        const node = createECDH('prime256v1');
        node.setPrivateKey(a);
        expect(node.computeSecret(p256PublicKey(b)).toString('hex')).toBe(shared);
        expect(node.getPublicKey('hex', 'compressed')).toBe(toHex(p256PublicKey(a)));
      }),
      { numRuns: 20 },
    ));

  it('a fresh secret follows from 48 bytes that are asked for, and is in range', () =>
    fc.assert(
      fc.property(fc.constantFrom(0x00, 0x01, 0x7f, 0xff), (byte) => {
        const asked: number[] = [];
        const fresh = generateP256Secret((length) => {
          asked.push(length);
          return new Uint8Array(length).fill(byte);
        });
        expect(asked).toEqual([48]);
        expect(fresh).toHaveLength(32);
        expect(p256PublicKey(fresh)).toHaveLength(33);
      }),
    ));

  it('any bytes are a point or refused by our error', () =>
    fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 70 }), async (bytes) => {
        expect(await outcome(() => p256SharedSecret(secret, bytes))).toMatch(
          /^(accepted|KEY_UNSUITABLE)$/,
        );
      }),
      { numRuns: 200 },
    ));
});

describe('a signature over a digest', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const key = concatBytes(
    Uint8Array.of(4),
    ...[x, y].map((part) => Buffer.from(part, 'base64url')),
  );
  const message = toUtf8('in pieces');
  const digest = sha256(message);
  const signature = new Uint8Array(
    sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' }),
  );

  it('of Node.js holds, and so does its high or low twin', () => {
    expect(verifyP256Digest({ digest, signature }, key)).toBe(true);
    const s = BigInt(`0x${ORDER}`) - BigInt(`0x${toHex(signature.subarray(32))}`);
    const twin = fromHex(toHex(signature.subarray(0, 32)) + s.toString(16).padStart(64, '0'));
    expect(verifyP256Digest({ digest, signature: twin }, key)).toBe(true);
  });

  it('does not hold with a bit flipped, over another digest, by another key or cut off', () => {
    for (let bit = 0; bit < 512; bit += 31) {
      const flipped = signature.slice();
      flipped[bit >>> 3]! ^= 1 << (bit & 7);
      expect(verifyP256Digest({ digest, signature: flipped }, key)).toBe(false);
    }
    const other = sha256(toUtf8('in one piece'));
    expect(verifyP256Digest({ digest: other, signature }, key)).toBe(false);
    expect(verifyP256Digest({ digest, signature }, theirs)).toBe(false);
    for (const length of [0, 32, 63, 65])
      expect(verifyP256Digest({ digest, signature: new Uint8Array(length).fill(1) }, key)).toBe(
        false,
      );
  });
});
