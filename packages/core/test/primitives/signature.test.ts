import { signingKey } from '@waypost/core/jws';
import { fromHex, toBase64Url, toHex, toUtf8 } from '@waypost/core/primitives';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { signBytes, verifyBytes } from '../../src/primitives/signature.ts';
import { ed25519Key, IMPLEMENTATIONS, keyOf, outcome, p256Key } from './jws-kit.ts';

const b64 = (hex: string): string => toBase64Url(fromHex(hex));
const flip = (bytes: Uint8Array, bit: number): Uint8Array =>
  bytes.map((byte, i) => (i === bit >>> 3 ? byte ^ (1 << (bit & 7)) : byte));

const vectors = [
  {
    name: 'RFC 8032, section 7.1, test 1',
    key: signingKey({
      kty: 'OKP',
      crv: 'Ed25519',
      x: b64('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a'),
      d: b64('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60'),
    }),
    message: new Uint8Array(),
    signature:
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b' +
      'd25bf5f0595bbe24655141438e7a100b',
  },
  {
    name: 'RFC 6979, appendix A.2.5, SHA-256, "sample"',
    key: signingKey({
      kty: 'EC',
      crv: 'P-256',
      x: b64('60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6'),
      y: b64('7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299'),
      d: b64('c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721'),
    }),
    message: toUtf8('sample'),
    signature:
      'efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716f7cb1c942d657c41d436c7a1b6e29f65' +
      'f3e900dbb9aff4064dc4ab2f843acda8',
  },
];

describe.each(vectors)('$name', ({ key, message, signature: hex }) => {
  const signature = fromHex(hex);

  it('is signed by the portable implementation', async () => {
    expect(toHex(await signBytes(message, key, { portable: true }))).toBe(hex);
  });

  it.each(IMPLEMENTATIONS)('is verified by %s, and nothing beside it', async (_name, portable) => {
    const holds = (other: object) =>
      verifyBytes({ message, signature, ...other }, key, { portable });
    expect(await holds({})).toBe(true);
    expect(await holds({ message: toUtf8('Sample') })).toBe(false);
    for (let bit = 0; bit < 512; bit += 37)
      expect(await holds({ signature: flip(signature, bit) })).toBe(false);
    for (const length of [0, 1, 32, 63])
      expect(await holds({ signature: signature.subarray(0, length) })).toBe(false);
    expect(await holds({ signature: fromHex(`${hex}00`) })).toBe(false);
    expect(await holds({ signature: new Uint8Array(64) })).toBe(false);
  });
});

describe('both implementations', () => {
  it('judge alike what either signed', () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom('ES256', 'EdDSA'),
        fc.boolean(),
        fc.uint8Array(),
        fc.nat(511),
        async (algorithm, portable, message, bit) => {
          const key = keyOf[algorithm];
          const signature = await signBytes(message, key, { portable });
          expect(signature).toHaveLength(64);
          for (const by of [false, true]) {
            const judge = (signed: Uint8Array) =>
              verifyBytes({ message, signature: signed }, key, { portable: by });
            expect(await judge(signature)).toBe(true);
            expect(await judge(flip(signature, bit))).toBe(false);
          }
        },
      ),
      { numRuns: 40 },
    ));

  it.each(IMPLEMENTATIONS)('%s takes no signature of another key', async (_name, portable) => {
    const message = toUtf8('message');
    const signature = await signBytes(message, p256Key, { portable });
    expect(await verifyBytes({ message, signature }, ed25519Key, { portable })).toBe(false);
  });

  it('the host refuses a key that it cannot use', async () => {
    const torn = { ...p256Key, privateJwk: { ...p256Key.privateJwk, d: 'AAAA' } };
    expect(await outcome(() => signBytes(toUtf8('message'), torn))).toBe('KEY_UNSUITABLE');
  });
});

describe('a host', () => {
  afterEach(() => vi.unstubAllGlobals());
  const message = toUtf8('message');
  const roundTrip = async () => {
    const signature = await signBytes(message, ed25519Key);
    return verifyBytes({ message, signature }, ed25519Key);
  };

  it('without WebCrypto signs and verifies portably', async () => {
    vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });
    expect(await roundTrip()).toBe(true);
  });

  it('that does not know Ed25519 signs and verifies portably', async () => {
    const importKey = vi.fn(() =>
      Promise.reject(Object.assign(new Error('no'), { name: 'NotSupportedError' })),
    );
    const getRandomValues = crypto.getRandomValues.bind(crypto);
    vi.stubGlobal('crypto', { getRandomValues, subtle: { importKey } });
    expect(await roundTrip()).toBe(true);
    expect(importKey).toHaveBeenCalledTimes(2);
  });

  it('that fails in any other way fails closed', async () => {
    const signature = await signBytes(message, ed25519Key);
    const importKey = () => Promise.reject(new Error('no'));
    const getRandomValues = crypto.getRandomValues.bind(crypto);
    vi.stubGlobal('crypto', { getRandomValues, subtle: { importKey } });
    expect(await verifyBytes({ message, signature }, ed25519Key)).toBe(false);
    expect(await outcome(() => signBytes(message, ed25519Key))).toBe('KEY_UNSUITABLE');
  });
});
