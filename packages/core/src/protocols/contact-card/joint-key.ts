import { assertBytes } from '../../primitives/bytes.ts';
import { sha256 } from '../../primitives/hash.ts';
import { X25519_BYTES, x25519, x25519PublicKey } from './x25519.ts';

/** Length of a card key id, in bytes. */
export const CARD_KEY_ID_BYTES = 8;

/**
 * Names a card key: the first 8 bytes of SHA-256 of the public key.
 *
 * @param cardKey - Joint public key of a day, 32 bytes.
 * @throws {@link WaypostError} `BYTES_LENGTH`.
 */
export const cardKeyId = (cardKey: Uint8Array): Uint8Array =>
  sha256(assertBytes(cardKey, X25519_BYTES, 'cardKey')).slice(0, CARD_KEY_ID_BYTES);

/**
 * (Office B) First half of making a day's card key: X25519(shareB, 9), 32 bytes, public. Office A ends
 * with {@link finishCardKey}; neither learns the other's share.
 *
 * @param shareB - 32 random bytes for one day. Secret.
 * @throws {@link WaypostError} `BYTES_LENGTH`.
 */
export const startCardKey = (shareB: Uint8Array): Uint8Array => x25519PublicKey(shareB);

/**
 * (Office A) Second half: the joint public card key of the day, X25519(shareA, half), 32 bytes.
 *
 * @param shareA - 32 random bytes for one day. Secret.
 * @param half - 32 bytes of {@link startCardKey}.
 * @throws {@link WaypostError} `CARD_KEY` for a half that gives all zeros, `BYTES_LENGTH`.
 */
export const finishCardKey = (shareA: Uint8Array, half: Uint8Array): Uint8Array =>
  x25519(shareA, half);

/**
 * (Trial on one machine that holds both shares) The joint public card key of the day, 32 bytes:
 * X25519(shareA, X25519(shareB, 9)).
 *
 * @throws {@link WaypostError} `BYTES_LENGTH`.
 */
export const deriveJointCardKey = (shareA: Uint8Array, shareB: Uint8Array): Uint8Array =>
  finishCardKey(shareA, startCardKey(shareB));
