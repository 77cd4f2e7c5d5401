import { unixSeconds, utcDayAt } from '@waypost/core/primitives';
import type { PlatformContext } from '../context.ts';
import { firstKeptDay, keptSince } from '../policies/retention.ts';
import { signIndex } from '../signed-lists.ts';

/** How many days ahead there is room for check-ins: those of tomorrow must find it made. */
const DAYS_AHEAD = 3;

/** How much was erased. */
export interface DroppedCounts {
  /** Days of check-ins. */
  readonly days: number;
  readonly disclosures: number;
  readonly runs: number;
  readonly notices: number;
}

/**
 * Turns the days over: makes room for the check-ins of the days that are kept and the next three, and
 * erases what is past the retention. Call it at start and every hour; again it does nothing.
 */
export async function dropExpired(context: PlatformContext): Promise<DroppedCounts> {
  const now = context.clock();
  const { retentionDays } = context.settings;
  const firstDay = firstKeptDay(now, retentionDays);
  const cutoff = keptSince(now, retentionDays);
  await context.checkIns.ensureDays(firstDay, utcDayAt(unixSeconds(now)) + DAYS_AHEAD);
  const dropped = {
    days: await context.checkIns.dropDaysBefore(firstDay),
    disclosures: await context.cases.dropBefore(cutoff),
    runs: await context.runs.dropBefore(cutoff),
    notices: await context.notices.dropBefore(cutoff),
  };
  if (dropped.notices > 0) await signIndex(context);
  return dropped;
}
