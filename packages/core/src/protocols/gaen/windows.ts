/**
 * Sightings of a published key as exposure windows.
 *
 * Spec: Exposure Notification API, `ExposureWindow` and `ScanInstance`.
 * Vectors: `test/vectors/gaen-matching.json`, `exposureWindows`, `secondsSinceLastScan`.
 *
 * @module
 */
import { DAY_SECONDS } from '../../primitives/index.ts';
import type { MatchedSighting } from './attenuation.ts';
import { type DataMapping, infectiousnessOf, reportTypeOf } from './data-mapping.ts';
import type { ExposureWindow, ScanInstance } from './exposure-window.ts';
import type { ExposureMatch } from './match.ts';

/** Length of a window, in seconds: what is heard later begins another. */
const WINDOW_SECONDS = 1800;
/** Sightings no further apart are of one scan: one and a half times 4 + 13 seconds. */
const SAME_SCAN_SECONDS = 25.5;
const MINUTE_SECONDS = 60;
const MAX_GAP_MINUTES = 5;
const UNKNOWN_GAP_SECONDS = 120;

/**
 * The windows of one key, oldest first. A device that shows them to others shuffles them, and gives the day
 * only.
 *
 * @param match - Of `matchExposures`.
 */
export function buildExposureWindows(match: ExposureMatch, mapping: DataMapping): ExposureWindow[] {
  return cut(match.sightings, startsWindow).map((scans) => ({
    day: Math.floor(scans[0]!.at / DAY_SECONDS),
    reportType: reportTypeOf(match.key, mapping),
    infectiousness: infectiousnessOf(match.key, mapping),
    calibrationConfidence: scans[0]!.calibrationConfidence,
    scanInstances: cut(scans, startsScan).map(toScanInstance),
  }));
}

/**
 * Seconds from the scan before a sighting to the one that it is of: in whole minutes, since a phone keeps no
 * finer time of scans; at most 300; 120 where it is not known.
 *
 * @param sighting - A previous scan after the sighting is taken as one in the same minute.
 */
export function scanGapSeconds({
  at,
  previousScanAt,
}: Pick<MatchedSighting, 'at' | 'previousScanAt'>): number {
  if (previousScanAt === 0) return UNKNOWN_GAP_SECONDS;
  const minutes = Math.floor(at / MINUTE_SECONDS) - Math.floor(previousScanAt / MINUTE_SECONDS);
  return MINUTE_SECONDS * Math.min(MAX_GAP_MINUTES, Math.max(0, minutes));
}

function toScanInstance(scan: readonly MatchedSighting[]): ScanInstance {
  const sum = scan.reduce((total, { attenuation }) => total + attenuation, 0);
  return {
    typicalAttenuation: Math.round(sum / scan.length),
    minAttenuation: scan.reduce((least, { attenuation }) => Math.min(least, attenuation), Infinity),
    secondsSinceLastScan: scanGapSeconds(scan[0]!),
  };
}

/** Where a run of sightings ends, and the next begins. @param run - What came since the last cut. */
type StartsRun = (run: readonly MatchedSighting[], next: MatchedSighting) => boolean;

const startsWindow: StartsRun = (run, { at }) => at - run[0]!.at >= WINDOW_SECONDS;

const startsScan: StartsRun = (run, { at }) => at - run.at(-1)!.at > SAME_SCAN_SECONDS;

function cut(sightings: readonly MatchedSighting[], starts: StartsRun): MatchedSighting[][] {
  const runs: MatchedSighting[][] = [];
  for (const sighting of sightings) {
    const run = runs.at(-1);
    if (run === undefined || starts(run, sighting)) runs.push([sighting]);
    else run.push(sighting);
  }
  return runs;
}
