/**
 * XSalsa20-Poly1305 as libsodium's `crypto_secretbox_easy` writes it: a tag of 16 bytes, then the
 * ciphertext. A door to `@noble/ciphers`.
 *
 * @module
 */
import { xsalsa20poly1305 } from '@noble/ciphers/salsa.js';
import { assertBytes } from '../../primitives/index.ts';

/** Length of a key, in bytes. */
const SECRET_BOX_KEY_BYTES = 32;
/** Length of a nonce, in bytes. */
export const SECRET_BOX_NONCE_BYTES = 24;
/** How much longer a box is than what it holds, in bytes. */
export const SECRET_BOX_OVERHEAD = 16;

/** Key (32 bytes) and nonce (24 bytes) of one box: never the same pair for two. */
export interface SecretBoxParameters {
  readonly key: Uint8Array;
  readonly nonce: Uint8Array;
}

/** Seals `message`: 16 bytes longer. @throws {@link WaypostError} `BYTES_LENGTH`. */
export const sealSecretBox = (parameters: SecretBoxParameters, message: Uint8Array): Uint8Array =>
  cipher(parameters).encrypt(message);

/**
 * Opens a box.
 *
 * @returns What it holds, or `null` where this key did not seal it or it was changed.
 * @throws {@link WaypostError} `BYTES_LENGTH` for a key or nonce of another length.
 */
export function openSecretBox(parameters: SecretBoxParameters, box: Uint8Array): Uint8Array | null {
  const opener = cipher(parameters);
  try {
    return opener.decrypt(box);
  } catch {
    return null;
  }
}

function cipher({ key, nonce }: SecretBoxParameters): ReturnType<typeof xsalsa20poly1305> {
  assertBytes(key, SECRET_BOX_KEY_BYTES, 'secretbox key');
  assertBytes(nonce, SECRET_BOX_NONCE_BYTES, 'secretbox nonce');
  return xsalsa20poly1305(key, nonce);
}
