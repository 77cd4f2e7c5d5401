import type { PlatformContext } from '../context.ts';
import { PlatformError } from '../errors.ts';
import { newId } from '../ids.ts';
import { keptSince } from '../policies/retention.ts';
import type { Disclosure, MatchingRun, RunRequest } from '../ports/index.ts';
import { buildRun } from '../runs/build-run.ts';
import { compareCases } from '../runs/compare-cases.ts';
import { type RunSettings, runRule } from '../runs/run-rule.ts';

/** Most disclosures of one run. */
const MAX_DISCLOSURES = 100;

/** What a run is asked to count, and what is set otherwise than the preset says. */
export interface RunQuestion extends RunRequest {
  readonly settings?: RunSettings | undefined;
}

/**
 * Finds who was exposed to the cases of some disclosures: contact ids, not people. The result is
 * immutable and names the version of the rule and a digest of what was compared: the same again gives
 * the same digests.
 *
 * @throws {@link PlatformError} `RUN_INVALID` for no disclosure, more than 100, an unknown rule, or
 * another threshold under a rule that adds up; `DISCLOSURE_UNKNOWN`; `RULE_INVALID` of the core.
 */
export async function runMatching(
  context: PlatformContext,
  officerId: string,
  { settings = {}, ...asked }: RunQuestion,
): Promise<MatchingRun> {
  const rule = runRule(asked.rule, settings);
  const request = { ...asked, disclosureIds: [...new Set(asked.disclosureIds)].sort() };
  const disclosures = await findDisclosures(context, request.disclosureIds);
  const compared = await compareCases(context, { disclosures, request, rule });
  const { run, exposures } = await buildRun(compared, {
    id: newId(context.randomBytes),
    request,
    rule,
    createdAt: context.clock(),
    createdBy: officerId,
  });
  await context.runs.insert(run, exposures);
  return run;
}

async function findDisclosures(
  context: PlatformContext,
  ids: readonly string[],
): Promise<readonly Disclosure[]> {
  if (ids.length < 1 || ids.length > MAX_DISCLOSURES)
    throw new PlatformError('RUN_INVALID', `a run has 1 to ${MAX_DISCLOSURES} disclosures`);
  const kept = keptSince(context.clock(), context.settings.retentionDays);
  const disclosures: Disclosure[] = [];
  for (const id of ids) {
    const disclosure = await context.cases.findDisclosure(id);
    if (disclosure === null || disclosure.receivedAt < kept)
      throw new PlatformError('DISCLOSURE_UNKNOWN', 'there is no such disclosure');
    disclosures.push(disclosure);
  }
  return disclosures;
}
