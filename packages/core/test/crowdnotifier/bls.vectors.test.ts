import { bls12_381 } from '@noble/curves/bls12-381.js';
import {
  assertMasterPublicKey,
  combineMasterPublicKeys,
  combineSecretKeys,
  hashToG1,
  ibePairing,
  ibePublicKey,
} from '@waypost/core/crowdnotifier';
import { fromHex, sha256, toHex, toUtf8 } from '@waypost/core/primitives';
import { describe, expect, it } from 'vitest';
import { flip, masterPublicKey, masterSecretKey, outcome, vectors } from './kit.ts';

const { G1, G2, fields } = bls12_381;
const { pairing, hashToG1: hashes } = vectors;
const g1 = fromHex(pairing.g1Generator);
const g2 = fromHex(pairing.g2Generator);

/** Bytes of points as mcl writes them, whether or not they lie where they should. */
const little = (value: bigint): Uint8Array =>
  Uint8Array.from({ length: 48 }, (_, i) => Number((value >> BigInt(8 * i)) & 255n));
const signed = (bytes: Uint8Array, y: bigint): Uint8Array =>
  bytes.map((byte, i) => (i === bytes.length - 1 ? byte | Number((y & 1n) << 7n) : byte));
const g1Bytes = ({ x, y }: { x: bigint; y: bigint }): Uint8Array => signed(little(x), y);

describe('BLS12-381 in the form of mcl: vectors', () => {
  it.each(hashes.cases)('hashes "$message" to G1', ({ message, point }) => {
    expect(toHex(hashToG1(toUtf8(message)))).toBe(point);
    expect(toHex(hashToG1(toUtf8(`${message} `)))).not.toBe(point);
  });

  it('writes the pairing of the generators', () => {
    const bytes = ibePairing(g1, g2);
    expect(bytes).toHaveLength(576);
    expect(toHex(bytes.subarray(0, 48))).toBe(pairing.first48);
    expect(toHex(sha256(bytes))).toBe(pairing.sha256);
  });

  it('writes generators and master keys', () => {
    const one = Uint8Array.from({ length: 32 }, (_, i) => (i === 0 ? 1 : 0));
    expect(toHex(ibePublicKey(one))).toBe(pairing.g2Generator);
    expect(toHex(g1Bytes(G1.Point.BASE.toAffine()))).toBe(pairing.g1Generator);
    expect(toHex(ibePublicKey(masterSecretKey))).toBe(vectors.masterKey.masterPublicKey);
    const decimal = BigInt(vectors.masterKey.decimal);
    expect(toHex(little(decimal).subarray(0, 32))).toBe(vectors.masterKey.masterSecretKey);
  });

  it.each(['dev', 'abnahme', 'prod'] as const)('takes the public key of %s', (environment) => {
    expect(() =>
      assertMasterPublicKey(fromHex(vectors.masterPublicKeys[environment])),
    ).not.toThrow();
  });

  it('has a map of RFC 9380 beside it, under a tag of ours', () => {
    const message = toUtf8('abc');
    const DST = 'WAYPOST-CROWDNOTIFIER-V01-CS01-with-BLS12381G1_XMD:SHA-256_SSWU_RO_';
    const expected = G1.hashToCurve(message, { DST }).toAffine();
    expect(toHex(hashToG1(message, 'rfc9380'))).toBe(toHex(g1Bytes(expected)));
    expect(toHex(hashToG1(message, 'rfc9380'))).not.toBe(toHex(hashToG1(message)));
  });
});

