import { type RandomBytes, sha256, toBase64Url, toUtf8 } from '@waypost/core/primitives';

const ID_BYTES = 16;
const ACCESS_KEY_BYTES = 32;

/** A fresh id of a record: 16 random bytes as base64url. */
export const newId = (randomBytes: RandomBytes): string => toBase64Url(randomBytes(ID_BYTES));

/**
 * A fresh key to work with: a prefix that tells whose it is, and 32 random bytes as base64url. It is
 * shown once; the server keeps {@link hashAccessKey} of it.
 */
export const newAccessKey = (
  prefix: 'waypost-officer-' | 'waypost-venue-',
  randomBytes: RandomBytes,
): string => prefix + toBase64Url(randomBytes(ACCESS_KEY_BYTES));

/** What is stored of a key: its SHA-256, 32 bytes. A key of 256 random bits needs no more. */
export const hashAccessKey = (key: string): Uint8Array => sha256(toUtf8(key));
