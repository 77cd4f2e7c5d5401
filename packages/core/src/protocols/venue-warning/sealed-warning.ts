import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { assertBytes, assertUint } from '../../primitives/bytes.ts';
import { toUtf8 } from '../../primitives/encoding.ts';
import { hkdfSha256, sha256 } from '../../primitives/hash.ts';
import { decodeRecord, encodeRecord, RECORD_BYTES, type VenueWarning } from './venue-warning.ts';

/** Length of a location id, in bytes. */
export const LOCATION_ID_BYTES = 32;
/** Length of a list's salt, in bytes. */
export const LIST_SALT_BYTES = 16;
/** Length of a tag, in bytes. */
export const TAG_BYTES = 16;
/** Length of a nonce, in bytes. */
export const NONCE_BYTES = 24;
/** Length of a sealed record, in bytes. */
export const CIPHERTEXT_BYTES: number = RECORD_BYTES + 16;
/** Most warnings of one place in a list: they are counted in one byte. */
export const MAX_WARNINGS_OF_A_PLACE = 256;

const WARNING_KEY_BYTES = 32;
const TAG_LABEL = toUtf8('waypost/1/warning-tag');

/** One entry of a list: it means something only to who has scanned the place's code. */
export interface SealedWarning {
  /** 16 bytes: by what the place's warnings are found in this list. */
  readonly tag: Uint8Array;
  /** 24 random bytes. */
  readonly nonce: Uint8Array;
  /** 25 bytes. */
  readonly ciphertext: Uint8Array;
}

/**
 * The tag of the i-th warning of a place in one list, 16 bytes:
 * `SHA-256("waypost/1/warning-tag" || listSalt || u8(i) || locationId)[0:16]`.
 *
 * @param listSalt - 16 bytes.
 * @param locationId - 32 bytes.
 * @param i - 0..255.
 * @throws {@link WaypostError} `BYTES_LENGTH`, `NUMBER_RANGE`.
 */
export function deriveWarningTag(
  listSalt: Uint8Array,
  locationId: Uint8Array,
  i: number,
): Uint8Array {
  assertBytes(listSalt, LIST_SALT_BYTES, 'listSalt');
  assertBytes(locationId, LOCATION_ID_BYTES, 'locationId');
  const count = Uint8Array.of(assertUint(i, MAX_WARNINGS_OF_A_PLACE - 1, 'i'));
  return sha256(TAG_LABEL, listSalt, count, locationId).slice(0, TAG_BYTES);
}

/**
 * The key of a place's warnings: `HKDF-SHA256(locationId, info = "waypost/1/warning", 32)`.
 *
 * @throws {@link WaypostError} `BYTES_LENGTH`.
 */
export function deriveWarningKey(locationId: Uint8Array): Uint8Array {
  assertBytes(locationId, LOCATION_ID_BYTES, 'locationId');
  return hkdfSha256(locationId, 'waypost/1/warning', WARNING_KEY_BYTES);
}

/**
 * (Health department) Seals a warning to those who have scanned the place's code.
 *
 * @param locationId - 32 bytes.
 * @param warning - With the tag, 16 bytes, and 24 fresh random bytes as nonce.
 * @throws {@link WaypostError} `WARNING_LIST_CONTENT`, `BYTES_LENGTH`.
 */
export function sealVenueWarning(
  locationId: Uint8Array,
  warning: VenueWarning & Pick<SealedWarning, 'tag' | 'nonce'>,
): SealedWarning {
  const { tag, nonce } = warning;
  const ciphertext = cipherOf(locationId, tag, nonce).encrypt(encodeRecord(warning));
  return { tag, nonce, ciphertext };
}

/**
 * (Device) Opens one entry of a list.
 *
 * @param locationId - 32 bytes, from a code that this device has scanned.
 * @returns The warning, or `null` where the entry is of another place, changed or padding.
 * @throws {@link WaypostError} `BYTES_LENGTH`.
 */
export function openVenueWarning(
  locationId: Uint8Array,
  { tag, nonce, ciphertext }: SealedWarning,
): VenueWarning | null {
  const cipher = cipherOf(locationId, tag, nonce);
  assertBytes(ciphertext, CIPHERTEXT_BYTES, 'ciphertext');
  try {
    return decodeRecord(cipher.decrypt(ciphertext));
  } catch {
    return null;
  }
}

const cipherOf = (locationId: Uint8Array, tag: Uint8Array, nonce: Uint8Array) =>
  xchacha20poly1305(
    deriveWarningKey(locationId),
    assertBytes(nonce, NONCE_BYTES, 'nonce'),
    assertBytes(tag, TAG_BYTES, 'tag'),
  );
