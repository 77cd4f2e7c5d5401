import type { PlatformContext } from '../context.ts';
import { PlatformError } from '../errors.ts';
import { keptSince } from '../policies/retention.ts';
import type { MatchingRun } from '../ports/index.ts';

/**
 * A run that was made and is still kept.
 *
 * @throws {@link PlatformError} `RUN_UNKNOWN`.
 */
export async function getMatchingRun(context: PlatformContext, id: string): Promise<MatchingRun> {
  const run = await context.runs.find(id);
  if (run === null || run.createdAt < keptSince(context.clock(), context.settings.retentionDays))
    throw new PlatformError('RUN_UNKNOWN', 'there is no such matching run');
  return run;
}
