import { clip, presenceOf } from './common-presence.ts';
import type { ContactFacts } from './contacts.ts';
import type { MatchingRule } from './rule.ts';
import { type StayIndex, staysAt } from './stay-index.ts';

/** When contacts were at one venue, in no order. */
interface VenuePresence {
  readonly start: number[];
  readonly end: number[];
}

/**
 * Contacts of contacts at whole venues, without looking at pairs.
 *
 * Two presences `[s, e)` and `[a, b)` of at least `m` seconds have `m` in common if and only if
 * `s <= b - m` and `e >= a + m`. So with the contacts' presences at a venue sorted by start, and for
 * each the latest end up to it, one binary search tells whether a stay met any of them. Cost: the
 * stays at the venues of the contacts, whatever the number of pairs.
 *
 * @returns Who was found, and how many stays were looked at: a measure of the cost.
 */
export function sweepSecondDegree(
  index: StayIndex,
  contacts: ReadonlyMap<number, ContactFacts>,
  { rule, counts }: { readonly rule: MatchingRule; readonly counts: (other: number) => boolean },
): { readonly found: ReadonlySet<number>; readonly looked: number } {
  const shortest = Math.max(1, rule.minOverlapSeconds);
  const found = new Set<number>();
  let looked = 0;
  for (const [venue, presence] of presenceByVenue(index, contacts, rule)) {
    const { starts, reach } = sortedReach(presence);
    const { from, to } = staysAt(index, venue);
    looked += to - from;
    for (let i = from; i < to; i++) {
      const person = index.person[i]!;
      if (index.end[i]! - index.start[i]! < shortest || !counts(person)) continue;
      const before = countUpTo(starts, index.end[i]! - shortest);
      if (before > 0 && reach[before - 1]! >= index.start[i]! + shortest) found.add(person);
    }
  }
  return { found, looked };
}

/** Where contacts were, from the end of each one's first encounter on. */
function presenceByVenue(
  index: StayIndex,
  contacts: ReadonlyMap<number, ContactFacts>,
  rule: MatchingRule,
): Map<number, VenuePresence> {
  const byVenue = new Map<number, VenuePresence>();
  for (const [contact, { firstEnd }] of contacts)
    for (const { venue, start, end } of clip(presenceOf(index, contact), firstEnd, rule.to)) {
      if (end - start < rule.minOverlapSeconds) continue;
      const presence = byVenue.get(venue) ?? { start: [], end: [] };
      byVenue.set(venue, presence);
      presence.start.push(start);
      presence.end.push(end);
    }
  return byVenue;
}

/** Starts in order; `reach[i]`: the latest end of the presences up to the `i`-th. */
function sortedReach({ start, end }: VenuePresence): {
  starts: Float64Array;
  reach: Float64Array;
} {
  const order = start.map((_, i) => i).sort((a, b) => start[a]! - start[b]!);
  const starts = Float64Array.from(order, (i) => start[i]!);
  const reach = Float64Array.from(order, (i) => end[i]!);
  for (let i = 1; i < reach.length; i++) reach[i] = Math.max(reach[i]!, reach[i - 1]!);
  return { starts, reach };
}

/** How many of the sorted values are at most `bound`. */
function countUpTo(sorted: Float64Array, bound: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (sorted[middle]! <= bound) from = middle + 1;
    else to = middle;
  }
  return from;
}
