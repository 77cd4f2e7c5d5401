import { ed25519 } from '@noble/curves/ed25519.js';
import { p256 } from '@noble/curves/nist.js';
import { sha512 } from '@noble/hashes/sha2.js';
import {
  keySet,
  type SigningKey,
  signingKey,
  signJws,
  verifyJws,
  verifyPinnedJws,
} from '@waypost/core/jws';
import {
  concatBytes,
  fromBase64Url,
  hmacSha256,
  toBase64Url,
  toUtf8,
} from '@waypost/core/primitives';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  bothKeys,
  ed25519Key,
  forge,
  forgeParts,
  IMPLEMENTATIONS,
  keyOf,
  mutate,
  outcome,
  p256Key,
  part,
  torsionPoint,
} from './jws-kit.ts';

const payload = { hello: 'world' };
const header = { alg: 'ES256', kid: p256Key.kid, typ: 'test' };
const good = forge(header, payload, p256Key);
const [head = '', body = '', signature = ''] = good.split('.');
const withHeader = (members: object): string => forge({ ...header, ...members }, payload, p256Key);
const withSignature = (bytes: Uint8Array): string => `${head}.${body}.${toBase64Url(bytes)}`;
const without = (name: keyof typeof header): string => withHeader({ [name]: undefined });

/** HS256 with the bytes of the public key as its secret: the classic confusion of keys. */
function confused(): string {
  const input = `${part({ ...header, alg: 'HS256' })}.${part(payload)}`;
  return `${input}.${toBase64Url(hmacSha256(p256Key.publicKey, toUtf8(input)))}`;
}

const REFUSED: readonly (readonly [string, string, string])[] = [
  ['alg none without a signature', `${part({ ...header, alg: 'none' })}.${body}.`, 'JWS_SIGNATURE'],
  ['alg none with a signature', withHeader({ alg: 'none' }), 'JWS_ALGORITHM'],
  ['alg None', withHeader({ alg: 'None' }), 'JWS_ALGORITHM'],
  ['no alg', without('alg'), 'JWS_ALGORITHM'],
  ['alg a number', withHeader({ alg: 1 }), 'JWS_ALGORITHM'],
  ['alg HS256 keyed by the public key', confused(), 'JWS_SIGNATURE'],
  ['alg HS256 with 64 bytes', withHeader({ alg: 'HS256' }), 'JWS_ALGORITHM'],
  ['alg ES384', withHeader({ alg: 'ES384' }), 'JWS_ALGORITHM'],
  ['alg Ed25519, a second name', withHeader({ alg: 'Ed25519' }), 'JWS_ALGORITHM'],
  ['alg EdDSA with a P-256 key', withHeader({ alg: 'EdDSA' }), 'JWS_ALGORITHM'],
  ['alg ES256 with an Ed25519 key', withHeader({ kid: ed25519Key.kid }), 'JWS_ALGORITHM'],
  ['crit', withHeader({ crit: ['exp'], exp: 1 }), 'JWS_MALFORMED'],
  ['crit, empty', withHeader({ crit: [] }), 'JWS_MALFORMED'],
  ['b64 false', withHeader({ b64: false, crit: ['b64'] }), 'JWS_MALFORMED'],
  ['b64 false without crit', withHeader({ b64: false }), 'JWS_MALFORMED'],
  ['jwk', withHeader({ jwk: p256Key.jwk }), 'JWS_MALFORMED'],
  ['jku', withHeader({ jku: 'https://evil.example/keys' }), 'JWS_MALFORMED'],
  ['x5u', withHeader({ x5u: 'https://evil.example/cert' }), 'JWS_MALFORMED'],
  ['x5c', withHeader({ x5c: ['AAAA'] }), 'JWS_MALFORMED'],
  ['cty', withHeader({ cty: 'text/plain' }), 'JWS_MALFORMED'],
  ['no typ', without('typ'), 'JWS_TYPE'],
  ['another typ', withHeader({ typ: 'other' }), 'JWS_TYPE'],
  ['typ in capitals', withHeader({ typ: 'TEST' }), 'JWS_TYPE'],
  ['typ with its prefix', withHeader({ typ: 'application/test' }), 'JWS_TYPE'],
  ['typ a list', withHeader({ typ: ['test'] }), 'JWS_MALFORMED'],
  ['no kid', without('kid'), 'JWS_KEY_UNKNOWN'],
  ['unknown kid', withHeader({ kid: 'A'.repeat(43) }), 'JWS_KEY_UNKNOWN'],
  ['kid of an object member', withHeader({ kid: '__proto__' }), 'JWS_KEY_UNKNOWN'],
  ['kid a number', withHeader({ kid: 7 }), 'JWS_MALFORMED'],
  ['signed by another key', forge(header, payload, ed25519Key), 'JWS_SIGNATURE'],
  ['another payload', `${head}.${part({ hello: 'you' })}.${signature}`, 'JWS_SIGNATURE'],
  ['no payload', `${head}..${signature}`, 'JWS_SIGNATURE'],
  ['no signature', `${head}.${body}.`, 'JWS_SIGNATURE'],
  ['signature of zeros', withSignature(new Uint8Array(64)), 'JWS_SIGNATURE'],
  ['signature of 63 bytes', withSignature(fromBase64Url(signature).subarray(1)), 'JWS_SIGNATURE'],
  ['signature of 65 bytes', withSignature(new Uint8Array(65)), 'JWS_SIGNATURE'],
  ['header of a list', forgeParts(part([]), body, p256Key), 'JWS_MALFORMED'],
  ['header null', forgeParts(part(null), body, p256Key), 'JWS_MALFORMED'],
  ['header not JSON', forgeParts('Zm9v', body, p256Key), 'JWS_MALFORMED'],
  ['header not UTF-8', forgeParts('_w', body, p256Key), 'JWS_MALFORMED'],
  ['empty header', forgeParts('', body, p256Key), 'JWS_MALFORMED'],
  ['payload not canonical base64url', forgeParts(head, 'Zm9', p256Key), 'JWS_MALFORMED'],
  ['payload with padding', forgeParts(head, 'Zm8=', p256Key), 'JWS_MALFORMED'],
  ['signature with padding', `${good}==`, 'JWS_MALFORMED'],
  ['line end after it', `${good}\n`, 'JWS_MALFORMED'],
  ['space before it', ` ${good}`, 'JWS_MALFORMED'],
  ['two parts', `${head}.${signature}`, 'JWS_MALFORMED'],
  ['four parts', `${good}.`, 'JWS_MALFORMED'],
  ['nothing', '', 'JWS_MALFORMED'],
  ['a million dots', '.'.repeat(1_000_000), 'JWS_MALFORMED'],
  [
    'JSON serialisation',
    JSON.stringify({ protected: head, payload: body, signature }),
    'JWS_MALFORMED',
  ],
  ['bytes in place of text', toUtf8(good) as unknown as string, 'JWS_MALFORMED'],
];

