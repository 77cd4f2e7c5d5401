/**
 * SHA-2, BLAKE2b, HMAC and HKDF: the library's door to `@noble/hashes`.
 *
 * Sources: FIPS 180-4 (SHA-2), RFC 7693 (BLAKE2b), RFC 2104 (HMAC), RFC 5869 (HKDF).
 *
 * @module
 */
import { blake2b as nobleBlake2b } from '@noble/hashes/blake2.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import {
  sha256 as nobleSha256,
  sha384 as nobleSha384,
  sha512 as nobleSha512,
} from '@noble/hashes/sha2.js';
import { toUtf8 } from './encoding.ts';

/** SHA-256 that takes its input in pieces. `digest` ends it and returns 32 bytes. */
export interface Sha256Stream {
  /** Adds bytes; they may be changed by the caller afterwards. */
  update(bytes: Uint8Array): unknown;
  /** The 32 bytes; the stream cannot be used after. */
  digest(): Uint8Array;
}

/** SHA-256 of the parts joined: 32 bytes. */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const hash = nobleSha256.create();
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** SHA-384: 48 bytes. */
export const sha384 = (bytes: Uint8Array): Uint8Array => nobleSha384(bytes);

/** SHA-512: 64 bytes. */
export const sha512 = (bytes: Uint8Array): Uint8Array => nobleSha512(bytes);

/** BLAKE2b without a key: `length` bytes, 1..64. */
export const blake2b = (bytes: Uint8Array, length: number): Uint8Array =>
  nobleBlake2b(bytes, { dkLen: length });

/** Starts a SHA-256 over a stream of bytes. */
export const sha256Stream = (): Sha256Stream => nobleSha256.create();

/** HMAC-SHA256 of the parts joined: 32 bytes. */
export function hmacSha256(key: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array {
  const mac = hmac.create(nobleSha256, key);
  for (const part of parts) mac.update(part);
  return mac.digest();
}

/** HKDF-SHA256 with an empty salt. `info` is UTF-8 without terminator; `length` is in bytes. */
export const hkdfSha256 = (key: Uint8Array, info: string, length: number): Uint8Array =>
  hkdf(nobleSha256, key, undefined, toUtf8(info), length);
