/**
 * ES256 and EdDSA without WebCrypto: the library's door to `@noble/curves` for signatures.
 *
 * Verification gives the same verdict as WebCrypto, which takes high-S ECDSA signatures and checks
 * Ed25519 without the cofactor. Whatever touches a secret is blinded by noble with the host's
 * `crypto.getRandomValues`, which changes no result. It is not constant-time all the same: a server
 * signs with WebCrypto.
 *
 * Sources: FIPS 186-5 (ECDSA), RFC 8032 (Ed25519). Vectors: Wycheproof, read by the tests.
 *
 * @module
 */
import { ed25519 } from '@noble/curves/ed25519.js';
import { p256 } from '@noble/curves/nist.js';
import type { RandomBytes } from './random.ts';

/** Algorithms of a JWS. Each belongs to one kind of key: P-256 to ES256, Ed25519 to EdDSA. */
export type JwsAlgorithm = 'ES256' | 'EdDSA';

/** Both algorithms have signatures of 64 bytes: r || s, or R || S. */
export const SIGNATURE_BYTES = 64;

const ES256_OPTIONS = { prehash: true, lowS: false } as const;
// 48 bytes, so that the reduction to the group order leaves no bias (FIPS 186-5, A.2.1).
const ES256_SEED_BYTES = 48;
const ED25519_SEED_BYTES = 32;

/**
 * Whether these bytes are a point fit to be a public key: P-256 as 65 uncompressed bytes on the
 * curve, Ed25519 as 32 bytes in the prime-order group. The latter keeps out keys under which two
 * implementations may judge one signature differently.
 */
export function isValidPublicKey(algorithm: JwsAlgorithm, publicKey: Uint8Array): boolean {
  if (algorithm === 'ES256') return p256.utils.isValidPublicKey(publicKey, false);
  try {
    const point = ed25519.Point.fromBytes(publicKey);
    return !point.isSmallOrder() && point.isTorsionFree();
  } catch {
    return false;
  }
}

/** Fresh secret of 32 bytes: the scalar of P-256, or the seed of Ed25519. */
export const generateSecret = (algorithm: JwsAlgorithm, randomBytes: RandomBytes): Uint8Array =>
  algorithm === 'ES256'
    ? p256.utils.randomSecretKey(randomBytes(ES256_SEED_BYTES))
    : ed25519.utils.randomSecretKey(randomBytes(ED25519_SEED_BYTES));

/**
 * Public key of a 32-byte secret: 65 bytes uncompressed (P-256), or 32 bytes (Ed25519).
 *
 * @throws What noble throws, for a secret out of range and where it finds no `getRandomValues`.
 */
export const derivePublicKey = (algorithm: JwsAlgorithm, secret: Uint8Array): Uint8Array =>
  algorithm === 'ES256' ? p256.getPublicKey(secret, false) : ed25519.getPublicKey(secret);

/** Signature of 64 bytes over `message`. Deterministic (RFC 6979, RFC 8032). */
export const signPortably = (
  algorithm: JwsAlgorithm,
  secret: Uint8Array,
  message: Uint8Array,
): Uint8Array =>
  algorithm === 'ES256' ? p256.sign(message, secret, ES256_OPTIONS) : ed25519.sign(message, secret);

/** What {@link verifyPortably} judges. */
export interface SignedMessage {
  /** A key that {@link isValidPublicKey} accepts. */
  readonly publicKey: Uint8Array;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

/** Whether the signature holds. Never throws on a signature, whatever its length. */
export function verifyPortably(algorithm: JwsAlgorithm, signed: SignedMessage): boolean {
  const { publicKey, message, signature } = signed;
  if (signature.length !== SIGNATURE_BYTES) return false;
  if (algorithm === 'ES256') return p256.verify(signature, message, publicKey, ES256_OPTIONS);
  return (
    ed25519.verify(signature, message, publicKey, { zip215: false }) &&
    // noble multiplies by the cofactor and so ignores a torsion component of R; WebCrypto does not.
    ed25519.Point.fromBytes(signature.subarray(0, 32)).isTorsionFree()
  );
}
