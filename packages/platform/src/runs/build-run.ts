import { RULE_VERSION } from '@waypost/core/matching';
import { toHex } from '@waypost/core/primitives';
import type { Exposure, MatchingRun, RunRequest } from '../ports/index.ts';
import type { ComparedCase } from './compare-cases.ts';
import { comparedDigest, exposuresDigest } from './digests.ts';
import { exposuresOf } from './exposures.ts';
import type { RunRule } from './run-rule.ts';

/** What a run is called, and who asked for what. */
export interface RunHead {
  readonly id: string;
  readonly request: RunRequest;
  readonly rule: RunRule;
  readonly createdAt: number;
  readonly createdBy: string;
}

/** Makes the run of what was compared. Nothing is stored. */
export async function buildRun(
  cases: readonly ComparedCase[],
  { rule, ...head }: RunHead,
): Promise<{ readonly run: MatchingRun; readonly exposures: readonly Exposure[] }> {
  const exposures = exposuresOf(
    cases.flatMap(({ presence }) => presence),
    rule,
  );
  const run = {
    ...head,
    effectiveRule: rule.effective,
    ruleVersion: RULE_VERSION,
    inputDigest: await comparedDigest(cases),
    resultDigest: exposuresDigest(exposures),
    totals: {
      caseStays: cases.reduce((sum, { stays }) => sum + stays.length, 0),
      exposures: exposures.length,
      venues: new Set(exposures.map(({ venueId }) => toHex(venueId))).size,
      overlapMinutes: exposures.reduce((sum, { minutes }) => sum + minutes, 0),
    },
  };
  return { run, exposures };
}