describe.each(IMPLEMENTATIONS)('verifyJws by %s', (_name, portable) => {
  const verify = (text: string) =>
    verifyJws(text, bothKeys, { typ: 'test', maxLength: 1000, portable });

  it('accepts what is in order, and says who signed it', async () => {
    const verified = await verify(good);
    expect(verified).toEqual({ header, payload: fromBase64Url(body), kid: p256Key.kid });
  });

  it.each(REFUSED)('refuses: %s', async (_case, text, code) => {
    expect(await outcome(() => verify(text))).toBe(code);
  });

  it('refuses what is a character longer than the limit', async () => {
    const { length } = good;
    const within = (maxLength: number) =>
      outcome(() => verifyJws(good, bothKeys, { typ: 'test', maxLength, portable }));
    expect(await within(length)).toBe('accepted');
    expect(await within(length - 1)).toBe('JWS_MALFORMED');
  });

  it('takes the high-S twin of an ECDSA signature', async () => {
    const { r, s } = p256.Signature.fromBytes(fromBase64Url(signature));
    const twin = new p256.Signature(r, p256.Point.Fn.ORDER - s).toBytes();
    expect(await outcome(() => verify(withSignature(twin)))).toBe('accepted');
  });

  it('refuses an Ed25519 signature whose R has a torsion component', async () => {
    const input = `${part({ ...header, alg: 'EdDSA', kid: ed25519Key.kid })}.${body}`;
    const text = `${input}.${toBase64Url(signWithTorsion(toUtf8(input)))}`;
    expect(await outcome(() => verify(text))).toBe('JWS_SIGNATURE');
  });

  it.each(['ES256', 'EdDSA'] as const)('%s: what it signs, it verifies', async (algorithm) => {
    const bytes = toUtf8('any bytes');
    const text = await signJws(bytes, keyOf[algorithm], { typ: 'test', portable });
    expect((await verify(text)).payload).toEqual(bytes);
  });
});

