/**
 * What a phone says of itself beside its identifier: version and transmit power, encrypted.
 *
 * Specification: Exposure Notification, Cryptography Specification v1.2, section "Associated Encrypted
 * Metadata"; Bluetooth Specification v1.2, section "Metadata".
 * Vectors: `test/vectors/gaen.json`, `cryptography`.
 *
 * @module
 */
import { aesCtr } from '../../primitives/foreign.ts';
import { assertBytes, assertUint, WaypostError } from '../../primitives/index.ts';
import { AEMK_BYTES, RPI_BYTES } from './keys.ts';

/** Length of metadata, and of Associated Encrypted Metadata (AEM), in bytes. */
export const METADATA_BYTES = 4;

const MAJOR_VERSION = 1;
const INT8_MIN = -128;
const INT8_MAX = 127;
const MAX_CONFIDENCE = 3;

/** How well the makers measured the phone: 0 lowest, 1 low, 2 medium, 3 high. */
export type CalibrationConfidence = 0 | 1 | 2 | 3;

/** Metadata of major version 1. */
export interface Metadata {
  /** Minor version 0..3; this library writes 0 and 1. */
  readonly minorVersion: number;
  /** Transmit power in dBm, -128..127. */
  readonly txPowerDbm: number;
  /** `null` for minor version 0, which does not say. */
  readonly calibrationConfidence: CalibrationConfidence | null;
}

/**
 * Encrypts metadata, or decrypts AEM: `AES-128-CTR(AEMK, RPI, bytes)`, 4 bytes, its own inverse.
 *
 * Nothing authenticates it: a relay can flip any bit, so a reader must not trust the transmit power.
 *
 * @param aemk - 16 bytes, of `deriveAemk`.
 * @param rpi - 16 bytes: the identifier that the metadata travels with.
 * @param metadata - 4 bytes.
 * @throws {@link WaypostError} `BYTES_LENGTH`.
 */
export function applyAem(aemk: Uint8Array, rpi: Uint8Array, metadata: Uint8Array): Uint8Array {
  assertBytes(aemk, AEMK_BYTES, 'AEMK');
  assertBytes(rpi, RPI_BYTES, 'RPI');
  return aesCtr({ key: aemk, iv: rpi }, assertBytes(metadata, METADATA_BYTES, 'metadata'));
}

/**
 * Metadata as 4 bytes, version 1.0 where there is no calibration confidence and 1.1 where there is.
 *
 * | byte | bits | field                                                    |
 * | ---- | ---- | -------------------------------------------------------- |
 * | 0    | 7:6  | major version, 1                                         |
 * | 0    | 5:4  | minor version                                            |
 * | 0    | 3:2  | calibration confidence; reserved, zero, in version 1.0   |
 * | 0    | 1:0  | reserved, zero                                           |
 * | 1    |      | transmit power, int8, dBm                                |
 * | 2..3 |      | reserved, zero                                           |
 *
 * @throws {@link WaypostError} `NUMBER_RANGE`.
 */
export function encodeMetadata({
  txPowerDbm,
  calibrationConfidence,
}: Omit<Metadata, 'minorVersion'>): Uint8Array {
  if (!Number.isInteger(txPowerDbm) || txPowerDbm < INT8_MIN || txPowerDbm > INT8_MAX)
    throw new WaypostError('NUMBER_RANGE', 'transmit power must be an int8', {
      what: 'transmit power',
    });
  const minor = calibrationConfidence === null ? 0 : 1;
  const confidence = assertUint(calibrationConfidence ?? 0, MAX_CONFIDENCE, 'confidence');
  const version = (MAJOR_VERSION << 6) | (minor << 4) | (confidence << 2);
  return Uint8Array.of(version, txPowerDbm, 0, 0);
}

/**
 * Reads metadata. Reserved bits are not looked at: a later minor version may use them.
 *
 * @param metadata - 4 bytes, decrypted by {@link applyAem}.
 * @returns `null` for another major version, which a wrong key gives three times out of four.
 * @throws {@link WaypostError} `BYTES_LENGTH`.
 */
export function decodeMetadata(metadata: Uint8Array): Metadata | null {
  const [version = 0, power = 0] = assertBytes(metadata, METADATA_BYTES, 'metadata');
  if (version >>> 6 !== MAJOR_VERSION) return null;
  const minorVersion = (version >>> 4) & 3;
  return {
    minorVersion,
    txPowerDbm: (power << 24) >> 24,
    calibrationConfidence:
      minorVersion === 0 ? null : (((version >>> 2) & 3) as CalibrationConfidence),
  };
}
