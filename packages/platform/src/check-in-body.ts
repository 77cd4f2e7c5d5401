import { SEALED_CARD_BYTES } from '@waypost/core/contact-card';
import { CONTACT_ID_BYTES } from '@waypost/core/contact-id';
import { assertBytes, ByteWriter, sha256, toUtf8, WaypostError } from '@waypost/core/primitives';
import { LOCATION_ID_BYTES } from '@waypost/core/venue-code';

const HASH_BYTES = 32;
const DISPLAY_MAX_BYTES = 255;

/** What a device says of one check-in, without the padding. */
export interface CheckInBody {
  /** 32 bytes. */
  readonly locationId: Uint8Array;
  /** 16 bytes. */
  readonly contactId: Uint8Array;
  /** Unix seconds, a whole minute. */
  readonly arrivedAt: number;
  /** Unix seconds, a whole minute; `null`: still there, or nobody checked out. */
  readonly departedAt: number | null;
  /** 1..255. */
  readonly partySize: number;
  readonly onBehalf: boolean;
  /** SHA-256 of the receipt key, 32 bytes. */
  readonly receiptHash: Uint8Array;
  /** Sealed contact card, 569 bytes. */
  readonly card: Uint8Array;
  /** What the venue's display showed, at most 255 bytes; `null`: nothing. */
  readonly display: string | null;
}

/**
 * Digest of a check-in's body, 32 bytes: what tells a retry from another check-in under the same id.
 *
 * | bytes    | hashed by SHA-256                               |
 * | -------- | ----------------------------------------------- |
 * | 0..31    | locationId                                      |
 * | 32..47   | contactId                                       |
 * | 48..55   | arrivedAt, departedAt or 0, u32be each          |
 * | 56..58   | 1 where departedAt stands, partySize, onBehalf  |
 * | 59..90   | receiptHash                                     |
 * | 91..659  | card                                            |
 * | 660..    | 1 and u8 length and UTF-8 of display, or 0      |
 *
 * @throws {@link WaypostError} `BYTES_LENGTH`, `NUMBER_RANGE`, `TEXT_LENGTH`.
 */
export function hashCheckInBody(body: CheckInBody): Uint8Array {
  const { departedAt, display } = body;
  const writer = new ByteWriter(768)
    .bytes(assertBytes(body.locationId, LOCATION_ID_BYTES, 'locationId'))
    .bytes(assertBytes(body.contactId, CONTACT_ID_BYTES, 'contactId'))
    .u32be(body.arrivedAt)
    .u32be(departedAt ?? 0)
    .u8(departedAt === null ? 0 : 1)
    .u8(assertPartySize(body.partySize))
    .u8(body.onBehalf ? 1 : 0)
    .bytes(assertBytes(body.receiptHash, HASH_BYTES, 'receiptHash'))
    .bytes(assertBytes(body.card, SEALED_CARD_BYTES, 'card'));
  if (display === null) writer.u8(0);
  else writer.u8(1).shortBytes(toUtf8(display), DISPLAY_MAX_BYTES, 'display');
  return sha256(writer.finish());
}

function assertPartySize(partySize: number): number {
  if (partySize < 1) throw new WaypostError('NUMBER_RANGE', 'partySize must be 1..255');
  return partySize;
}
