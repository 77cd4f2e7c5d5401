/**
 * Keys of JSON Web Signatures: P-256 and Ed25519 as JSON Web Keys, found by their thumbprint.
 *
 * Sources: RFC 7517 (JWK), RFC 7518 section 6.2 (P-256), RFC 8037 (Ed25519), RFC 7638 (thumbprint).
 *
 * @module
 */
import { assertBytes, concatBytes, equalBytes } from './bytes.ts';
import { fromBase64Url, toBase64Url, toUtf8 } from './encoding.ts';
import { WaypostError } from './errors.ts';
import { sha256 } from './hash.ts';
import {
  derivePublicKey,
  generateSecret,
  isValidPublicKey,
  type JwsAlgorithm,
} from './jws-portable.ts';
import type { RandomBytes } from './random.ts';

/** Members that any key may carry besides its own. */
interface JwkMembers {
  /** RFC 7638 thumbprint, SHA-256, base64url: 43 characters. */
  readonly kid?: string;
  /** Must be the one algorithm of the key where it stands. */
  readonly alg?: JwsAlgorithm;
  /** Must be `sig` where it stands. */
  readonly use?: 'sig';
}

/** Public key for ES256: `x` and `y` are 32 bytes each, base64url. */
export interface P256Jwk extends JwkMembers {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
}

/** Public key for EdDSA: `x` is 32 bytes, base64url. */
export interface Ed25519Jwk extends JwkMembers {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
}

/** A public key as it is published. */
export type PublicJwk = P256Jwk | Ed25519Jwk;

/** A private key as it is stored: the public key and `d`, 32 bytes, base64url. Secret. */
export type PrivateJwk = PublicJwk & { readonly d: string };

/** A public key that was checked, ready to verify. Made by {@link verificationKey} only. */
export interface VerificationKey {
  /** RFC 7638 thumbprint, computed here. */
  readonly kid: string;
  /** The only algorithm this key may verify. */
  readonly algorithm: JwsAlgorithm;
  /** The key as it may be published, with `kid`, `alg` and `use`. */
  readonly jwk: PublicJwk;
  /** 65 bytes uncompressed (P-256), or 32 bytes (Ed25519). */
  readonly publicKey: Uint8Array;
}

/** A private key that was checked, ready to sign. Made by {@link signingKey} only. Secret. */
export interface SigningKey extends VerificationKey {
  readonly privateJwk: PrivateJwk;
}

/** Keys by `kid`. Made by {@link keySet}, which checks that each `kid` is the thumbprint. */
export type KeySet = ReadonlyMap<string, VerificationKey>;

const COORDINATE_BYTES = 32;

/** A JWK from anywhere: the members that mean something here, of any type. */
type LooseJwk = Readonly<
  Partial<Record<'kty' | 'crv' | 'x' | 'y' | 'd' | 'kid' | 'alg' | 'use' | 'key_ops', unknown>>
>;

const unsuitable = (reason: string): WaypostError =>
  new WaypostError('KEY_UNSUITABLE', `JSON Web Key ${reason}`);

/**
 * RFC 7638 thumbprint of a public key: SHA-256 of its required members, base64url, 43 characters.
 *
 * @throws {@link WaypostError} `KEY_UNSUITABLE` as {@link verificationKey}, but for a private key,
 * whose thumbprint is that of its public half.
 */
export const jwkThumbprint = (jwk: PublicJwk): string => bindKey(looseJwk(jwk)).kid;

/**
 * Checks one public key. Its `kid`, if any, is not looked at: {@link keySet} does that.
 *
 * @param jwk - A JWK from anywhere. Members without a meaning here are ignored (RFC 7517, 4).
 * @throws {@link WaypostError} `KEY_UNSUITABLE` unless it is a public P-256 or Ed25519 key with a
 * sound point and with `use`, `key_ops` and `alg` that allow verifying by its one algorithm.
 */
export function verificationKey(jwk: unknown): VerificationKey {
  const loose = looseJwk(jwk);
  if ('d' in loose) throw unsuitable('must not hold a private key');
  assertOperation(loose, 'verify');
  return Object.freeze(bindKey(loose));
}

/**
 * Checks one private key.
 *
 * @throws {@link WaypostError} `KEY_UNSUITABLE` as {@link verificationKey}, and when `d` is not the
 * secret of `x` and `y`: signing with a wrong public half gives an Ed25519 secret away.
 */
