/**
 * Diffie-Hellman on P-256, as the hybrid encryption of other systems uses it, and signatures over
 * what was hashed as a stream: a door to `@noble/curves`. Source: NIST SP 800-56A, FIPS 186-5.
 *
 * @module
 */
import { p256 } from '@noble/curves/nist.js';
import { assertBytes } from './bytes.ts';
import { WaypostError } from './errors.ts';
import type { RandomBytes } from './random.ts';

/** Length of a compressed point of P-256, in bytes. */
export const P256_COMPRESSED_BYTES = 33;
/** Length of a secret scalar and of a shared secret, in bytes. */
export const P256_SECRET_BYTES = 32;

// 48 bytes, so that the reduction to the group order leaves no bias (FIPS 186-5, A.2.1).
const SEED_BYTES = 48;

/** A fresh secret scalar, 32 bytes. */
export const generateP256Secret = (randomBytes: RandomBytes): Uint8Array =>
  p256.utils.randomSecretKey(randomBytes(SEED_BYTES));

/**
 * Public key of a secret: 33 bytes compressed.
 *
 * @throws {@link WaypostError} `BYTES_LENGTH`; `KEY_UNSUITABLE` for a secret out of range.
 */
export function p256PublicKey(secret: Uint8Array): Uint8Array {
  assertBytes(secret, P256_SECRET_BYTES, 'P-256 secret');
  try {
    return p256.getPublicKey(secret, true);
  } catch {
    throw new WaypostError('KEY_UNSUITABLE', 'P-256 secret is out of range');
  }
}

/**
 * Shared secret, 32 bytes: the x coordinate, as ECDH gives it.
 *
 * @param publicKey - 33 bytes compressed or 65 uncompressed; checked to be a point of the curve.
 * @throws {@link WaypostError} `BYTES_LENGTH`; `KEY_UNSUITABLE` for a point that is not on the curve
 * and for a secret out of range.
 */
export function p256SharedSecret(secret: Uint8Array, publicKey: Uint8Array): Uint8Array {
  assertBytes(secret, P256_SECRET_BYTES, 'P-256 secret');
  try {
    return p256.getSharedSecret(secret, publicKey, true).slice(1);
  } catch {
    throw new WaypostError('KEY_UNSUITABLE', 'P-256 key is out of range or off the curve');
  }
}

/** A digest, and the signature that came with it. */
export interface SignedDigest {
  /** SHA-256 of the message: 32 bytes. */
  readonly digest: Uint8Array;
  /** `r || s`, 64 bytes; of any other length it does not hold. */
  readonly signature: Uint8Array;
}

/**
 * Whether an ECDSA signature holds, where the message is too long to be had in one piece. A high s is
 * taken, as by WebCrypto. Never throws on a signature.
 *
 * @param publicKey - 65 bytes uncompressed, of a `VerificationKey`.
 */
export const verifyP256Digest = (
  { digest, signature }: SignedDigest,
  publicKey: Uint8Array,
): boolean =>
  signature.length === 2 * P256_SECRET_BYTES &&
  p256.verify(signature, digest, publicKey, { prehash: false, lowS: false });
