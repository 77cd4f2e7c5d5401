// What the tests of matching share: keys, and what is heard of them.
import {
  applyAem,
  type CalibrationConfidence,
  type DiagnosisKey,
  deriveAemk,
  deriveRpi,
  deriveRpik,
  type ExportedKey,
  encodeMetadata,
  type Sighting,
} from '@waypost/core/gaen';

/** First interval of the day that the tests play on. */
export const START = 2_650_032;

/** What of a sighting matters to a test. */
interface Heard {
  readonly interval: number;
  readonly at?: number;
  readonly rssi?: number;
  readonly txPowerDbm?: number;
  readonly previousScanAt?: number;
  readonly calibrationConfidence?: CalibrationConfidence | null;
}

export const tekOf = (byte: number): Uint8Array => new Uint8Array(16).fill(byte);

/** A key of the day; a test says in what it differs. */
export const keyOf = (fields: Partial<DiagnosisKey> = {}): DiagnosisKey => ({
  tek: tekOf(7),
  rollingStartIntervalNumber: START,
  rollingPeriod: 144,
  reportType: 1,
  ...fields,
});

export const published = (key: DiagnosisKey): ExportedKey => ({ key, isRevised: false });
export const revised = (key: DiagnosisKey): ExportedKey => ({ key, isRevised: true });

/** A sighting of the identifier of one interval: in its first second unless a test says otherwise. */
export function sightingOf(tek: Uint8Array, heard: Heard): Sighting {
  const { interval, txPowerDbm = -15, calibrationConfidence = null } = heard;
  const rpi = deriveRpi(deriveRpik(tek), interval);
  return {
    rpi,
    aem: applyAem(deriveAemk(tek), rpi, encodeMetadata({ txPowerDbm, calibrationConfidence })),
    rssi: heard.rssi ?? -60,
    at: heard.at ?? interval * 600,
    previousScanAt: heard.previousScanAt,
  };
}
