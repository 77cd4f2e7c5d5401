import type { FuseLayout } from '../../filters/fuse-layout.ts';
import { assertBytes, concatBytes } from '../../primitives/bytes.ts';
import { toUtf8 } from '../../primitives/encoding.ts';
import { sha256 } from '../../primitives/hash.ts';

/** Length of a bundle's salt, in bytes. */
export const SALT_BYTES = 16;
/** Length of a contact id, in bytes. */
export const CONTACT_ID_BYTES = 16;
/** Length of an exposed tag, in bytes. */
const EXPOSED_TAG_BYTES = 17;
/** Where the print begins in a tag, which ends with it. */
export const PRINT_START = 12;

const LABEL = toUtf8('waypost/1/exposed');

/**
 * What a contact id looks like in one bundle: `SHA-256("waypost/1/exposed" || salt || contactId)[0:17]`.
 *
 * | bytes  | tag                         |
 * | ------ | --------------------------- |
 * | 0..11  | a, b, c: u32be each         |
 * | 12..16 | print                       |
 *
 * @param salt - 16 bytes of the bundle.
 * @param contactId - 16 bytes.
 * @throws {@link WaypostError} `BYTES_LENGTH`.
 */
export const exposedTag = (salt: Uint8Array, contactId: Uint8Array): Uint8Array =>
  exposedTagger(salt)(contactId);

/** {@link exposedTag} for many contact ids under one salt. */
export function exposedTagger(salt: Uint8Array): (contactId: Uint8Array) => Uint8Array {
  const input = concatBytes(LABEL, assertBytes(salt, SALT_BYTES, 'salt'), new Uint8Array(16));
  const idStart = LABEL.length + SALT_BYTES;
  return (contactId) => {
    input.set(assertBytes(contactId, CONTACT_ID_BYTES, 'contactId'), idStart);
    return sha256(input).subarray(0, EXPOSED_TAG_BYTES);
  };
}

/** The three cells of a tag. */
export function cellsOf(tag: Uint8Array, layout: FuseLayout): readonly [number, number, number] {
  const first = layout.first(u32be(tag, 0));
  return [first, layout.second(first, u32be(tag, 4)), layout.third(first, u32be(tag, 8))];
}

const u32be = (bytes: Uint8Array, at: number): number =>
  ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0;
