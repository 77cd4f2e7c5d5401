/**
 * Contact ids: a fresh one at every check-in, so that nothing ties two check-ins of one person.
 *
 * Spec: the Waypost check-in protocol, version 1, section 1.
 * Vectors: `test/vectors/check-ins.json`.
 *
 * ```text
 * checkInSecret   32 random bytes for each check-in, never leaves the device
 * proofKey      = HKDF-SHA256(checkInSecret, info = "waypost/1/proof", 16)
 * receiptKey    = HKDF-SHA256(checkInSecret, info = "waypost/1/receipt", 16)
 * contactId     = SHA-256("waypost/1/contact-id" || proofKey)[0:16]
 * ```
 *
 * @module
 */
import { assertBytes } from '../../primitives/bytes.ts';
import { toUtf8 } from '../../primitives/encoding.ts';
import { hkdfSha256, sha256 } from '../../primitives/hash.ts';

/** Length of a check-in secret, in bytes. */
export const CHECK_IN_SECRET_BYTES = 32;
/** Length of a proof key, in bytes. */
export const PROOF_KEY_BYTES = 16;
/** Length of a receipt key, in bytes. */
export const RECEIPT_KEY_BYTES = 16;
/** Length of a contact id, in bytes. */
export const CONTACT_ID_BYTES = 16;

const CONTACT_ID_LABEL = toUtf8('waypost/1/contact-id');

/**
 * (Device) The 16 bytes that disclose this one check-in: its pre-image, secret until the person
 * discloses it.
 *
 * @param checkInSecret - 32 random bytes, used for one check-in and its retries only. Secret.
 * @throws {@link WaypostError} `BYTES_LENGTH`.
 */
export function deriveProofKey(checkInSecret: Uint8Array): Uint8Array {
  assertBytes(checkInSecret, CHECK_IN_SECRET_BYTES, 'checkInSecret');
  return hkdfSha256(checkInSecret, 'waypost/1/proof', PROOF_KEY_BYTES);
}

/**
 * (Device) The 16 bytes that own a check-in: to check out, to correct, to erase. Secret; it does not
 * follow from the proof key.
 *
 * @param checkInSecret - 32 random bytes. Secret.
 * @throws {@link WaypostError} `BYTES_LENGTH`.
 */
export function deriveReceiptKey(checkInSecret: Uint8Array): Uint8Array {
  assertBytes(checkInSecret, CHECK_IN_SECRET_BYTES, 'checkInSecret');
  return hkdfSha256(checkInSecret, 'waypost/1/receipt', RECEIPT_KEY_BYTES);
}

/**
 * (Device, server) The 16 bytes under which the server stores a check-in.
 *
 * @param proofKey - 16 bytes.
 * @throws {@link WaypostError} `BYTES_LENGTH`.
 */
export function deriveContactId(proofKey: Uint8Array): Uint8Array {
  assertBytes(proofKey, PROOF_KEY_BYTES, 'proofKey');
  return sha256(CONTACT_ID_LABEL, proofKey).slice(0, CONTACT_ID_BYTES);
}

/**
 * (Device, server) SHA-256 of a receipt key, 32 bytes: all that the server stores of it.
 *
 * @param receiptKey - 16 bytes. Secret.
 * @throws {@link WaypostError} `BYTES_LENGTH`.
 */
export function hashReceiptKey(receiptKey: Uint8Array): Uint8Array {
  return sha256(assertBytes(receiptKey, RECEIPT_KEY_BYTES, 'receiptKey'));
}
