import {
  hashToG1,
  type IbeCiphertext,
  ibeDec,
  ibeEnc,
  ibeKeyDer,
  ibePublicKey,
  type TracingKey,
  verifyTrace,
} from '@waypost/core/crowdnotifier';
import { fromHex, fromUtf8, toHex } from '@waypost/core/primitives';
import { describe, expect, it } from 'vitest';
import { flip, masterSecretKey, outcome, repeatable, scripted, vectors } from './kit.ts';

const cases = vectors.ibe.cases.map((vector) => ({
  label: vector.label,
  r: BigInt(vector.rDecimal),
  h1: vector.h1,
  message: fromHex(vector.message),
  random: [fromHex(vector.x), fromHex(vector.nonce)],
  masterPublicKey: fromHex(vector.masterPublicKey),
  key: { identity: fromHex(vector.identity), secretKeyForIdentity: fromHex(vector.skid) },
  ciphertext: {
    c1: fromHex(vector.c1),
    c2: fromHex(vector.c2),
    c3: fromHex(vector.c3),
    nonce: fromHex(vector.nonce),
  },
}));

describe.each(cases)('identity-based encryption, $label: vectors', (vector) => {
  const { key, ciphertext, masterPublicKey, message } = vector;
  const { identity } = key;
  const open = (change: Partial<IbeCiphertext>, other: Partial<TracingKey> = {}) =>
    ibeDec({ ...key, ...other }, { ...ciphertext, ...change });

  it('encrypts byte for byte', () => {
    const made = ibeEnc({ masterPublicKey, identity, message }, scripted(...vector.random));
    expect(made).toEqual(ciphertext);
    expect(toHex(hashToG1(identity))).toBe(vector.h1);
  });

  it('takes the randomness from identity and message, in that order', () => {
    const r = Uint8Array.from({ length: 32 }, (_, i) => Number((vector.r >> BigInt(8 * i)) & 255n));
    expect(ibePublicKey(r)).toEqual(ciphertext.c1);
  });

  it('derives the key for the identity and decrypts', () => {
    expect(ibeKeyDer(masterSecretKey, identity)).toEqual(key.secretKeyForIdentity);
    expect(fromUtf8(open({}) ?? new Uint8Array(0))).toBe(fromUtf8(message));
  });

  it.each([
    ['c2', { c2: flip(ciphertext.c2) }],
    ['the tag', { c3: flip(ciphertext.c3) }],
    ['c3', { c3: flip(ciphertext.c3, ciphertext.c3.length - 1) }],
    ['the nonce', { nonce: flip(ciphertext.nonce, 23) }],
    ['c3 cut off', { c3: ciphertext.c3.subarray(0, 15) }],
    ['the sign of c1', { c1: flip(ciphertext.c1, 95, 0x80) }],
  ])('does not open with %s changed', (_name, change) => {
    expect(open(change)).toBeNull();
  });

  it('does not open for another identity, though its secret key be right', () => {
    // Only the last test of all, g2^r = c1, can see this.
    expect(open({}, { identity: flip(identity, 31) })).toBeNull();
  });

  it('does not open with the key of another identity', () => {
    const other = ibeKeyDer(masterSecretKey, flip(identity));
    expect(open({}, { secretKeyForIdentity: other })).toBeNull();
  });

  it.each([
    ['c1 off the curve', () => open({ c1: flip(ciphertext.c1) }), 'POINT_INVALID'],
    ['c1 of zero', () => open({ c1: new Uint8Array(96) }), 'POINT_INVALID'],
    [
      'a secret key of zero',
      () => open({}, { secretKeyForIdentity: new Uint8Array(48) }),
      'POINT_INVALID',
    ],
    ['c1 cut off', () => open({ c1: ciphertext.c1.subarray(1) }), 'BYTES_LENGTH'],
    ['c2 cut off', () => open({ c2: ciphertext.c2.subarray(1) }), 'BYTES_LENGTH'],
    ['a short nonce', () => open({ nonce: ciphertext.nonce.subarray(1) }), 'BYTES_LENGTH'],
    ['a short identity', () => open({}, { identity: identity.subarray(1) }), 'BYTES_LENGTH'],
    [
      'a short secret key',
      () => open({}, { secretKeyForIdentity: new Uint8Array(47) }),
      'BYTES_LENGTH',
    ],
    [
      'a master public key of zero',
      () => ibeEnc({ masterPublicKey: new Uint8Array(96), identity, message }, repeatable()),
      'POINT_INVALID',
    ],
    [
      'randomness of another length',
      () => ibeEnc({ masterPublicKey, identity, message }, () => new Uint8Array(31)),
      'BYTES_LENGTH',
    ],
  ])('refuses %s', async (_name, run, code) => {
    expect(await outcome(run)).toBe(code);
  });

  it('tells whether a secret key belongs to an identity', () => {
    expect(verifyTrace(key, masterPublicKey)).toBe(true);
    expect(verifyTrace({ ...key, identity: flip(identity) }, masterPublicKey)).toBe(false);
    expect(verifyTrace(key, masterPublicKey, 'rfc9380')).toBe(false);
  });
});
