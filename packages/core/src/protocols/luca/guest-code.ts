import { P256_COMPRESSED_BYTES } from '../../primitives/foreign.ts';
import {
  assertBytes,
  assertUint,
  ByteReader,
  ByteWriter,
  concatBytes,
  equalBytes,
  sha256,
} from '../../primitives/index.ts';
import { malformed } from './malformed.ts';
import { LUCA_TRACE_ID_BYTES, VERIFICATION_TAG_BYTES } from './trace-id.ts';
import { readUint32Le, uint32Le } from './uint32-le.ts';
import { ENC_DATA_BYTES } from './user-data.ts';
import { fromZ85, toZ85 } from './z85.ts';

/** Length of a guest record, in bytes. */
export const LUCA_GUEST_RECORD_BYTES = 96;
/** Length of a guest code, in characters: record and checksum in Z85. */
export const LUCA_GUEST_CODE_LENGTH = 125;

const CHECKSUM_BYTES = 4;

/** What a guest's phone shows for one minute. */
export interface LucaGuestRecord {
  /** 0..255; the published vector has 2, an app of the time 3. */
  readonly version: number;
  /** 0..255: 0 iOS, 1 Android. */
  readonly deviceType: number;
  /** Which daily key pair of the health departments `encData` is for, 0..255. */
  readonly keyId: number;
  /** Unix seconds at a full minute. */
  readonly timestamp: number;
  /** 16 bytes. */
  readonly traceId: Uint8Array;
  /** 32 bytes, user id and data secret, for the health departments. */
  readonly encData: Uint8Array;
  /** 33 bytes, compressed point of P-256. */
  readonly ephemeralPublicKey: Uint8Array;
  /** 8 bytes. */
  readonly verificationTag: Uint8Array;
}

/** A guest code as read. */
export interface DecodedLucaGuestCode extends LucaGuestRecord {
  /** No published code with a checksum was at hand to check this reading against. */
  readonly verified: false;
}

/**
 * Writes a guest record.
 *
 * | bytes  | guest record                            |
 * | ------ | --------------------------------------- |
 * | 0      | version                                 |
 * | 1      | device type                             |
 * | 2      | key id                                  |
 * | 3..6   | timestamp, uint32 LE                    |
 * | 7..22  | trace id                                |
 * | 23..54 | encData                                 |
 * | 55..87 | ephemeral public key, compressed        |
 * | 88..95 | verification tag                        |
 *
 * @returns 96 bytes.
 * @throws {@link WaypostError} `NUMBER_RANGE`, `BYTES_LENGTH`.
 */
export const encodeLucaGuestRecord = (record: LucaGuestRecord): Uint8Array =>
  new ByteWriter(LUCA_GUEST_RECORD_BYTES)
    .u8(assertUint(record.version, 0xff, 'version'))
    .u8(assertUint(record.deviceType, 0xff, 'deviceType'))
    .u8(assertUint(record.keyId, 0xff, 'keyId'))
    .bytes(uint32Le(record.timestamp, 'timestamp'))
    .bytes(assertBytes(record.traceId, LUCA_TRACE_ID_BYTES, 'traceId'))
    .bytes(assertBytes(record.encData, ENC_DATA_BYTES, 'encData'))
    .bytes(assertBytes(record.ephemeralPublicKey, P256_COMPRESSED_BYTES, 'ephemeralPublicKey'))
    .bytes(assertBytes(record.verificationTag, VERIFICATION_TAG_BYTES, 'verificationTag'))
    .finish();

/**
 * Reads what {@link encodeLucaGuestRecord} writes. Whether the ephemeral key is a point of the curve
 * shows when the data is opened.
 *
 * @throws {@link WaypostError} `BYTES_LENGTH`.
 */
export function decodeLucaGuestRecord(bytes: Uint8Array): LucaGuestRecord {
  const reader = new ByteReader(
    assertBytes(bytes, LUCA_GUEST_RECORD_BYTES, 'guest record'),
    'guest record',
  );
  return {
    version: reader.u8(),
    deviceType: reader.u8(),
    keyId: reader.u8(),
    timestamp: readUint32Le(reader.bytes(4)),
    traceId: reader.bytes(LUCA_TRACE_ID_BYTES).slice(),
    encData: reader.bytes(ENC_DATA_BYTES).slice(),
    ephemeralPublicKey: reader.bytes(P256_COMPRESSED_BYTES).slice(),
    verificationTag: reader.bytes(VERIFICATION_TAG_BYTES).slice(),
  };
}

/**
 * (Guest) The text of a guest's QR code: Z85 of the record and of the first four bytes of its SHA-256.
 *
 * @returns 125 characters.
 * @throws {@link WaypostError} as {@link encodeLucaGuestRecord}.
 */
export function encodeLucaGuestCode(record: LucaGuestRecord): string {
  const bytes = encodeLucaGuestRecord(record);
  return toZ85(concatBytes(bytes, checksum(bytes)));
}

/**
 * (Scanner) Reads a guest's QR code.
 *
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED`: `z85`, also for another length, `checksum`.
 */
export function decodeLucaGuestCode(text: string): DecodedLucaGuestCode {
  if (typeof text !== 'string' || text.length !== LUCA_GUEST_CODE_LENGTH) throw malformed('z85');
  const bytes = decodeZ85(text);
  const record = bytes.subarray(0, LUCA_GUEST_RECORD_BYTES);
  if (!equalBytes(checksum(record), bytes.subarray(LUCA_GUEST_RECORD_BYTES)))
    throw malformed('checksum');
  return { ...decodeLucaGuestRecord(record), verified: false };
}

/**
 * Whether a text is a guest's QR code: nothing but its length, its alphabet and its checksum tells.
 */
export function isLucaGuestCode(text: string): boolean {
  try {
    decodeLucaGuestCode(text);
    return true;
  } catch {
    return false;
  }
}

const checksum = (record: Uint8Array): Uint8Array => sha256(record).subarray(0, CHECKSUM_BYTES);

function decodeZ85(text: string): Uint8Array {
  try {
    return fromZ85(text);
  } catch {
    throw malformed('z85');
  }
}