describe('BLS12-381: what is no point of its group', () => {
  // Points of the curve whose order is not the group's: found by trying, as most are.
  const outside1 = [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n].flatMap((x) => {
    try {
      const y = fields.Fp.sqrt(fields.Fp.create(x ** 3n + 4n));
      return G1.Point.fromAffine({ x, y }).isTorsionFree() ? [] : [g1Bytes({ x, y })];
    } catch {
      return [];
    }
  });
  const outside2 = [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n].flatMap((c0) => {
    try {
      const x = { c0, c1: 1n };
      const y = fields.Fp2.sqrt(fields.Fp2.add(fields.Fp2.pow(x, 3n), { c0: 4n, c1: 4n }));
      if (G2.Point.fromAffine({ x, y }).isTorsionFree()) return [];
      return [signed(Uint8Array.from([...little(c0), ...little(1n)]), y.c0)];
    } catch {
      return [];
    }
  });
  // The generators, with the prime added to a coordinate: a second way to write the same point.
  const { x: x1, y: y1 } = G1.Point.BASE.toAffine();
  const { x: x2, y: y2 } = G2.Point.BASE.toAffine();
  const unreduced1 = g1Bytes({ x: x1 + fields.Fp.ORDER, y: y1 });
  const unreduced2 = signed(
    Uint8Array.from([...little(x2.c0 + fields.Fp.ORDER), ...little(x2.c1)]),
    y2.c0,
  );

  it.each([
    ['zero', new Uint8Array(48)],
    ['the point of order three', flip(new Uint8Array(48), 47, 0x80)],
    ['outside the subgroup', outside1[0] ?? g1],
    ['a coordinate that is not reduced', unreduced1],
    ['all ones', new Uint8Array(48).fill(255)],
  ])('G1: %s', async (_name, bytes) => {
    expect(await outcome(() => ibePairing(bytes, g2))).toBe('POINT_INVALID');
    expect(await outcome(() => combineSecretKeys(g1, bytes))).toBe('POINT_INVALID');
  });

  it.each([
    ['zero', new Uint8Array(96)],
    ['outside the subgroup', outside2[0] ?? g2],
    ['a coordinate that is not reduced', unreduced2],
    ['all ones', new Uint8Array(96).fill(255)],
  ])('G2: %s', async (_name, bytes) => {
    expect(await outcome(() => assertMasterPublicKey(bytes))).toBe('POINT_INVALID');
    expect(await outcome(() => ibePairing(g1, bytes))).toBe('POINT_INVALID');
    expect(await outcome(() => combineMasterPublicKeys(bytes, g2))).toBe('POINT_INVALID');
  });

  it('any bit flipped gives another point, or none', async () => {
    for (const at of [0, 47, 48, 95]) {
      const other = flip(masterPublicKey, at);
      expect(await outcome(() => assertMasterPublicKey(other))).toBe('POINT_INVALID');
    }
    const negated = flip(masterPublicKey, 95, 0x80); // the sign: a point still, the inverse
    expect(await outcome(() => assertMasterPublicKey(negated))).toBe('accepted');
    expect(await outcome(() => combineMasterPublicKeys(masterPublicKey, negated))).toBe(
      'KEY_UNSUITABLE',
    );
    expect(await outcome(() => combineSecretKeys(g1, flip(g1, 47, 0x80)))).toBe('KEY_UNSUITABLE');
  });

  it.each([
    ['a point cut off', () => assertMasterPublicKey(masterPublicKey.subarray(1)), 'BYTES_LENGTH'],
    ['a point too long', () => ibePairing(new Uint8Array(49), g2), 'BYTES_LENGTH'],
    ['a secret of zero', () => ibePublicKey(new Uint8Array(32)), 'KEY_UNSUITABLE'],
    ['a secret too large', () => ibePublicKey(new Uint8Array(32).fill(255)), 'KEY_UNSUITABLE'],
    [
      'the order as a secret',
      () => ibePublicKey(little(fields.Fr.ORDER).subarray(0, 32)),
      'KEY_UNSUITABLE',
    ],
    ['a secret cut off', () => ibePublicKey(masterSecretKey.subarray(1)), 'BYTES_LENGTH'],
  ])('refuses %s', async (_name, run, code) => {
    expect(await outcome(run)).toBe(code);
  });

  it('was tested with points that lie outside', () => {
    expect(outside1.length).toBeGreaterThan(0);
    expect(outside2.length).toBeGreaterThan(0);
  });
});
