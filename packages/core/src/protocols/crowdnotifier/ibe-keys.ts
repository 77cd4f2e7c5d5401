/**
 * Keys of the identity-based encryption: `IBE.KeyGen`, `IBE.KeyDer`, and the two-party form, in which
 * the location and the health authority each hold a share and neither can trace alone.
 *
 * Spec: CrowdNotifier technical specification, "Identity-based Encryption" and "Setting-up a Location".
 *
 * @module
 */
import { assertBytes, type RandomBytes, WaypostError } from '../../primitives/index.ts';
import {
  decodeG1,
  decodeG2,
  decodeScalar,
  encodeG1,
  encodeG2,
  encodeScalar,
  type G1Point,
  g2Generator,
  generateScalar,
  hashToG1ByRfc9380,
  pairingBytes,
  pairingsAgree,
} from './bls.ts';
import { hashToG1ByMcl } from './mcl-map.ts';

/** Length of an identity, in bytes. */
export const IDENTITY_BYTES = 32;

/**
 * How an identity becomes a point. A code does not say which: all who use it must agree.
 *
 * `mcl`: every deployed code. `rfc9380`: `BLS12381G1_XMD:SHA-256_SSWU_RO_` under a domain separation
 * tag of ours, for a new system.
 */
export type HashToG1 = 'mcl' | 'rfc9380';

/** A master key, or one party's share of it. */
export interface IbeKeyPair {
  /** 32 bytes. Secret. */
  readonly masterSecretKey: Uint8Array;
  /** 96 bytes. */
  readonly masterPublicKey: Uint8Array;
}

/** A secret key and what it is said to belong to. */
export interface TracingKey {
  /** 32 bytes. */
  readonly identity: Uint8Array;
  /** 48 bytes. Secret until the trace is published. */
  readonly secretKeyForIdentity: Uint8Array;
}

/** The point of a message: `H1`. */
export const hashToPoint = (message: Uint8Array, map: HashToG1): G1Point =>
  map === 'mcl' ? hashToG1ByMcl(message) : hashToG1ByRfc9380(message);

/** The point of a message, 48 bytes: `H1` of the specification. */
export const hashToG1 = (message: Uint8Array, map: HashToG1 = 'mcl'): Uint8Array =>
  encodeG1(hashToPoint(message, map));

/**
 * The pairing of two points as mcl serialises it, 576 bytes.
 *
 * @throws {@link WaypostError} `BYTES_LENGTH`, `POINT_INVALID`.
 */
export const ibePairing = (g1: Uint8Array, g2: Uint8Array): Uint8Array =>
  pairingBytes(decodeG1(g1, 'G1 point'), decodeG2(g2, 'G2 point'));

/** A fresh master key, or a share of one: `IBE.KeyGen`. */
export function ibeKeyGen(randomBytes: RandomBytes): IbeKeyPair {
  const scalar = generateScalar(randomBytes);
  return {
    masterSecretKey: encodeScalar(scalar),
    masterPublicKey: encodeG2(g2Generator.multiply(scalar)),
  };
}

/** The public key, 96 bytes, of a master secret key. @throws `BYTES_LENGTH`, `KEY_UNSUITABLE`. */
export const ibePublicKey = (masterSecretKey: Uint8Array): Uint8Array =>
  encodeG2(g2Generator.multiply(decodeScalar(masterSecretKey)));

/** @throws {@link WaypostError} `BYTES_LENGTH`, `POINT_INVALID` for what is no master public key. */
export function assertMasterPublicKey(masterPublicKey: Uint8Array): void {
  decodeG2(masterPublicKey, 'master public key');
}

/**
 * The joint public key of two shares: `mpkL * mpkHA`.
 *
 * @throws {@link WaypostError} `BYTES_LENGTH`, `POINT_INVALID`; `KEY_UNSUITABLE` where they cancel out.
 */
export function combineMasterPublicKeys(a: Uint8Array, b: Uint8Array): Uint8Array {
  const sum = decodeG2(a, 'master public key').add(decodeG2(b, 'master public key'));
  if (sum.is0()) throw cancelled();
  return encodeG2(sum);
}

/**
 * The secret key, 48 bytes, for one identity, or a share of it: `IBE.KeyDer`. Opens what was
 * encrypted to that identity, and nothing else.
 *
 * @throws {@link WaypostError} `BYTES_LENGTH`, `KEY_UNSUITABLE`.
 */
export function ibeKeyDer(
  masterSecretKey: Uint8Array,
  identity: Uint8Array,
  map: HashToG1 = 'mcl',
): Uint8Array {
  const point = hashToPoint(assertBytes(identity, IDENTITY_BYTES, 'identity'), map);
  return encodeG1(point.multiply(decodeScalar(masterSecretKey)));
}

/**
 * The secret key from its two shares.
 *
 * @throws {@link WaypostError} `BYTES_LENGTH`, `POINT_INVALID`; `KEY_UNSUITABLE` where they cancel out.
 */
export function combineSecretKeys(a: Uint8Array, b: Uint8Array): Uint8Array {
  const what = 'secret key for identity';
  const sum = decodeG1(a, what).add(decodeG1(b, what));
  if (sum.is0()) throw cancelled();
  return encodeG1(sum);
}

/**
 * Whether a secret key belongs to an identity under a master public key:
 * `e(skid, g2) = e(H1(id), mpk)`. Stronger than the specification's test, which encrypts and decrypts
 * one random message, and needs no randomness.
 *
 * @throws {@link WaypostError} `BYTES_LENGTH`, `POINT_INVALID`.
 */
export function verifyTrace(
  { identity, secretKeyForIdentity }: TracingKey,
  masterPublicKey: Uint8Array,
  map: HashToG1 = 'mcl',
): boolean {
  const point = hashToPoint(assertBytes(identity, IDENTITY_BYTES, 'identity'), map);
  const secretKey = decodeG1(secretKeyForIdentity, 'secret key for identity');
  const publicKey = decodeG2(masterPublicKey, 'master public key');
  return pairingsAgree([secretKey, g2Generator], [point, publicKey]);
}

const cancelled = (): WaypostError =>
  new WaypostError('KEY_UNSUITABLE', 'the two shares cancel each other out');
