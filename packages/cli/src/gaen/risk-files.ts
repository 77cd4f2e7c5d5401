/**
 * The exposure windows that `waypost gaen risk` reads, from JSON.
 *
 * Windows are one of
 * - `[window, …]`: one case,
 * - `{"testCases":[{"description":"…","exposureWindows":[window, …]}, …]}`: published cases,
 * - `{"scanInstances":[{"minAttenuationDb":60,"secondsSinceLastScan":240}, …]}`: one window of today, of
 *   a confirmed test and high infectiousness.
 *
 * | member of a window               | holds                                                         |
 * | -------------------------------- | ------------------------------------------------------------- |
 * | `ageInDays`, or `date`, or `day` | 0.., `YYYY-MM-DD` or milliseconds since 1970, days since 1970 |
 * | `reportType`                     | 0..5                                                          |
 * | `infectiousness`                 | 0..2                                                          |
 * | `calibrationConfidence`          | 0..3                                                          |
 * | `scanInstances`                  | `minAttenuation` and `typicalAttenuation` in dB (one may be left out), `secondsSinceLastScan` |
 *
 * @module
 */
import type { ExposureWindow, Infectiousness, ScanInstance } from '@waypost/core/gaen';
import { DAY_SECONDS } from '@waypost/core/primitives';
import { isJsonObject } from '@waypost/core/primitives/foreign';
import { InputError } from '../errors.ts';
import { readBounded } from './open-export.ts';

const MAX_WINDOWS_BYTES = 16 << 20;
const DAY_MILLISECONDS = DAY_SECONDS * 1000;

/** Windows that are scored together. */
export interface RiskCase {
  /** As the file has it, `null` where it has none. */
  readonly description: string | null;
  readonly windows: readonly ExposureWindow[];
}

/** The cases of a file, in its order. */
export interface RiskCases {
  readonly cases: readonly RiskCase[];
  /** Whether it is a file of published cases, which may be many. */
  readonly isCaseFile: boolean;
}

type Refuse = (field: string) => never;
type JsonObject = Readonly<Record<string, unknown>>;

/**
 * @param today - UTC days since 1970, from which ages count.
 * @throws {@link InputError} naming the member that cannot be used.
 */
export async function readRiskCases(file: string, today: number): Promise<RiskCases> {
  const json = await readJsonFile(file);
  const refuse: Refuse = (field) => {
    throw new InputError(file, { kind: 'window-field', field });
  };
  if (Array.isArray(json))
    return single(json.map((entry, i) => toWindow(entry, today, named(refuse, `[${i}]`))));
  if (!isJsonObject(json)) return refuse('testCases');
  if (Array.isArray(json['scanInstances'])) return single([windowOfScans(json, today, refuse)]);
  if (!Array.isArray(json['testCases'])) return refuse('testCases');
  const cases = json['testCases'].map((entry: unknown, i) =>
    toCase(entry, today, named(refuse, `testCases[${i}].`)),
  );
  return { cases, isCaseFile: true };
}

const single = (windows: readonly ExposureWindow[]): RiskCases => ({
  cases: [{ description: null, windows }],
  isCaseFile: false,
});

const named =
  (refuse: Refuse, path: string): Refuse =>
  (field) =>
    refuse(path + field);

function toCase(entry: unknown, today: number, refuse: Refuse): RiskCase {
  if (!isJsonObject(entry)) return refuse('exposureWindows');
  const { description, exposureWindows: windows } = entry;
  if (!Array.isArray(windows)) return refuse('exposureWindows');
  return {
    description: typeof description === 'string' ? description : null,
    windows: windows.map((window, i) =>
      toWindow(window, today, named(refuse, `exposureWindows[${i}]`)),
    ),
  };
}

function toWindow(entry: unknown, today: number, refuse: Refuse): ExposureWindow {
  if (!isJsonObject(entry)) return refuse('');
  return {
    day: dayOf(entry, today) ?? refuse('.date'),
    reportType: numberOf(entry, 'reportType') ?? refuse('.reportType'),
    infectiousness: (numberOf(entry, 'infectiousness') ??
      refuse('.infectiousness')) as Infectiousness, // the score checks what it takes
    calibrationConfidence:
      numberOf(entry, 'calibrationConfidence') ?? refuse('.calibrationConfidence'),
    scanInstances: toScans(entry, named(refuse, '.')),
  };
}

const windowOfScans = (json: JsonObject, today: number, refuse: Refuse): ExposureWindow => ({
  day: today,
  reportType: 1,
  infectiousness: 2,
  calibrationConfidence: 0,
  scanInstances: toScans(json, refuse),
});

function toScans(window: JsonObject, refuse: Refuse): ScanInstance[] {
  const scans = window['scanInstances'];
  if (!Array.isArray(scans)) return refuse('scanInstances');
  return scans.map((scan: unknown, i) => {
    const path = `scanInstances[${i}]`;
    if (!isJsonObject(scan)) return refuse(path);
    const least = numberOf(scan, 'minAttenuation') ?? numberOf(scan, 'minAttenuationDb');
    const typical = numberOf(scan, 'typicalAttenuation') ?? least;
    return {
      minAttenuation: least ?? typical ?? refuse(`${path}.minAttenuation`),
      typicalAttenuation: typical ?? refuse(`${path}.typicalAttenuation`),
      secondsSinceLastScan:
        numberOf(scan, 'secondsSinceLastScan') ?? refuse(`${path}.secondsSinceLastScan`),
    };
  });
}

function dayOf(window: JsonObject, today: number): number | null {
  const age = numberOf(window, 'ageInDays');
  if (age !== null) return today - age;
  const { date } = window;
  const isDate = typeof date === 'string' && /^\d{4}-\d\d-\d\d$/.test(date);
  const time = isDate ? Date.parse(date) : numberOf(window, 'date');
  if (time !== null) return Number.isNaN(time) ? null : Math.floor(time / DAY_MILLISECONDS);
  return numberOf(window, 'day');
}

function numberOf(object: JsonObject, member: string): number | null {
  const value = object[member];
  return typeof value === 'number' ? value : null;
}

async function readJsonFile(file: string): Promise<unknown> {
  const bytes = await readBounded(file, MAX_WINDOWS_BYTES);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new InputError(file, { kind: 'not-json' });
  }
}
