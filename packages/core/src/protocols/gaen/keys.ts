/**
 * Temporary Exposure Keys, and the identifiers that a phone broadcasts under them.
 *
 * Specification: Exposure Notification, Cryptography Specification v1.2 (April 2020).
 * Vectors: `test/vectors/gaen.json`, `cryptography`.
 *
 * @module
 */
import { AES_BLOCK_BYTES, aesEcbEncrypt } from '../../primitives/foreign.ts';
import {
  assertBytes,
  assertUint,
  EN_INTERVALS_PER_DAY,
  enIntervalNumber,
  hkdfSha256,
  type RandomBytes,
  toUtf8,
} from '../../primitives/index.ts';

/** Length of a Temporary Exposure Key (TEK), in bytes. */
export const TEK_BYTES = 16;
/** Length of a Rolling Proximity Identifier Key (RPIK), in bytes. */
export const RPIK_BYTES = 16;
/** Length of an Associated Encrypted Metadata Key (AEMK), in bytes. */
export const AEMK_BYTES = 16;
/** Length of a Rolling Proximity Identifier (RPI), in bytes. */
export const RPI_BYTES = 16;

const RPI_PREFIX = toUtf8('EN-RPI');
const INTERVAL_OFFSET = 12;

/** A fresh TEK, 16 bytes. Secret until its owner publishes it. Section "Temporary Exposure Key". */
export const generateTek = (randomBytes: RandomBytes): Uint8Array =>
  assertBytes(randomBytes(TEK_BYTES), TEK_BYTES, 'TEK');

/**
 * `RPIK = HKDF(TEK, NULL, "EN-RPIK", 16)`: 16 bytes. As secret as the TEK.
 * Section "Rolling Proximity Identifier Key".
 *
 * @param tek - 16 bytes.
 * @throws {@link WaypostError} `BYTES_LENGTH`.
 */
export const deriveRpik = (tek: Uint8Array): Uint8Array =>
  hkdfSha256(assertBytes(tek, TEK_BYTES, 'TEK'), 'EN-RPIK', RPIK_BYTES);

/**
 * `AEMK = HKDF(TEK, NULL, "EN-AEMK", 16)`: 16 bytes. As secret as the TEK.
 * Section "Associated Encrypted Metadata Key".
 *
 * @param tek - 16 bytes.
 * @throws {@link WaypostError} `BYTES_LENGTH`.
 */
export const deriveAemk = (tek: Uint8Array): Uint8Array =>
  hkdfSha256(assertBytes(tek, TEK_BYTES, 'TEK'), 'EN-AEMK', AEMK_BYTES);

/**
 * `RPI = AES-128(RPIK, PaddedData)`: 16 bytes, broadcast in that one interval.
 * Section "Rolling Proximity Identifier".
 *
 * @param rpik - 16 bytes, of {@link deriveRpik}.
 * @param interval - EN interval number, uint32.
 * @throws {@link WaypostError} `BYTES_LENGTH`, `TIME_RANGE`.
 */
export const deriveRpi = (rpik: Uint8Array, interval: number): Uint8Array =>
  deriveRpis(rpik, interval, 1);

/**
 * The RPIs of `count` intervals from `firstInterval` on, joined: RPI i stands in bytes 16i..16i+15.
 * One key schedule for all, where {@link deriveRpi} has one for each.
 *
 * | bytes  | PaddedData                  |
 * | ------ | --------------------------- |
 * | 0..5   | UTF-8 `EN-RPI`              |
 * | 6..11  | zero                        |
 * | 12..15 | EN interval number, uint32 LE |
 *
 * @param count - 0..144.
 * @throws {@link WaypostError} `BYTES_LENGTH`; `NUMBER_RANGE` for the count; `TIME_RANGE` where an
 * interval, the last one included, is no uint32.
 */
export function deriveRpis(rpik: Uint8Array, firstInterval: number, count: number): Uint8Array {
  assertBytes(rpik, RPIK_BYTES, 'RPIK');
  assertUint(count, EN_INTERVALS_PER_DAY, 'count of intervals');
  const paddedData = new Uint8Array(count * AES_BLOCK_BYTES);
  const view = new DataView(paddedData.buffer);
  for (let i = 0; i < count; i++) {
    const at = i * AES_BLOCK_BYTES;
    paddedData.set(RPI_PREFIX, at);
    view.setUint32(at + INTERVAL_OFFSET, enIntervalNumber(firstInterval + i), true);
  }
  return aesEcbEncrypt(rpik, paddedData);
}
