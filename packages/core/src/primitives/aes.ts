/**
 * AES as the protocols of other systems use it, none of which is chosen for anything new here: a
 * door to `@noble/ciphers`. Authentication, where a mode has none, is the protocol's own.
 *
 * Sources: FIPS 197, NIST SP 800-38A (ECB, CBC, CTR), SP 800-38D (GCM).
 *
 * @module
 */
import { cbc, ctr, ecb, gcm } from '@noble/ciphers/aes.js';
import { assertBytes } from './bytes.ts';
import { WaypostError } from './errors.ts';

/** Length of an AES block, and of an initial counter, in bytes. */
export const AES_BLOCK_BYTES = 16;

/** Key and start of one message: never the same pair for two messages. */
export interface AesParameters {
  /** 16 or 32 bytes. */
  readonly key: Uint8Array;
  /** 16 bytes for CBC and CTR, 12 for GCM. */
  readonly iv: Uint8Array;
  /** Bytes that GCM authenticates and does not encrypt. */
  readonly aad?: Uint8Array | undefined;
}

const GCM_IV_BYTES = 12;

/** One block or several, each on its own: for deriving identifiers, never for messages. */
export const aesEcbEncrypt = (key: Uint8Array, blocks: Uint8Array): Uint8Array =>
  guarded(key, () => ecb(key, { disablePadding: true }).encrypt(blocks));

/** The inverse of {@link aesEcbEncrypt}. @throws {@link WaypostError} `CIPHERTEXT_INVALID`. */
export const aesEcbDecrypt = (key: Uint8Array, blocks: Uint8Array): Uint8Array =>
  guarded(key, () => ecb(key, { disablePadding: true }).decrypt(blocks));

/** CTR with a 128-bit big-endian counter; its own inverse. @throws `CIPHERTEXT_INVALID`. */
export const aesCtr = ({ key, iv }: AesParameters, bytes: Uint8Array): Uint8Array =>
  guarded(key, () => ctr(key, iv).encrypt(bytes));

/** CBC with PKCS #7 padding. @throws {@link WaypostError} `CIPHERTEXT_INVALID` for a bad length. */
export const aesCbcEncrypt = ({ key, iv }: AesParameters, plaintext: Uint8Array): Uint8Array =>
  guarded(key, () => cbc(key, iv).encrypt(plaintext));

/**
 * The inverse of {@link aesCbcEncrypt}. Whoever calls it must have checked a MAC first.
 *
 * @throws {@link WaypostError} `CIPHERTEXT_INVALID` for a bad length or padding.
 */
export const aesCbcDecrypt = ({ key, iv }: AesParameters, ciphertext: Uint8Array): Uint8Array =>
  guarded(key, () => cbc(key, iv).decrypt(ciphertext));

/** GCM: the ciphertext, then a tag of 16 bytes. @throws `CIPHERTEXT_INVALID` for a bad length. */
export const aesGcmSeal = (parameters: AesParameters, plaintext: Uint8Array): Uint8Array =>
  guarded(parameters.key, () => gcmOf(parameters).encrypt(plaintext));

/**
 * The inverse of {@link aesGcmSeal}.
 *
 * @throws {@link WaypostError} `CIPHERTEXT_INVALID` where the tag does not hold.
 */
export const aesGcmOpen = (parameters: AesParameters, sealed: Uint8Array): Uint8Array =>
  guarded(parameters.key, () => gcmOf(parameters).decrypt(sealed));

// The library would take an iv of any length, by hashing it.
function gcmOf({ key, iv, aad }: AesParameters): ReturnType<typeof gcm> {
  return gcm(key, assertBytes(iv, GCM_IV_BYTES, 'iv'), aad);
}

function guarded(key: Uint8Array, run: () => Uint8Array): Uint8Array {
  try {
    // The library would take 24 bytes too, which no protocol here has.
    if (key.length === 16 || key.length === 32) return run();
  } catch {
    // Said below: what is wrong with a ciphertext is nobody's business.
  }
  throw new WaypostError('CIPHERTEXT_INVALID', 'ciphertext does not open, or a length is wrong');
}
