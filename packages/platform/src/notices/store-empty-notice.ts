import type { PlatformContext } from '../context.ts';
import { newId } from '../ids.ts';
import { buildRun } from '../runs/build-run.ts';
import { runRule } from '../runs/run-rule.ts';
import { storeDraft } from './store-draft.ts';

/** Who drafts and who releases what says nothing of anybody: no officer's key has such an id. */
const DRAFTED_BY = 'schedule';
const APPROVED_BY = 'release';
const RULE = 'who-15min';

/**
 * Stores an approved notice of an empty run. Something comes out at every fixed time, so that nobody
 * sees from outside when there was a case.
 */
export async function storeEmptyNotice(context: PlatformContext): Promise<void> {
  const createdAt = context.clock();
  const { run, exposures } = await buildRun([], {
    id: newId(context.randomBytes),
    request: { disclosureIds: [], rule: RULE, withLate: false, withUnconfirmed: false },
    rule: runRule(RULE),
    createdAt,
    createdBy: DRAFTED_BY,
  });
  await context.runs.insert(run, exposures);
  const draft = await storeDraft(context, run, DRAFTED_BY);
  await context.notices.approve(draft.id, { by: APPROVED_BY, at: createdAt });
}
