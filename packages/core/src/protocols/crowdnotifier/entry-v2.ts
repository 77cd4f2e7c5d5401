/**
 * The code of version 2 (NotifyMe).
 *
 * | field | QRCodeEntry     | QRCodeContent (`info`)   | EntryProof |
 * | ----- | --------------- | ------------------------ | ---------- |
 * | 1     | version         | name                     | nonce1     |
 * | 2     | data            | location                 | nonce2     |
 * | 3     | masterPublicKey | room                     |            |
 * | 4     | entryProof      | venueType                |            |
 * | 5     |                 | notificationKey          |            |
 * | 6     |                 | validFrom, milliseconds  |            |
 * | 7     |                 | validTo, milliseconds    |            |
 *
 * `QRCodeContent` is known from real pre-traces. The envelope around it stands in the public sources of
 * the apps; no vector of a whole code is known, so that part is unverified.
 *
 * Vectors: `test/vectors/crowdnotifier.json` (`preTraceV2`).
 *
 * @module
 */
import { ProtoMessage, ProtoWriter } from '../../primitives/foreign.ts';
import { assertBytes } from '../../primitives/index.ts';
import { assertMasterPublicKey } from './ibe-keys.ts';
import { NONCE_BYTES } from './identity.ts';
import { decoding, malformedCode, unlessEmpty, unlessZero } from './malformed.ts';
import { shortText } from './qr-code-payload.ts';

/** The description of a place in version 2. */
export interface QrCodeContentV2 {
  readonly name: string;
  /** The address. */
  readonly location: string;
  readonly room: string;
  /** Of `NOTIFY_ME_VENUE_TYPES`. */
  readonly venueType: number;
  /** 32 bytes. Opens the message that comes with a trace. */
  readonly notificationKey: Uint8Array;
  /** Milliseconds since the Unix epoch, 0 where it says none. */
  readonly validFromMs: number;
  /** Milliseconds since the Unix epoch, 0 where it says none. */
  readonly validToMs: number;
}

/** A code of version 2. */
export interface QrCodeEntryV2 {
  readonly version: number;
  /** The bytes of the description as they were read: identities are made of them. */
  readonly info: Uint8Array;
  readonly content: QrCodeContentV2;
  /** 96 bytes. */
  readonly masterPublicKey: Uint8Array;
  /** 32 bytes. */
  readonly nonce1: Uint8Array;
  /** 32 bytes. */
  readonly nonce2: Uint8Array;
}

/** Reads a code of version 2. @throws {@link WaypostError} `VENUE_CODE_MALFORMED`. */
export function decodeQrCodeEntryV2(bytes: Uint8Array): QrCodeEntryV2 {
  return decoding(malformedCode, 'entry', () => {
    const message = new ProtoMessage(bytes, 'QRCodeEntry');
    const info = message.bytes(2).slice();
    const proof = message.message(4);
    return assertSound({
      version: message.uint(1),
      info,
      content: decodeQrCodeContentV2(info),
      masterPublicKey: message.bytes(3).slice(),
      nonce1: proof.bytes(1).slice(),
      nonce2: proof.bytes(2).slice(),
    });
  });
}

/**
 * Writes a code of version 2; of the description it writes `info`.
 *
 * @throws {@link WaypostError} `BYTES_LENGTH`, `POINT_INVALID`, `VENUE_CODE_MALFORMED`.
 */
export function encodeQrCodeEntryV2(entry: Omit<QrCodeEntryV2, 'content'>): Uint8Array {
  assertSound({ ...entry, content: decodeQrCodeContentV2(entry.info) });
  const proof = new ProtoWriter().bytes(1, entry.nonce1).bytes(2, entry.nonce2);
  return new ProtoWriter()
    .uint(1, unlessZero(entry.version))
    .bytes(2, entry.info)
    .bytes(3, entry.masterPublicKey)
    .bytes(4, proof.finish())
    .finish();
}

/** Reads the `info` of version 2. @throws {@link WaypostError} `VENUE_CODE_MALFORMED`. */
export function decodeQrCodeContentV2(info: Uint8Array): QrCodeContentV2 {
  return decoding(malformedCode, 'info', () => {
    const message = new ProtoMessage(info, 'QRCodeContent');
    return {
      name: message.string(1),
      location: message.string(2),
      room: message.string(3),
      venueType: message.uint(4),
      notificationKey: assertBytes(message.bytes(5).slice(), NONCE_BYTES, 'notificationKey'),
      validFromMs: message.uint(6),
      validToMs: message.uint(7),
    };
  });
}

/** Writes an `info`. @throws {@link WaypostError} `TEXT_LENGTH`, `BYTES_LENGTH`, `NUMBER_RANGE`. */
export const encodeQrCodeContentV2 = (content: QrCodeContentV2): Uint8Array =>
  new ProtoWriter()
    .string(1, unlessEmpty(shortText(content.name, 'name')))
    .string(2, unlessEmpty(shortText(content.location, 'location')))
    .string(3, unlessEmpty(shortText(content.room, 'room')))
    .uint(4, unlessZero(content.venueType))
    .bytes(5, assertBytes(content.notificationKey, NONCE_BYTES, 'notificationKey'))
    .uint(6, unlessZero(content.validFromMs))
    .uint(7, unlessZero(content.validToMs))
    .finish();

function assertSound(entry: QrCodeEntryV2): QrCodeEntryV2 {
  assertBytes(entry.nonce1, NONCE_BYTES, 'nonce1');
  assertBytes(entry.nonce2, NONCE_BYTES, 'nonce2');
  assertMasterPublicKey(entry.masterPublicKey);
  return entry;
}
