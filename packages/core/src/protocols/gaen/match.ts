/**
 * Looks for published keys among what a phone heard: plainly, as the reference for faster ways.
 *
 * Spec: Exposure Notification, Cryptography Specification v1.2, section "Matching Values From Users".
 * Vectors: `test/vectors/gaen-matching.json`.
 *
 * @module
 */
import { assertUint, compareBytes, DAY_SECONDS, toHex } from '../../primitives/index.ts';
import { type MatchedSighting, readSighting } from './attenuation.ts';
import { type DiagnosisKey, validIntervals } from './diagnosis-key.ts';
import type { ExportedKey } from './export-stream.ts';
import { KeyReports } from './key-reports.ts';
import { deriveAemk, deriveRpik, deriveRpis } from './keys.ts';
import { type TimeLimits, withinTime } from './replay.ts';
import { isExposing } from './report-type.ts';
import { type Sighting, SightingTable } from './sighting.ts';

/** By how much the clocks of two phones may differ, as the operating systems have it: two hours. */
export const DEFAULT_TOLERANCE_SECONDS = 7200;
/** How long an identifier counts, as the operating systems have it: twenty minutes. */
export const DEFAULT_REPLAY_CUT_SECONDS = 1200;

/** How keys are matched. */
export interface ExposureMatchOptions extends Partial<TimeLimits> {
  /** Whether keys of type `recursive` count; not so by default. Germany published low risks as such. */
  readonly includeRecursive?: boolean;
}

/** A published key, and when and how it was heard. */
export interface ExposureMatch {
  /** As it was last revised. */
  readonly key: DiagnosisKey;
  /** At least one, oldest first. */
  readonly sightings: readonly MatchedSighting[];
}

/**
 * Finds the published keys that a phone heard. What comes out does not depend on the order of either input.
 *
 * Only the intervals of a key's rolling period are looked at. Reports of one TEK are one key: those of
 * `keys` first, then those of `revisedKeys`, and among these the least certain first, by
 * `nextReportState`; a key that ends revoked is no match.
 *
 * Memory: the sightings, and the keys that were heard. Cost: a look-up an interval.
 *
 * @param keys - Of `exportKeys`, of as many files as there are.
 * @returns In the order of their first sighting, then of their TEK.
 * @throws {@link WaypostError} as {@link ExposureMatcher}.
 */
export function matchExposures(
  keys: Iterable<ExportedKey>,
  sightings: Iterable<Sighting>,
  options: ExposureMatchOptions = {},
): ExposureMatch[] {
  const matcher = new ExposureMatcher(sightings, options);
  for (const key of keys) matcher.add(key);
  return matcher.matches();
}

/** {@link matchExposures} key by key, for callers who show how far it is. */
export class ExposureMatcher {
  readonly #table: SightingTable;
  readonly #limits: TimeLimits;
  readonly #includeRecursive: boolean;
  /** Keys that were heard, by TEK. */
  readonly #heard: Map<string, KeyReports> = new Map();

  /**
   * @throws {@link WaypostError} `BYTES_LENGTH`, `NUMBER_RANGE` for a sighting that is none; `NUMBER_RANGE`
   * for limits outside 0..86,400 seconds.
   */
  constructor(sightings: Iterable<Sighting>, options: ExposureMatchOptions = {}) {
    const {
      toleranceSeconds = DEFAULT_TOLERANCE_SECONDS,
      replayCutSeconds = DEFAULT_REPLAY_CUT_SECONDS,
      includeRecursive = false,
    } = options;
    this.#limits = {
      toleranceSeconds: assertUint(toleranceSeconds, DAY_SECONDS, 'toleranceSeconds'),
      replayCutSeconds: assertUint(replayCutSeconds, DAY_SECONDS, 'replayCutSeconds'),
    };
    this.#includeRecursive = includeRecursive;
    this.#table = new SightingTable(sightings);
  }

  /** Takes one published key. @throws {@link WaypostError} `BYTES_LENGTH`, `NUMBER_RANGE`, `TIME_RANGE`. */
  add(exported: ExportedKey): void {
    if (this.#sightingsOf(exported.key).next().done) return;
    const name = toHex(exported.key.tek);
    const reports = this.#heard.get(name) ?? new KeyReports();
    reports.add(exported);
    this.#heard.set(name, reports);
  }

  /** The keys that were heard, of those that were taken until now. */
  matches(): ExposureMatch[] {
    const found: ExposureMatch[] = [];
    for (const reports of this.#heard.values()) {
      const key = reports.latest();
      if (key === null || !isExposing(key.reportType ?? 0, this.#includeRecursive)) continue;
      const sightings = this.#readable(key);
      if (sightings.length > 0) found.push({ key, sightings });
    }
    return found.sort(byFirstSighting);
  }

  /** What was heard of a key in time, an identifier after the other. */
  *#sightingsOf(key: DiagnosisKey): Generator<Sighting, void, undefined> {
    const { start, end } = validIntervals(key);
    const rpis = deriveRpis(deriveRpik(key.tek), start, end - start);
    for (let i = 0; i < end - start; i++) {
      const sightings = this.#table.find(rpis, i);
      if (sightings.length > 0) yield* withinTime(sightings, start + i, this.#limits);
    }
  }

  #readable(key: DiagnosisKey): MatchedSighting[] {
    const aemk = deriveAemk(key.tek);
    return Array.from(this.#sightingsOf(key), (sighting) => readSighting(aemk, sighting))
      .filter((sighting) => sighting !== null)
      .sort(byTime);
  }
}

const byTime = (a: MatchedSighting, b: MatchedSighting): number =>
  a.at - b.at ||
  a.attenuation - b.attenuation ||
  a.previousScanAt - b.previousScanAt ||
  a.calibrationConfidence - b.calibrationConfidence;

const byFirstSighting = (a: ExposureMatch, b: ExposureMatch): number =>
  a.sightings[0]!.at - b.sightings[0]!.at || compareBytes(a.key.tek, b.key.tek);
