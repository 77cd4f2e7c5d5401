/**
 * Published keys among what a phone heard, from files.
 *
 * @module
 */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  buildExposureWindows,
  DEFAULT_TOLERANCE_SECONDS,
  type ExportPublicKey,
  type ExposureMatch,
  type ExposureWindow,
  type RiskConfig,
  type RiskResult,
  type Sighting,
  scoreRisk,
} from '@waypost/core/gaen';
import { DAY_SECONDS } from '@waypost/core/primitives';
import { toInputError } from '../check-ins/byte-source.ts';
import { InputError } from '../errors.ts';
import type { Phase } from '../language/messages.ts';
import { type MatchProfile, PLAIN_PROFILE, PROFILES } from './match-profiles.ts';
import { SievedMatcher } from './sieved-matcher.ts';
import { readSightings } from './sightings-csv.ts';
import { readTrustedKeys } from './trusted-keys.ts';

/** Where the two sides are. */
export interface MatchFiles {
  /** Export files, and folders of them. */
  readonly exports: readonly string[];
  readonly sightings: string;
}

/** How a match is followed. */
export interface MatchFilesOptions {
  /** By what the risk is scored; `null`: it is not. */
  readonly config: RiskConfig | null;
  /** By how much two clocks may differ, 0..86,400 seconds; two hours by default. */
  readonly toleranceSeconds?: number;
  /** Who must have signed the exports, one of these each; by default signatures are not judged. */
  readonly trusted?: readonly ExportPublicKey[];
  /** @param fraction - 0..1 of the phase; `null` where the end is not known. */
  readonly onProgress: (phase: Phase, fraction: number | null) => void;
  readonly signal: AbortSignal;
}

/** One UTC day on which a published key was heard. */
export interface MatchedDay {
  /** As 2021-06-01. */
  readonly day: string;
  readonly keys: number;
  readonly windows: number;
  /** Seconds between scans, of all windows together. */
  readonly seconds: number;
}

/** What `waypost gaen match --json` prints. */
export interface MatchSummary {
  readonly exports: number;
  readonly keys: number;
  readonly revisedKeys: number;
  readonly sightings: number;
  /** Keys that were heard, revoked ones not among them. */
  readonly matchedKeys: number;
  /** Oldest first. */
  readonly days: readonly MatchedDay[];
  /** Of all keys, oldest first. Days are numbered from 1970. */
  readonly windows: readonly ExposureWindow[];
  /** On the day of the last sighting; left out where no score was asked for. */
  readonly risk?: RiskResult;
}

/** @throws {@link InputError} where a file is broken or not believed; the reason of the signal. */
export async function matchFiles(
  files: MatchFiles,
  options: MatchFilesOptions,
): Promise<MatchSummary> {
  const { config, toleranceSeconds = DEFAULT_TOLERANCE_SECONDS, onProgress, signal } = options;
  const exports = (await Promise.all(files.exports.map(exportsIn))).flat();
  const sightings = await readSightings(files.sightings, {
    signal,
    onBytes: ({ done, total }) => onProgress('read', total > 0 ? done / total : null),
  });
  const profile = config === null ? PLAIN_PROFILE : PROFILES[config.kind];
  const matcher = await SievedMatcher.over(sightings, { ...profile, toleranceSeconds });
  let [keys, revisedKeys] = [0, 0];
  for (const [i, file] of exports.entries()) {
    onProgress('match', i / exports.length);
    await readTrustedKeys(file, options.trusted ?? [], {
      onKey: ({ key, isRevised }) => {
        if (isRevised) revisedKeys++;
        else keys++;
        matcher.add({ key: profile.readKey(key), isRevised });
      },
      onProgress: (fraction) => onProgress('match', (i + fraction) / exports.length),
      signal,
    });
    signal.throwIfAborted();
  }
  const found = summaryOf(matcher.matches(), profile);
  const risk = config && { risk: scoreRisk(found.windows, lastDayOf(sightings), config) };
  const counts = { exports: exports.length, keys, revisedKeys, sightings: sightings.length };
  return { ...counts, ...found, ...risk };
}

/** The file itself; of a folder, its archives and bare exports, by name. */
async function exportsIn(path: string): Promise<string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const names = (await readdir(path)).filter((name) => /\.(zip|bin)$/i.test(name)).sort();
    if (names.length === 0) throw new InputError(path, { kind: 'no-exports' });
    return names.map((name) => join(path, name));
  } catch (error) {
    throw toInputError(path, error);
  }
}

function summaryOf(
  matches: readonly ExposureMatch[],
  { mapping }: MatchProfile,
): Pick<MatchSummary, 'matchedKeys' | 'days' | 'windows'> {
  const perKey = matches.map((match) => buildExposureWindows(match, mapping));
  return {
    matchedKeys: matches.length,
    days: daysOf(perKey),
    windows: perKey.flat().sort((a, b) => a.day - b.day),
  };
}

const lastDayOf = (sightings: readonly Sighting[]): number =>
  Math.floor(sightings.reduce((last, { at }) => Math.max(last, at), 0) / DAY_SECONDS);

function daysOf(perKey: readonly (readonly ExposureWindow[])[]): MatchedDay[] {
  const days = new Map<number, { keys: Set<number>; windows: number; seconds: number }>();
  for (const [key, windows] of perKey.entries())
    for (const window of windows) {
      const day = days.get(window.day) ?? { keys: new Set(), windows: 0, seconds: 0 };
      days.set(window.day, day);
      day.keys.add(key);
      day.windows++;
      for (const scan of window.scanInstances) day.seconds += scan.secondsSinceLastScan;
    }
  return [...days]
    .sort(([a], [b]) => a - b)
    .map(([day, { keys, windows, seconds }]) => ({
      day: new Date(day * DAY_SECONDS * 1000).toISOString().slice(0, 10),
      keys: keys.size,
      windows,
      seconds,
    }));
}
