/**
 * From what published files say to what a person is told: date and place come from the own diary, since
 * nothing that is published names either.
 *
 * @module
 */
import type { Severity } from '@waypost/core/exposure-notice';
import {
  DEFAULT_RULE,
  type MatchingRule,
  matchingRule,
  PRESETS,
  type PresetName,
} from '@waypost/core/matching';
import type { CheckedFile, Hit, Visit, VisitedVenue } from '../diary/records.ts';
import { mostSerious, type VisitExposure, verdict } from './verdict.ts';

/** One visit at which the person may have been infected. */
export interface Alert {
  readonly visitId: string;
  /** `notice`: by a check-in. `warning`: by a visit that is only in the diary. */
  readonly source: 'notice' | 'warning';
  readonly venue: VisitedVenue;
  /** Unix seconds. */
  readonly arrivedAt: number;
  /** Unix seconds; `null`: not known. */
  readonly departedAt: number | null;
  /** Whole minutes in which it was risky; 63 may stand for more. */
  readonly minutes: number;
  /** 1 low, 2 raised, 3 high: the most serious that anything published says. */
  readonly severity: Severity;
}

/** When a visit ends, as far as known: who did not check out is taken to have stayed three hours. */
export const endOf = ({ arrivedAt, departedAt }: Visit): number =>
  departedAt ?? arrivedAt + DEFAULT_RULE.maxStaySeconds;

/** What a person is told, one alert a visit at most, the latest arrival first. */
export function alertsOf(
  visits: readonly Visit[],
  files: readonly CheckedFile[],
): readonly Alert[] {
  const told = new Map<string, VisitExposure>();
  for (const [rule, hits] of hitsByRule(files))
    for (const exposure of verdict(rule, exposuresOf(visits, hits)))
      told.set(exposure.visitId, merge(told.get(exposure.visitId), exposure));
  return visits.flatMap((visit) => {
    const exposure = told.get(visit.id);
    return exposure ? [alertOf(visit, exposure)] : [];
  });
}

function alertOf(visit: Visit, { minutes, severity }: VisitExposure): Alert {
  const { id: visitId, venue, arrivedAt, departedAt, state } = visit;
  const source = state === 'sending' || state === 'sent' ? 'notice' : 'warning';
  return { visitId, source, venue, arrivedAt, departedAt, minutes, severity };
}

/** A rule that is not known here adds nothing up: better to tell what it names than to be silent. */
function hitsByRule(files: readonly CheckedFile[]): ReadonlyMap<MatchingRule, readonly Hit[]> {
  const rules = new Map<string | null, MatchingRule>();
  const hits = new Map<MatchingRule, Hit[]>();
  for (const { rule: name, hits: more } of files) {
    const rule = rules.get(name) ?? (isPreset(name) ? matchingRule({}, name) : { ...DEFAULT_RULE });
    rules.set(name, rule);
    hits.set(rule, [...(hits.get(rule) ?? []), ...more]);
  }
  return hits;
}

const isPreset = (name: string | null): name is PresetName =>
  name !== null && Object.hasOwn(PRESETS, name);

function exposuresOf(visits: readonly Visit[], hits: readonly Hit[]): readonly VisitExposure[] {
  const byVisit = new Map<string, VisitExposure>();
  const known = new Map(visits.map((visit) => [visit.id, visit]));
  for (const { visitId, minutes, severity } of hits) {
    const visit = known.get(visitId);
    if (visit === undefined) continue;
    const exposure = { visitId, start: visit.arrivedAt, end: endOf(visit), minutes, severity };
    byVisit.set(visitId, merge(byVisit.get(visitId), exposure));
  }
  return [...byVisit.values()];
}

/** Of what is said of one visit, the longest and the most serious. */
const merge = (a: VisitExposure | undefined, b: VisitExposure): VisitExposure =>
  a === undefined
    ? b
    : {
        ...a,
        minutes: Math.max(a.minutes, b.minutes),
        severity: mostSerious(a.severity, b.severity),
      };
