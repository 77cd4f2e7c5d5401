import type { FuseLayout } from '../../filters/fuse-layout.ts';
import { assertBytes } from '../../primitives/bytes.ts';
import { toUtf8 } from '../../primitives/encoding.ts';
import { OneBlockSha256 } from './one-block-sha256.ts';

/** Length of a bundle's salt, in bytes. */
export const SALT_BYTES = 16;
/** Length of a contact id, in bytes. */
export const CONTACT_ID_BYTES = 16;
/** Length of an exposed tag, in bytes. */
const EXPOSED_TAG_BYTES = 17;

const LABEL = toUtf8('waypost/1/exposed');
const CONTACT_ID_START = LABEL.length + SALT_BYTES;

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
export function exposedTag(salt: Uint8Array, contactId: Uint8Array): Uint8Array {
  const words = new ExposedTagger(salt).derive(contactId);
  const tag = new DataView(new ArrayBuffer(4 * words.length));
  for (let i = 0; i < words.length; i++) tag.setUint32(4 * i, words[i]!);
  return new Uint8Array(tag.buffer, 0, EXPOSED_TAG_BYTES);
}

/**
 * {@link exposedTag} for many contact ids under one salt: as big-endian words, which the next one
 * overwrites, so that a tag allocates nothing.
 *
 * | word | holds                                       |
 * | ---- | ------------------------------------------- |
 * | 0..2 | a, b, c                                     |
 * | 3    | bytes 0..3 of the print                     |
 * | 4    | byte 4 of the print in its highest 8 bits   |
 *
 * A class, and no function that returns one: a compiler throws away what it made of a caller when the
 * caller gets another function to call.
 */
export class ExposedTagger {
  readonly #sha256 = new OneBlockSha256(CONTACT_ID_START + CONTACT_ID_BYTES);

  /** @param salt - 16 bytes of the bundle. @throws {@link WaypostError} `BYTES_LENGTH`. */
  constructor(salt: Uint8Array) {
    this.#sha256.message.set(LABEL);
    this.#sha256.message.set(assertBytes(salt, SALT_BYTES, 'salt'), LABEL.length);
  }

  /** The words of a tag. @throws {@link WaypostError} `BYTES_LENGTH`. */
  derive(contactId: Uint8Array): Uint32Array {
    const id = assertBytes(contactId, CONTACT_ID_BYTES, 'contactId');
    this.#sha256.message.set(id, CONTACT_ID_START);
    this.#sha256.hash();
    return this.#sha256.words;
  }
}

/** Byte `i`, 0..4, of the print in the words of a tag. */
export const printByte = (tag: Uint32Array, i: number): number =>
  (tag[3 + (i >>> 2)]! >>> (24 - 8 * (i & 3))) & 0xff;

/** The three cells of a tag, given as words. */
export function cellsOf(tag: Uint32Array, layout: FuseLayout): readonly [number, number, number] {
  const first = layout.first(tag[0]!);
  return [first, layout.second(first, tag[1]!), layout.third(first, tag[2]!)];
}
