/**
 * The cases of a search for common presence as rows, in batches for one statement each.
 *
 * @module
 */
import { DAY_SECONDS } from '@waypost/core/primitives';
import type { CaseStay, ExposureCase, ExposureQuery } from '@waypost/platform/ports';
import { LONGEST_STAY_SECONDS } from './schema.ts';

/**
 * Most stays of one statement: a second or two of work, in which PGlite does nothing else. A case is never
 * divided: one with more has a statement of its own.
 */
export const MAX_STAYS = 2000;

/** A stay at one zone, or at any. */
export interface StayRow extends Omit<CaseStay, 'zones'> {
  /** Position of its case in the query. */
  readonly caseIndex: number;
  /** `null`: any. */
  readonly zone: string | null;
  /** Who arrived then or earlier has left: a day's longest stay is over. */
  readonly arrivedAfter: number;
  /** Days of arrival that can matter, both included. */
  readonly firstDay: number;
  readonly lastDay: number;
  readonly receivedBeforeHour: number;
}

/** A contact id of a case's own. */
export interface OwnRow {
  readonly caseIndex: number;
  readonly contactId: Uint8Array;
}

/** What one statement is asked for. */
export interface PresenceBatch {
  /** At least one. */
  readonly stays: StayRow[];
  readonly own: OwnRow[];
}

/** All cases that have a stay, as many together as {@link MAX_STAYS} allows. */
export function presenceBatches(query: ExposureQuery): readonly PresenceBatch[] {
  const batches: PresenceBatch[] = [];
  for (const [caseIndex, one] of query.cases.entries()) {
    const stays = rowsOfStays(one, query).map((row) => ({ ...row, caseIndex }));
    if (stays.length === 0) continue;
    const own = one.exclude.map((contactId) => ({ caseIndex, contactId }));
    const last = batches.at(-1);
    if (last && last.stays.length + stays.length <= MAX_STAYS) {
      last.stays.push(...stays);
      last.own.push(...own);
    } else batches.push({ stays, own });
  }
  return batches;
}

/** Stays that are long enough; one at some zones becomes one row a zone: a check-in is in one of them. */
function rowsOfStays(
  { stays, receivedBeforeHour }: ExposureCase,
  { minOverlapSeconds, maxStaySeconds }: ExposureQuery,
): Omit<StayRow, 'caseIndex'>[] {
  const longest = Math.max(LONGEST_STAY_SECONDS, maxStaySeconds);
  return stays
    .filter(({ start, end }) => end - start >= minOverlapSeconds)
    .flatMap(({ zones, ...stay }) => {
      const arrivedAfter = stay.start - longest;
      const days = { firstDay: dayOf(arrivedAfter), lastDay: dayOf(stay.end) };
      const row = { ...stay, ...days, arrivedAfter, receivedBeforeHour };
      return [...new Set(zones ?? [null])].map((zone) => ({ ...row, zone }));
    });
}

const dayOf = (time: number): number => Math.floor(time / DAY_SECONDS);
