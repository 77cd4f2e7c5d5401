/**
 * Which of one's own visits count, under the rule of a notice.
 *
 * Under a rule of single encounters the server has judged: whatever it publishes counts. Under a
 * cumulative rule it publishes every common presence of a minute or more, because it cannot tell which
 * contact ids are one person's; the device can, and adds up. It knows the minutes of each visit, not when
 * in the visit they were, so it takes the most that they can have been:
 *
 * - in a window of 24 hours a visit has at most its minutes, and at most what of it lies in the window;
 * - visits that overlap have together at most the time that they cover together: a check-in that was made
 *   twice does not count twice;
 * - 63 minutes stand for 63 or more, so for as much as the visit lasted;
 * - minutes of all notices under one rule are added, of one visit the longest.
 *
 * So a device never misses what the whole picture would show, and may at worst count minutes of presence
 * that were the same minute, or those of two cases as if of one. Protocol section 7.
 *
 * @module
 */
import { MAX_DURATION_MINUTES, type Severity } from '@waypost/core/exposure-notice';
import type { MatchingRule } from '@waypost/core/matching';
import { DAY_SECONDS } from '@waypost/core/primitives';

/** What notices under one rule say of one visit. */
export interface VisitExposure {
  readonly visitId: string;
  /** `[start, end)`, Unix seconds, whole minutes. */
  readonly start: number;
  readonly end: number;
  /** Whole minutes of common presence; 63 stands for 63 or more. */
  readonly minutes: number;
  readonly severity: Severity;
}

const MINUTE_SECONDS = 60;
/** As the server judges the minutes at one venue: what is enough is raised, an hour is high. */
const HIGH_FROM_SECONDS = 3600;

/**
 * The exposures that count, each with the severity of what it is part of; none where nothing counts.
 *
 * @param exposures - At most one a visit.
 */
export function verdict(
  rule: Pick<MatchingRule, 'mode' | 'minOverlapSeconds'>,
  exposures: readonly VisitExposure[],
): readonly VisitExposure[] {
  if (rule.mode === 'single') return exposures;
  const groups = overlappingGroups(exposures);
  const severities = new Map<string, Severity>();
  for (const from of windowStarts(exposures)) {
    const seconds = groups.reduce((sum, group) => sum + secondsIn(group, from), 0);
    if (seconds < rule.minOverlapSeconds) continue;
    for (const { visitId, severity, ...visit } of exposures) {
      if (secondsOf(visit, from) === 0) continue;
      const known = severities.get(visitId) ?? severity;
      severities.set(visitId, mostSerious(known, seconds >= HIGH_FROM_SECONDS ? 3 : 2));
    }
  }
  return exposures.flatMap((exposure) => {
    const severity = severities.get(exposure.visitId);
    return severity === undefined ? [] : [{ ...exposure, severity }];
  });
}

/** The more serious of two. */
export const mostSerious = (a: Severity, b: Severity): Severity => (a > b ? a : b);

type Stay = Omit<VisitExposure, 'visitId' | 'severity'>;

/**
 * Starts of all windows that can differ. Visits begin and end on whole minutes, and so do presences: the
 * window in which most of them lies begins on one too.
 */
function* windowStarts(exposures: readonly VisitExposure[]): Generator<number> {
  const last = Math.max(...exposures.map(({ end }) => end));
  const first = Math.min(...exposures.map(({ start }) => start)) - DAY_SECONDS;
  for (let from = first; from < last; from += MINUTE_SECONDS) yield from;
}

/** Visits that overlap, directly or by others between them. */
function overlappingGroups(exposures: readonly Stay[]): readonly (readonly Stay[])[] {
  const groups: Stay[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const stay of [...exposures].sort((a, b) => a.start - b.start)) {
    if (stay.start < end) groups.at(-1)!.push(stay);
    else groups.push([stay]);
    end = Math.max(end, stay.end);
  }
  return groups;
}

/** Most seconds that a group can have in the 24 hours that begin at `from`. */
function secondsIn(group: readonly Stay[], from: number): number {
  const start = Math.min(...group.map((stay) => stay.start));
  const end = Math.max(...group.map((stay) => stay.end));
  const sum = group.reduce((seconds, stay) => seconds + secondsOf(stay, from), 0);
  return Math.min(sum, sharedWith(start, end, from));
}

/** Most seconds that one visit can have in the 24 hours that begin at `from`. */
function secondsOf({ start, end, minutes }: Stay, from: number): number {
  const shared = sharedWith(start, end, from);
  return minutes >= MAX_DURATION_MINUTES ? shared : Math.min(shared, minutes * MINUTE_SECONDS);
}

const sharedWith = (start: number, end: number, from: number): number =>
  Math.max(0, Math.min(end, from + DAY_SECONDS) - Math.max(start, from));
