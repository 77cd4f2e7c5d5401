/**
 * How much of a signal was lost on its way.
 *
 * Spec: Exposure Notification, Bluetooth Specification v1.2, section "Metadata".
 * Vectors: `test/vectors/gaen.json`, `device`.
 *
 * @module
 */
import { applyAem, type CalibrationConfidence, decodeMetadata } from './metadata.ts';
import type { Sighting } from './sighting.ts';

const MIN_TX_POWER_DBM = -50;
const MAX_TX_POWER_DBM = 20;

/** A sighting of a key that was published, its metadata read. */
export interface MatchedSighting {
  /** Unix seconds. */
  readonly at: number;
  /** Transmit power less received strength, in dB; never below 0. */
  readonly attenuation: number;
  /** 0 where the metadata does not say. */
  readonly calibrationConfidence: CalibrationConfidence;
  /** Unix seconds; 0 where it is not known. */
  readonly previousScanAt: number;
}

/**
 * Reads the metadata of a sighting.
 *
 * @param aemk - 16 bytes, of `deriveAemk` of the key that the identifier is of.
 * @returns `null` for metadata of another major version, or a transmit power outside -50..20 dBm: no phone
 * has one, so that a relay changed it.
 */
export function readSighting(aemk: Uint8Array, sighting: Sighting): MatchedSighting | null {
  const metadata = decodeMetadata(applyAem(aemk, sighting.rpi, sighting.aem));
  if (metadata === null) return null;
  const { txPowerDbm, calibrationConfidence } = metadata;
  if (txPowerDbm < MIN_TX_POWER_DBM || txPowerDbm > MAX_TX_POWER_DBM) return null;
  return {
    at: sighting.at,
    attenuation: Math.max(txPowerDbm - sighting.rssi, 0),
    calibrationConfidence: calibrationConfidence ?? 0,
    previousScanAt: sighting.previousScanAt ?? 0,
  };
}
