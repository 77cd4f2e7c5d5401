import type { MatchingRun } from '@waypost/platform/ports';

/** A run as it is answered: all of it but the exposures. */
export const encodeRun = (run: MatchingRun) => ({
  id: run.id,
  request: {
    disclosureIds: [...run.request.disclosureIds],
    rule: run.request.rule,
    withLate: run.request.withLate,
    withUnconfirmed: run.request.withUnconfirmed,
  },
  effectiveRule: { ...run.effectiveRule },
  ruleVersion: run.ruleVersion,
  inputDigest: run.inputDigest,
  resultDigest: run.resultDigest,
  createdAt: run.createdAt,
  createdBy: run.createdBy,
  totals: { ...run.totals },
});
