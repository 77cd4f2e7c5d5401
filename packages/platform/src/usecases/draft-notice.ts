import type { PlatformContext } from '../context.ts';
import { storeDraft } from '../notices/store-draft.ts';
import type { Notice } from '../ports/index.ts';
import { getMatchingRun } from './get-matching-run.ts';

/**
 * Drafts the notice of a run: its bundle of exposed contact ids and its list of venue warnings are
 * built and stored. Check-ins on behalf of somebody are left out: those people are called.
 *
 * @throws {@link PlatformError} `RUN_UNKNOWN`; `BUNDLE_CONTENT` of the core for more exposures than a
 * bundle holds.
 */
export async function draftNotice(
  context: PlatformContext,
  officerId: string,
  { runId }: { readonly runId: string },
): Promise<Notice> {
  const run = await getMatchingRun(context, runId);
  return storeDraft(context, run, officerId);
}
