import {
  aesGcmOpen,
  aesGcmSeal,
  generateP256Secret,
  P256_COMPRESSED_BYTES,
  p256PublicKey,
  p256SharedSecret,
} from '../../primitives/foreign.ts';
import {
  concatBytes,
  fromHex,
  type RandomBytes,
  sha256,
  WaypostError,
} from '../../primitives/index.ts';

/** What the sealed form of a message has more than the message, in bytes: tag and ephemeral key. */
export const ECIES_OVERHEAD_BYTES: number = 16 + P256_COMPRESSED_BYTES;

/** Whom a message is for. */
export interface EciesRecipient {
  /** Point of P-256: 33 bytes compressed or 65 uncompressed. */
  readonly publicKey: Uint8Array;
  readonly randomBytes: RandomBytes;
}

// The same for every message, since each message has a key of its own.
const IV = fromHex('f0f1f2f3f4f5f6f7f8f9fafb');
const KDF1_COUNTER = new Uint8Array(4);
const NOTHING = new Uint8Array(0);

/**
 * Encrypts for the holder of a key. Specification appendix A: ECIES-KEM on P-256, KDF1 with SHA-256,
 * AES-256-GCM.
 *
 * | bytes   | sealed message                       |
 * | ------- | ------------------------------------ |
 * | 0..     | ciphertext, as long as the message   |
 * | last 49 | tag of AES-256-GCM, 16 bytes         |
 * | last 33 | C0, the ephemeral key, compressed    |
 *
 * @param authenticated - Bytes that travel beside the message in the clear.
 * @throws {@link WaypostError} `KEY_UNSUITABLE` for a public key that is no point of the curve.
 */
export function sealEcies(
  message: Uint8Array,
  { publicKey, randomBytes }: EciesRecipient,
  authenticated: Uint8Array = NOTHING,
): Uint8Array {
  const ephemeralSecret = generateP256Secret(randomBytes);
  const c0 = p256PublicKey(ephemeralSecret);
  const key = deriveKey(c0, p256SharedSecret(ephemeralSecret, publicKey));
  return concatBytes(aesGcmSeal({ key, iv: IV, aad: authenticated }, message), c0);
}

/**
 * Opens what {@link sealEcies} sealed.
 *
 * @param secretKey - 32 bytes.
 * @throws {@link WaypostError} `CIPHERTEXT_INVALID` for another key, for anything changed and for an
 * ephemeral key that is no point; `BYTES_LENGTH`, `KEY_UNSUITABLE` for the secret key itself.
 */
export function openEcies(
  sealed: Uint8Array,
  secretKey: Uint8Array,
  authenticated: Uint8Array = NOTHING,
): Uint8Array {
  if (sealed.length < ECIES_OVERHEAD_BYTES) throw invalid();
  const c0 = sealed.subarray(-P256_COMPRESSED_BYTES);
  const key = deriveKey(c0, sharedSecret(secretKey, c0));
  const encrypted = sealed.subarray(0, -P256_COMPRESSED_BYTES);
  return aesGcmOpen({ key, iv: IV, aad: authenticated }, encrypted);
}

function sharedSecret(secretKey: Uint8Array, c0: Uint8Array): Uint8Array {
  try {
    return p256SharedSecret(secretKey, c0);
  } catch {
    p256PublicKey(secretKey); // blames the secret key where that is the fault
    throw invalid();
  }
}

/** KDF1 of ISO/IEC 18033-2: `SHA256(C0 || x of the shared point || 0 as uint32 BE)`. */
const deriveKey = (c0: Uint8Array, sharedX: Uint8Array): Uint8Array =>
  sha256(c0, sharedX, KDF1_COUNTER);

const invalid = (): WaypostError =>
  new WaypostError('CIPHERTEXT_INVALID', 'sealed message does not open');
