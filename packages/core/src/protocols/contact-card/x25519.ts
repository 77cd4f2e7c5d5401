import { x25519 as noble } from '@noble/curves/ed25519.js';
import { assertBytes } from '../../primitives/bytes.ts';
import { WaypostError } from '../../primitives/errors.ts';

/** Length of an X25519 secret, public key or result, in bytes. */
export const X25519_BYTES = 32;

/**
 * X25519(secret, point), RFC 7748: 32 bytes.
 *
 * @throws {@link WaypostError} `CARD_KEY` where the result is all zeros: the point is one of the few
 *   that give it for every secret. `BYTES_LENGTH`.
 */
export function x25519(secret: Uint8Array, point: Uint8Array): Uint8Array {
  assertBytes(secret, X25519_BYTES, 'X25519 secret');
  assertBytes(point, X25519_BYTES, 'X25519 point');
  try {
    return noble.getSharedSecret(secret, point);
  } catch {
    // With both lengths right, an all-zero result is all that noble refuses.
    throw new WaypostError('CARD_KEY', 'X25519 with this key gives all zeros');
  }
}

/** X25519(secret, 9): the public key of a secret, 32 bytes. @throws `BYTES_LENGTH`. */
export const x25519PublicKey = (secret: Uint8Array): Uint8Array =>
  noble.getPublicKey(assertBytes(secret, X25519_BYTES, 'X25519 secret'));
