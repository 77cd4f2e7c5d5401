import { ByteReader } from '../../primitives/byte-reader.ts';
import { ByteWriter } from '../../primitives/byte-writer.ts';
import { assertBytes, concatBytes } from '../../primitives/bytes.ts';
import { fromUtf8, toUtf8 } from '../../primitives/encoding.ts';
import { WaypostError } from '../../primitives/errors.ts';
import { CARD_KEY_ID_BYTES } from './joint-key.ts';
import { X25519_BYTES } from './x25519.ts';

/** Length of a sealed contact card, in bytes: the same for everybody. */
export const SEALED_CARD_BYTES = 569;
/** Longest text of a card, in bytes of UTF-8. */
export const CARD_TEXT_MAX_BYTES = 510;

const VERSION = 1;
const PLAINTEXT_BYTES = 512;
const CIPHERTEXT_BYTES = PLAINTEXT_BYTES + 16;

/** The check-in that a card belongs to: a card opens for no other. */
export interface CardBinding {
  /** 16 bytes. */
  readonly venueId: Uint8Array;
  /** 16 bytes. */
  readonly contactId: Uint8Array;
  /** UTC day of arrival, days since 1970-01-01: the day of the card key. */
  readonly day: number;
}

/** A sealed card, taken apart. */
export interface SealedCard {
  readonly keyId: Uint8Array;
  readonly enc: Uint8Array;
  readonly ciphertext: Uint8Array;
}

/**
 * | bytes   | sealed card                          |
 * | ------- | ------------------------------------ |
 * | 0       | version, 1                           |
 * | 1..8    | keyId                                |
 * | 9..40   | enc, the ephemeral public key        |
 * | 41..568 | ciphertext of 512 bytes, with its tag |
 */
export const encodeSealedCard = ({ keyId, enc, ciphertext }: SealedCard): Uint8Array =>
  concatBytes(Uint8Array.of(VERSION), keyId, enc, ciphertext);

/** @throws {@link WaypostError} `CARD_FORMAT` for another length or version. */
export function decodeSealedCard(wire: Uint8Array): SealedCard {
  if (!(wire instanceof Uint8Array) || wire.length !== SEALED_CARD_BYTES)
    throw new WaypostError('CARD_FORMAT', `a sealed card has ${SEALED_CARD_BYTES} bytes`);
  const reader = new ByteReader(wire, 'sealed card');
  if (reader.u8() !== VERSION) throw new WaypostError('CARD_FORMAT', 'unknown version of a card');
  const keyId = reader.bytes(CARD_KEY_ID_BYTES);
  const enc = reader.bytes(X25519_BYTES);
  return { keyId, enc, ciphertext: reader.bytes(CIPHERTEXT_BYTES) };
}

/**
 * | bytes | text of a card, before sealing |
 * | ----- | ------------------------------ |
 * | 0..1  | length, u16be                  |
 * | 2..   | UTF-8 text                     |
 * | ..511 | zeros                          |
 *
 * @throws {@link WaypostError} `CARD_TOO_LONG` past 510 bytes, `ENCODING_INVALID` for lone surrogates.
 */
export function encodeCardText(card: string): Uint8Array {
  const text = toUtf8(card);
  if (text.length > CARD_TEXT_MAX_BYTES)
    throw new WaypostError('CARD_TOO_LONG', `a card has at most ${CARD_TEXT_MAX_BYTES} bytes`);
  const padding = new Uint8Array(CARD_TEXT_MAX_BYTES - text.length);
  return new ByteWriter(PLAINTEXT_BYTES).u16be(text.length).bytes(text).bytes(padding).finish();
}

/** @throws {@link WaypostError} `CARD_FORMAT` for a wrong length, other padding or no UTF-8. */
export function decodeCardText(plaintext: Uint8Array): string {
  const reader = new ByteReader(plaintext, 'card');
  const length = reader.u16be();
  if (length > reader.remaining) throw new WaypostError('CARD_FORMAT', 'a card has a wrong length');
  const text = reader.bytes(length);
  if (reader.bytes(reader.remaining).some((byte) => byte !== 0))
    throw new WaypostError('CARD_FORMAT', 'a card is padded with zeros');
  try {
    return fromUtf8(text);
  } catch {
    throw new WaypostError('CARD_FORMAT', 'a card is UTF-8 text');
  }
}

/** `aad = 01 || venueId(16) || contactId(16) || u32be(day)`. */
export const encodeCardBinding = ({ venueId, contactId, day }: CardBinding): Uint8Array =>
  new ByteWriter(37)
    .u8(VERSION)
    .bytes(assertBytes(venueId, 16, 'venueId'))
    .bytes(assertBytes(contactId, 16, 'contactId'))
    .u32be(day)
    .finish();
