import type { PlatformContext } from '../context.ts';
import { keptSince } from '../policies/retention.ts';

/** What an officer sees of a disclosure: enough to ask for a run, no id of a check-in. */
export interface DisclosureSummary {
  readonly id: string;
  /** Id of the verification code it was made with. */
  readonly codeId: string;
  /** Unix seconds. */
  readonly receivedAt: number;
  /** UTC day, or `null`. */
  readonly symptomOnsetDay: number | null;
  readonly checkIns: number;
  readonly places: number;
}

/** The disclosures that are kept, by time of receipt; at most `limit`. */
export async function listDisclosures(
  context: PlatformContext,
  limit = 1000,
): Promise<readonly DisclosureSummary[]> {
  const kept = keptSince(context.clock(), context.settings.retentionDays);
  const disclosures = await context.cases.listDisclosures(limit);
  return disclosures
    .filter(({ receivedAt }) => receivedAt >= kept)
    .map(({ id, codeId, receivedAt, symptomOnsetDay, contactIds, places }) => ({
      id,
      codeId,
      receivedAt,
      symptomOnsetDay,
      checkIns: contactIds.length,
      places: places.length,
    }));
}