export function signingKey(jwk: unknown): SigningKey {
  const loose = looseJwk(jwk);
  assertOperation(loose, 'sign');
  const key = bindKey(loose);
  const secret = coordinate(loose.d, 'd');
  if (!equalBytes(publicKeyOf(key.algorithm, secret), key.publicKey))
    throw unsuitable('has the secret of another key');
  const privateJwk = Object.freeze({ ...key.jwk, d: toBase64Url(secret) });
  return Object.freeze({ ...key, privateJwk });
}

/**
 * Keys to verify with, built once and used often.
 *
 * @throws {@link WaypostError} `KEY_UNSUITABLE` as {@link verificationKey}, for a `kid` that is not
 * the thumbprint of its key, and for a key that stands there twice.
 */
export function keySet(jwks: readonly unknown[]): KeySet {
  const keys = new Map<string, VerificationKey>();
  for (const jwk of jwks) {
    const key = verificationKey(jwk);
    if (looseJwk(jwk).kid !== key.kid) throw unsuitable('has a kid that is not its thumbprint');
    if (keys.has(key.kid)) throw unsuitable('stands in the set twice');
    keys.set(key.kid, key);
  }
  return keys;
}

/** A fresh private key, with `kid`, `alg` and `use`. Secret; load it with {@link signingKey}. */
export function generateSigningKey(algorithm: JwsAlgorithm, randomBytes: RandomBytes): PrivateJwk {
  const secret = generateSecret(algorithm, randomBytes);
  return { ...toJwk(algorithm, publicKeyOf(algorithm, secret)), d: toBase64Url(secret) };
}

function publicKeyOf(algorithm: JwsAlgorithm, secret: Uint8Array): Uint8Array {
  try {
    return derivePublicKey(algorithm, secret);
  } catch {
    throw unsuitable('has a secret out of range, or this host has no crypto.getRandomValues');
  }
}

function looseJwk(jwk: unknown): LooseJwk {
  if (typeof jwk !== 'object' || jwk === null) throw unsuitable('must be an object');
  return jwk;
}

function assertOperation({ use, key_ops: operations }: LooseJwk, operation: string): void {
  if (use !== undefined && use !== 'sig') throw unsuitable('is not for signatures');
  if (operations === undefined) return;
  if (!Array.isArray(operations) || !operations.includes(operation))
    throw unsuitable(`does not allow to ${operation}`);
}

function bindKey({ kty, crv, x, y, alg }: LooseJwk): VerificationKey {
  const algorithm = algorithmOf(kty, crv);
  if (alg !== undefined && alg !== algorithm) throw unsuitable('is of another algorithm');
  const publicKey =
    algorithm === 'ES256'
      ? concatBytes(Uint8Array.of(4), coordinate(x, 'x'), coordinate(y, 'y'))
      : coordinate(x, 'x');
  if (!isValidPublicKey(algorithm, publicKey)) throw unsuitable('is no sound point of its curve');
  const jwk = toJwk(algorithm, publicKey);
  return { kid: jwk.kid, algorithm, jwk: Object.freeze(jwk), publicKey };
}

function algorithmOf(kty: unknown, crv: unknown): JwsAlgorithm {
  if (kty === 'EC' && crv === 'P-256') return 'ES256';
  if (kty === 'OKP' && crv === 'Ed25519') return 'EdDSA';
  throw unsuitable('must be P-256 or Ed25519');
}

function coordinate(value: unknown, what: string): Uint8Array {
  try {
    return assertBytes(fromBase64Url(value as string), COORDINATE_BYTES, what);
  } catch {
    throw unsuitable(`has no ${what} of ${COORDINATE_BYTES} bytes`);
  }
}

function toJwk(algorithm: JwsAlgorithm, publicKey: Uint8Array): PublicJwk & { kid: string } {
  // RFC 7638 hashes these members as JSON, in this very order.
  const members =
    algorithm === 'ES256'
      ? ({
          crv: 'P-256',
          kty: 'EC',
          x: toBase64Url(publicKey.subarray(1, 1 + COORDINATE_BYTES)),
          y: toBase64Url(publicKey.subarray(1 + COORDINATE_BYTES)),
        } as const)
      : ({ crv: 'Ed25519', kty: 'OKP', x: toBase64Url(publicKey) } as const);
  const kid = toBase64Url(sha256(toUtf8(JSON.stringify(members))));
  return { ...members, kid, alg: algorithm, use: 'sig' };
}
