import {
  checkInTable,
  type IndexStay,
  indexStays,
  type MatchingRule,
} from '@waypost/core/matching';
import { equalBytes, fromBase64Url, toBase64Url } from '@waypost/core/primitives';
import type { PlatformContext } from '../context.ts';
import { countsForCase, othersCountBeforeHour } from '../policies/counting.ts';
import { firstKeptDay } from '../policies/retention.ts';
import type { CaseStay, CheckIn, Disclosure, FoundPresence, RunRequest } from '../ports/index.ts';
import type { RunRule } from './run-rule.ts';

/** One case, and whom it met. */
export interface ComparedCase {
  /** The case's own check-ins that count. */
  readonly checkIns: readonly CheckIn[];
  /** Where and when others are looked for. */
  readonly stays: readonly CaseStay[];
  /** By contact id, then start. */
  readonly presence: readonly FoundPresence[];
}

/** What is asked of one disclosure. */
export interface CaseQuestion {
  readonly disclosure: Disclosure;
  readonly request: RunRequest;
  readonly rule: RunRule;
}

/** Compares the stays of one case with the check-ins of everybody else. */
export async function compareCase(
  context: PlatformContext,
  { disclosure, request, rule }: CaseQuestion,
): Promise<ComparedCase> {
  const { matching, minPresenceSeconds } = rule;
  const firstDay = firstKeptDay(context.clock(), context.settings.retentionDays);
  const known = await context.checkIns.find(disclosure.contactIds);
  const checkIns = known.filter((one) => countsForCase(one, { disclosure, request, firstDay }));
  const stays = await caseStays(checkIns, matching);
  if (stays.length === 0) return { checkIns, stays, presence: [] };
  const pieces = await context.checkIns.findPresence({
    stays,
    exclude: disclosure.contactIds,
    // From zone to zone a presence may come in parts that are long enough only when joined.
    minOverlapSeconds: matching.near ? 1 : minPresenceSeconds,
    maxStaySeconds: matching.staySeconds ?? matching.maxStaySeconds,
    firstDay,
    receivedBeforeHour: othersCountBeforeHour(disclosure),
    withLate: request.withLate,
    withUnconfirmed: request.withUnconfirmed,
  });
  const presence = joined(pieces).filter(({ start, end }) => end - start >= minPresenceSeconds);
  return { checkIns, stays, presence };
}

/** The check-ins of one case as the core's matching takes them: merged and widened, venue by venue. */
async function caseStays(
  checkIns: readonly CheckIn[],
  rule: MatchingRule,
): Promise<readonly CaseStay[]> {
  const rows = checkIns.map(({ venueId, zone, arrivedAt, departedAt }) => ({
    person: 'case',
    venue: toBase64Url(venueId),
    start: arrivedAt,
    end: departedAt,
    zone,
  }));
  const stays = await indexStays(await checkInTable(rows), rule);
  return stays.map((stay) => ({
    venueId: fromBase64Url(stay.venue),
    zones: nearZones(stay, rule),
    start: stay.start,
    end: stay.end,
  }));
}

/** The stay's own zone and those the rule counts as near; where it lists none, the whole venue. */
function nearZones({ venue, zone }: IndexStay, { near }: MatchingRule): readonly string[] | null {
  if (zone === null) return null;
  // Own keys only: a zone may be called `constructor`, which every object has.
  const listed = new Map(Object.entries(near?.[venue] ?? {})).get(zone);
  return listed ? [zone, ...listed] : null;
}

/** Joins what overlaps or touches of one contact id, whose check-in is at one venue. */
function joined(pieces: readonly FoundPresence[]): readonly FoundPresence[] {
  const presence: FoundPresence[] = [];
  for (const piece of pieces) {
    const last = presence.at(-1);
    if (last && piece.start <= last.end && equalBytes(last.contactId, piece.contactId))
      presence[presence.length - 1] = { ...last, end: Math.max(last.end, piece.end) };
    else presence.push(piece);
  }
  return presence;
}
