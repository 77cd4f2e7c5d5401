/**
 * libsodium's `crypto_box_seal`: whoever has the public key can seal, the sender stays unknown. Keeps
 * the half of a master key that the health authority must add. A door to `@noble/curves` and
 * `@noble/ciphers`.
 *
 * | bytes  | sealed box                                                                |
 * | ------ | ------------------------------------------------------------------------- |
 * | 0..31  | public key of a fresh X25519 pair                                         |
 * | 32..47 | tag of XSalsa20-Poly1305 under HSalsa20(X25519 result, zeros)             |
 * | 48..   | ciphertext; nonce = BLAKE2b of 24 bytes over both public keys             |
 *
 * @module
 */
import { hsalsa } from '@noble/ciphers/salsa.js';
import { u32 } from '@noble/ciphers/utils.js';
import { x25519 } from '@noble/curves/ed25519.js';
import {
  assertBytes,
  blake2b,
  concatBytes,
  type RandomBytes,
  toUtf8,
  WaypostError,
} from '../../primitives/index.ts';
import {
  openSecretBox,
  SECRET_BOX_NONCE_BYTES,
  SECRET_BOX_OVERHEAD,
  type SecretBoxParameters,
  sealSecretBox,
} from './secret-box.ts';

/** Length of a secret or public key of the health authority, in bytes. */
const BOX_KEY_BYTES = 32;
/** How much longer a sealed box is than what it holds, in bytes. */
export const SEALED_BOX_OVERHEAD: number = BOX_KEY_BYTES + SECRET_BOX_OVERHEAD;

const SIGMA = toUtf8('expand 32-byte k');

/** (Health authority) The public key, 32 bytes, of a secret of 32 random bytes. @throws `BYTES_LENGTH`. */
export const boxPublicKey = (secretKey: Uint8Array): Uint8Array =>
  x25519.getPublicKey(assertBytes(secretKey, BOX_KEY_BYTES, 'box secret key'));

/**
 * Seals `message` for the holder of a public key: 48 bytes longer.
 *
 * @throws {@link WaypostError} `BYTES_LENGTH`; `KEY_UNSUITABLE` for a public key that gives everybody
 * the same secret.
 */
export function sealBox(
  message: Uint8Array,
  publicKey: Uint8Array,
  randomBytes: RandomBytes,
): Uint8Array {
  assertBytes(publicKey, BOX_KEY_BYTES, 'box public key');
  const secretKey = assertBytes(randomBytes(BOX_KEY_BYTES), BOX_KEY_BYTES, 'randomness');
  const ephemeral = x25519.getPublicKey(secretKey);
  const dh = diffieHellman(secretKey, publicKey);
  if (dh === null) throw new WaypostError('KEY_UNSUITABLE', 'box public key is of low order');
  return concatBytes(ephemeral, sealSecretBox(parametersOf(dh, ephemeral, publicKey), message));
}

/**
 * (Health authority) Opens a sealed box.
 *
 * @returns What it holds, or `null` where it was sealed for another key or changed.
 * @throws {@link WaypostError} `BYTES_LENGTH` for a secret key of another length.
 */
export function openSealedBox(sealed: Uint8Array, secretKey: Uint8Array): Uint8Array | null {
  const publicKey = boxPublicKey(secretKey);
  if (sealed.length < SEALED_BOX_OVERHEAD) return null;
  const ephemeral = sealed.subarray(0, BOX_KEY_BYTES);
  const dh = diffieHellman(secretKey, ephemeral);
  if (dh === null) return null;
  return openSecretBox(parametersOf(dh, ephemeral, publicKey), sealed.subarray(BOX_KEY_BYTES));
}

/** `null` where the result is all zeros. */
function diffieHellman(secretKey: Uint8Array, publicKey: Uint8Array): Uint8Array | null {
  try {
    return x25519.getSharedSecret(secretKey, publicKey);
  } catch {
    return null;
  }
}

function parametersOf(
  dh: Uint8Array,
  ephemeral: Uint8Array,
  publicKey: Uint8Array,
): SecretBoxParameters {
  const key = new Uint8Array(BOX_KEY_BYTES);
  // Copies, since a view of words must begin at a multiple of four.
  hsalsa(u32(SIGMA.slice()), u32(dh.slice()), new Uint32Array(4), u32(key));
  return { key, nonce: blake2b(concatBytes(ephemeral, publicKey), SECRET_BOX_NONCE_BYTES) };
}
