/**
 * Protected reports: a record that only somebody who has scanned the place's code can find and read.
 *
 * ```
 * encKey = SHA-256("CWA-ENCRYPTION-KEY" || locationId)    macKey = SHA-256("CWA-MAC-KEY" || locationId)
 * encryptedCheckInRecord = AES-256-CBC(encKey, iv, CheckInRecord), padded by PKCS #7
 * mac = HMAC-SHA256(macKey, iv || encryptedCheckInRecord)
 * ```
 *
 * | field | CheckInProtectedReport | bytes |
 * | ----- | ---------------------- | ----- |
 * | 1     | locationIdHash         | 32    |
 * | 2     | iv                     | 16    |
 * | 3     | encryptedCheckInRecord | 16    |
 * | 4     | mac                    | 32    |
 *
 * Spec: Corona-Warn-App, `check_in.proto`. Vectors: `test/vectors/cwa.json`.
 *
 * @module
 */
import { AES_BLOCK_BYTES, aesCbcDecrypt, aesCbcEncrypt } from '../../primitives/aes.ts';
import { assertBytes, equalBytes } from '../../primitives/bytes.ts';
import { toUtf8 } from '../../primitives/encoding.ts';
import { isWaypostError } from '../../primitives/errors.ts';
import { hmacSha256, sha256 } from '../../primitives/hash.ts';
import { ProtoWriter } from '../../primitives/protobuf.ts';
import {
  type CwaCheckInRecord,
  decodeCwaCheckInRecord,
  encodeCwaCheckInRecord,
} from './check-in.ts';
import { CWA_LOCATION_ID_BYTES, deriveCwaLocationIdHash } from './location-id.ts';
import { orListMalformed, readSmallMessage } from './wire.ts';

const MAC_BYTES = 32;
const ENCRYPTION_LABEL = toUtf8('CWA-ENCRYPTION-KEY');
const MAC_LABEL = toUtf8('CWA-MAC-KEY');

/** A report as it is submitted and published. */
export interface CwaProtectedReport {
  /** 32 bytes. */
  readonly locationIdHash: Uint8Array;
  /** 16 bytes. */
  readonly iv: Uint8Array;
  /** 16 bytes. */
  readonly encryptedCheckInRecord: Uint8Array;
  /** 32 bytes. */
  readonly mac: Uint8Array;
}

/** The two keys of a place, 32 bytes each: secret, though everybody who was there has them. */
export interface CwaReportKeys {
  readonly encryptionKey: Uint8Array;
  readonly macKey: Uint8Array;
}

/** Keys of a place's reports. @throws {@link WaypostError} `BYTES_LENGTH`. */
export function deriveCwaReportKeys(locationId: Uint8Array): CwaReportKeys {
  assertBytes(locationId, CWA_LOCATION_ID_BYTES, 'locationId');
  return {
    encryptionKey: sha256(ENCRYPTION_LABEL, locationId),
    macKey: sha256(MAC_LABEL, locationId),
  };
}

/**
 * (Device of an infected person) Seals a record to those who have scanned the place's code.
 *
 * @param iv - 16 fresh random bytes.
 * @throws {@link WaypostError} `BYTES_LENGTH`; `NUMBER_RANGE` for a record that no app accepts.
 */
export function sealCwaReport(
  locationId: Uint8Array,
  record: CwaCheckInRecord,
  iv: Uint8Array,
): CwaProtectedReport {
  const { encryptionKey, macKey } = deriveCwaReportKeys(locationId);
  assertBytes(iv, AES_BLOCK_BYTES, 'iv');
  const plaintext = encodeCwaCheckInRecord(record);
  const encryptedCheckInRecord = aesCbcEncrypt({ key: encryptionKey, iv }, plaintext);
  const mac = hmacSha256(macKey, iv, encryptedCheckInRecord);
  const locationIdHash = deriveCwaLocationIdHash(locationId);
  return { locationIdHash, iv, encryptedCheckInRecord, mac };
}

/**
 * (Device) Opens a report. Nothing is decrypted before its MAC holds, compared in constant time.
 *
 * @param locationId - 32 bytes, of a code that this device has scanned.
 * @returns `null` for a report of another place, a changed one, and one whose record the app refuses:
 *   no length, or a level that is none of 1 to 8.
 * @throws {@link WaypostError} `BYTES_LENGTH`.
 */
export function openCwaReport(
  locationId: Uint8Array,
  report: CwaProtectedReport,
): CwaCheckInRecord | null {
  const { encryptionKey, macKey } = deriveCwaReportKeys(locationId);
  const { locationIdHash, iv, encryptedCheckInRecord, mac } = assertReport(report);
  if (!equalBytes(locationIdHash, deriveCwaLocationIdHash(locationId))) return null;
  if (!equalBytes(mac, hmacSha256(macKey, iv, encryptedCheckInRecord))) return null;
  try {
    return decodeCwaCheckInRecord(
      aesCbcDecrypt({ key: encryptionKey, iv }, encryptedCheckInRecord),
    );
  } catch (error) {
    if (isWaypostError(error)) return null;
    throw error;
  }
}

/** Writes a report. @throws {@link WaypostError} `BYTES_LENGTH`. */
export function encodeCwaReport(report: CwaProtectedReport): Uint8Array {
  const { locationIdHash, iv, encryptedCheckInRecord, mac } = assertReport(report);
  return new ProtoWriter()
    .bytes(1, locationIdHash)
    .bytes(2, iv)
    .bytes(3, encryptedCheckInRecord)
    .bytes(4, mac)
    .finish();
}

/**
 * Reads a report. Byte fields are views of `bytes`.
 *
 * @throws {@link WaypostError} `VENUE_LIST_MALFORMED`, also for a field of another length.
 */
export function decodeCwaReport(bytes: Uint8Array): CwaProtectedReport {
  return orListMalformed('CheckInProtectedReport', () => {
    const message = readSmallMessage(bytes, 'CheckInProtectedReport');
    return assertReport({
      locationIdHash: message.bytes(1),
      iv: message.bytes(2),
      encryptedCheckInRecord: message.bytes(3),
      mac: message.bytes(4),
    });
  });
}

function assertReport(report: CwaProtectedReport): CwaProtectedReport {
  assertBytes(report.locationIdHash, CWA_LOCATION_ID_BYTES, 'locationIdHash');
  assertBytes(report.iv, AES_BLOCK_BYTES, 'iv');
  assertBytes(report.encryptedCheckInRecord, AES_BLOCK_BYTES, 'encryptedCheckInRecord');
  assertBytes(report.mac, MAC_BYTES, 'mac');
  return report;
}
