import {
  checkInTable,
  type IndexStay,
  indexStays,
  type MatchingRule,
} from '@waypost/core/matching';
import { equalBytes, fromBase64Url, toBase64Url, toHex } from '@waypost/core/primitives';
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

/** What is asked of some disclosures. */
export interface CasesQuestion {
  readonly disclosures: readonly Disclosure[];
  readonly request: RunRequest;
  readonly rule: RunRule;
}

/**
 * Compares the stays of each case with the check-ins of everybody else, other cases included: all cases
 * in one look-up and one search.
 *
 * @returns The cases in the order of their disclosures.
 */
export async function compareCases(
  context: PlatformContext,
  question: CasesQuestion,
): Promise<readonly ComparedCase[]> {
  const { request, rule } = question;
  const { matching, minPresenceSeconds } = rule;
  const firstDay = firstKeptDay(context.clock(), context.settings.retentionDays);
  const cases = await countedCases(context, question, firstDay);
  const found = await context.checkIns.findPresence({
    cases: cases.map(({ disclosure, stays }) => ({
      stays,
      exclude: disclosure.contactIds,
      receivedBeforeHour: othersCountBeforeHour(disclosure),
    })),
    // From zone to zone a presence may come in parts that are long enough only when joined.
    minOverlapSeconds: matching.near ? 1 : minPresenceSeconds,
    maxStaySeconds: matching.staySeconds ?? matching.maxStaySeconds,
    firstDay,
    withLate: request.withLate,
    withUnconfirmed: request.withUnconfirmed,
  });
  return cases.map(({ checkIns, stays }, i) => {
    const presence = joined(found[i]!).filter(
      ({ start, end }) => end - start >= minPresenceSeconds,
    );
    return { checkIns, stays, presence };
  });
}

interface CountedCase extends Pick<ComparedCase, 'checkIns' | 'stays'> {
  readonly disclosure: Disclosure;
}

/** What counts of each disclosure. */
async function countedCases(
  context: PlatformContext,
  { disclosures, request, rule }: CasesQuestion,
  firstDay: number,
): Promise<readonly CountedCase[]> {
  const known = await context.checkIns.find(disclosures.flatMap(({ contactIds }) => contactIds));
  const byId = new Map(known.map((one) => [toHex(one.contactId), one]));
  const cases = disclosures.map(async (disclosure) => {
    const checkIns = disclosure.contactIds
      .flatMap((id) => byId.get(toHex(id)) ?? [])
      .filter((one) => countsForCase(one, { disclosure, request, firstDay }));
    return { disclosure, checkIns, stays: await caseStays(checkIns, rule.matching) };
  });
  return Promise.all(cases);
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
