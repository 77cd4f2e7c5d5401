/**
 * What a risk score takes: windows with sound numbers, and configurations whose settings are in range.
 *
 * @module
 */
import { WaypostError } from '../../../primitives/errors.ts';
import type { ExposureWindow, ScanInstance } from '../exposure-window.ts';

/** Scan instances of one window: 30 minutes hold far fewer. */
const MAX_SCANS = 1800;
/** All scans of a window together: the NHS score takes memory for every second. */
const MAX_SECONDS = 86_400;
const MAX_DAY = 100_000_000;
const MAX_WINDOWS = 100_000;

/** Which numbers a setting takes. */
interface NumberLimits {
  readonly min?: number;
  readonly max?: number;
}

/** @throws {@link WaypostError} `NUMBER_RANGE` naming the field. */
export function checkWindows(windows: readonly ExposureWindow[]): void {
  inRange('windows', windows.length, MAX_WINDOWS);
  for (const window of windows) {
    checkDay('day', window.day);
    whole('reportType', window.reportType, 5);
    whole('infectiousness', window.infectiousness, 2);
    whole('calibrationConfidence', window.calibrationConfidence, 3);
    checkScans(window.scanInstances);
  }
}

/** @throws {@link WaypostError} `NUMBER_RANGE` unless it is a count of UTC days since 1970. */
export const checkDay = (field: string, day: number): void => whole(field, day, MAX_DAY);

/** @throws {@link WaypostError} `NUMBER_RANGE` naming the field. */
export function checkScans(scans: readonly ScanInstance[]): void {
  inRange('scanInstances', scans.length, MAX_SCANS);
  let seconds = 0;
  for (const scan of scans) {
    inRange('typicalAttenuation', scan.typicalAttenuation, 255);
    inRange('minAttenuation', scan.minAttenuation, 255);
    // below 0 after a clock was set back: dropped by the scores, but no reason to refuse the rest
    inRange('secondsSinceLastScan', Math.max(scan.secondsSinceLastScan, 0), MAX_SECONDS);
    seconds += Math.max(scan.secondsSinceLastScan, 0);
  }
  inRange('secondsSinceLastScan', seconds, MAX_SECONDS);
}

/** Scans that lasted: after a clock was set back there are others. */
export const lastingScans = (window: Pick<ExposureWindow, 'scanInstances'>): ScanInstance[] =>
  window.scanInstances.filter((scan) => scan.secondsSinceLastScan > 0);

function whole(field: string, value: number, max: number): void {
  if (!Number.isInteger(value)) throw outOfRange(field, max);
  inRange(field, value, max);
}

function inRange(field: string, value: number, max: number): void {
  if (!(value >= 0 && value <= max)) throw outOfRange(field, max);
}

const outOfRange = (field: string, max: number): WaypostError =>
  new WaypostError('NUMBER_RANGE', `${field} must be a number in 0..${max}`, { field, max });

/** @throws {@link WaypostError} `RULE_INVALID` naming the setting. */
export function checkNumber(
  setting: string,
  value: unknown,
  { min = 0, max = 1e9 }: NumberLimits = {},
): void {
  if (typeof value !== 'number' || !(value >= min && value <= max))
    throw invalidSetting(setting, `must be a number in ${min}..${max}`);
}

/** A list of so many numbers. @throws {@link WaypostError} `RULE_INVALID` naming the setting. */
export function checkNumbers(
  setting: string,
  values: unknown,
  { length, ...limits }: NumberLimits & { readonly length: number },
): void {
  if (!Array.isArray(values) || values.length !== length)
    throw invalidSetting(setting, `must be a list of ${length} numbers`);
  for (const value of values as readonly unknown[]) checkNumber(setting, value, limits);
}

/** Limits between buckets, which rise. @throws {@link WaypostError} `RULE_INVALID`. */
export function checkThresholds(setting: string, values: unknown, length: number): void {
  checkNumbers(setting, values, { length, max: 255 });
  const list = values as readonly number[];
  if (list.some((value, i) => i > 0 && value <= (list[i - 1] as number)))
    throw invalidSetting(setting, 'must rise');
}

/** Whether it is an object with members, from JSON or elsewhere. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A list of at most 100 objects. @throws {@link WaypostError} `RULE_INVALID` naming the setting. */
export function checkObjects(
  setting: string,
  values: unknown,
): readonly Readonly<Record<string, unknown>>[] {
  if (!Array.isArray(values) || values.length > 100 || !values.every(isRecord))
    throw invalidSetting(setting, 'must be a list of at most 100 objects');
  return values as readonly Readonly<Record<string, unknown>>[];
}

/** The error of a setting that is out of range. */
export const invalidSetting = (setting: string, why: string): WaypostError =>
  new WaypostError('RULE_INVALID', `${setting} ${why}`, { setting });
