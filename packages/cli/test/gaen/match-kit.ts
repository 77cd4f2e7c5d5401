// What the tests of `waypost gaen match` share: published keys, and what a phone heard of them.
import {
  applyAem,
  type DiagnosisKey,
  deriveAemk,
  deriveRpi,
  deriveRpik,
  encodeMetadata,
  type Sighting,
} from '@waypost/core/gaen';
import { toHex } from '@waypost/core/primitives';

/** First interval of the day that the tests play on. */
export const START = 2_650_032;

/** A TEK with that number in its first four bytes. */
export function tekOf(number: number): Uint8Array {
  const tek = new Uint8Array(16).fill(7);
  new DataView(tek.buffer).setUint32(0, number);
  return tek;
}

/** A key of the day. */
export const keyOf = (number: number, reportType: number): DiagnosisKey => ({
  tek: tekOf(number),
  rollingStartIntervalNumber: START,
  rollingPeriod: 144,
  reportType,
});

/** When an identifier was heard, in seconds from the begin of its interval, and how loud, in dBm. */
interface Heard {
  readonly drift?: number;
  readonly rssi?: number;
}

/** A key's identifier of one interval, as it was heard. */
export function sightingOf(
  tek: Uint8Array,
  interval: number,
  { drift = 0, rssi = -60 }: Heard = {},
): Sighting {
  const rpi = deriveRpi(deriveRpik(tek), interval);
  const metadata = encodeMetadata({ txPowerDbm: -15, calibrationConfidence: null });
  return { rpi, aem: applyAem(deriveAemk(tek), rpi, metadata), rssi, at: interval * 600 + drift };
}

/** First line of the CSV. */
export const HEADER = 'rpi,aem,rssi,at,previous_scan_at';

/** A row of the CSV: an identifier of the key of that number. */
export function rowOf(
  number: number,
  interval: number,
  { previousScanAt = '', ...heard }: Heard & { readonly previousScanAt?: number | '' } = {},
): string {
  const { rpi, aem, rssi, at } = sightingOf(tekOf(number), interval, heard);
  return [toHex(rpi), toHex(aem), rssi, at, previousScanAt].join(',');
}