describe('verifyPinnedJws', () => {
  const options = { typ: 'test', maxLength: 1000 };
  const pinned = { ...header, jwk: p256Key.jwk };
  const { d: secret } = p256Key.privateJwk;

  it('accepts the embedded key with the pinned thumbprint', async () => {
    const text = await signJws(toUtf8('{}'), p256Key, { typ: 'test', embedKey: true });
    expect((await verifyPinnedJws(text, p256Key.kid, options)).kid).toBe(p256Key.kid);
  });

  it.each<readonly [string, object, SigningKey, string]>([
    ['no jwk', header, p256Key, 'JWS_KEY_UNKNOWN'],
    ['no kid', { ...pinned, kid: undefined }, p256Key, 'JWS_KEY_UNKNOWN'],
    ['another kid', { ...pinned, kid: ed25519Key.kid }, p256Key, 'JWS_KEY_UNKNOWN'],
    [
      'the key of another under the pinned kid',
      { ...pinned, alg: 'EdDSA', jwk: ed25519Key.jwk },
      ed25519Key,
      'JWS_KEY_UNKNOWN',
    ],
    ['a private key', { ...pinned, jwk: { ...p256Key.jwk, d: secret } }, p256Key, 'KEY_UNSUITABLE'],
    ['a jwk of text', { ...pinned, jwk: 'key' }, p256Key, 'KEY_UNSUITABLE'],
    ['signed by another', pinned, ed25519Key, 'JWS_SIGNATURE'],
    ['another algorithm', { ...pinned, alg: 'EdDSA' }, p256Key, 'JWS_ALGORITHM'],
    ['crit beside it', { ...pinned, crit: ['jwk'] }, p256Key, 'JWS_MALFORMED'],
  ])('refuses: %s', async (_case, members, key, code) => {
    const text = forge(members, payload, key);
    expect(await outcome(() => verifyPinnedJws(text, p256Key.kid, options))).toBe(code);
  });
});

describe('hosts', () => {
  afterEach(() => vi.unstubAllGlobals());
  const options = { typ: 'test', maxLength: 1000 };
  const subtleWithout = (name: string) => ({
    importKey: () => Promise.reject(Object.assign(new Error('no'), { name })),
  });

  it.each([
    ['without WebCrypto', undefined, 'accepted'],
    ['with WebCrypto but without the curve', subtleWithout('NotSupportedError'), 'accepted'],
    ['with a WebCrypto that fails', subtleWithout('OperationError'), 'JWS_SIGNATURE'],
  ])('%s', async (_name, subtle, expected) => {
    vi.stubGlobal('crypto', { subtle });
    const keys = keySet([{ ...p256Key.jwk }]); // fresh, so that no imported key is remembered
    expect(await outcome(() => verifyJws(good, keys, options))).toBe(expected);
    expect(await outcome(() => verifyJws(mutate(good, 5), keys, options))).not.toBe('accepted');
  });

  it.each([
    ['NotSupportedError', 'accepted'],
    ['OperationError', 'KEY_UNSUITABLE'],
  ])('signs in spite of %s: %s', async (name, expected) => {
    const getRandomValues = globalThis.crypto.getRandomValues.bind(globalThis.crypto);
    vi.stubGlobal('crypto', { subtle: subtleWithout(name), getRandomValues });
    const key = signingKey({ ...ed25519Key.privateJwk });
    expect(await outcome(() => signJws(toUtf8('{}'), key, { typ: 'test' }))).toBe(expected);
  });

  it('loads no private key without any randomness', async () => {
    vi.stubGlobal('crypto', undefined);
    expect(await outcome(() => signingKey(p256Key.privateJwk))).toBe('KEY_UNSUITABLE');
  });
});

/** Valid where the cofactor is multiplied away, and only there. Takes the secret key to make. */
function signWithTorsion(message: Uint8Array): Uint8Array {
  const { Point } = ed25519;
  const { Fn } = Point;
  const { scalar } = ed25519.utils.getExtendedPublicKey(fromBase64Url(ed25519Key.privateJwk.d));
  const nonce = 123_456_789n;
  const r = Point.BASE.multiply(nonce).add(torsionPoint).toBytes();
  const digest = ed25519Sha512(concatBytes(r, ed25519Key.publicKey, message));
  const s = Fn.create(nonce + digest * scalar);
  const forged = concatBytes(r, Fn.toBytes(s));
  if (!ed25519.verify(forged, message, ed25519Key.publicKey)) throw new Error('not as intended');
  return forged;
}

function ed25519Sha512(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of sha512(bytes).reverse()) value = value * 256n + BigInt(byte);
  return ed25519.Point.Fn.create(value);
}
