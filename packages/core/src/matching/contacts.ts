/**
 * From common presence to contacts: which encounters count, and what is said of them.
 *
 * @module
 */
import { DAY_SECONDS } from '../primitives/time.ts';
import type { Piece } from './common-presence.ts';
import type { MatchingRule } from './rule.ts';

/** What is known of two people who met, in numbers of the table. Times in Unix seconds. */
export interface ContactFacts {
  readonly encounters: number;
  readonly longestSeconds: number;
  readonly totalSeconds: number;
  /** Numbers of the venues where they met, ascending. */
  readonly venues: readonly number[];
  readonly firstStart: number;
  readonly lastEnd: number;
  /** End of the encounter that began first. */
  readonly firstEnd: number;
  /** Most seconds in any 24 hours; `null` where the rule does not add up. */
  readonly bestWindowSeconds: number | null;
}

/**
 * Judges the common presences of two people.
 *
 * @param pieces - By venue and start, neither overlapping nor touching at one venue.
 * @returns `null` when the rule does not make them contacts.
 */
export function contactFacts(pieces: readonly Piece[], rule: MatchingRule): ContactFacts | null {
  if (rule.mode === 'single') {
    const encounters = pieces.filter((piece) => piece.end - piece.start >= rule.minOverlapSeconds);
    return encounters.length === 0 ? null : summarise(encounters, null);
  }
  const best = bestWindowSeconds(pieces);
  return pieces.length === 0 || best < rule.minOverlapSeconds ? null : summarise(pieces, best);
}

function summarise(encounters: readonly Piece[], bestWindow: number | null): ContactFacts {
  let [longestSeconds, totalSeconds, lastEnd] = [0, 0, 0];
  let first = encounters[0]!;
  const venues: number[] = [];
  for (const encounter of encounters) {
    const seconds = encounter.end - encounter.start;
    longestSeconds = Math.max(longestSeconds, seconds);
    totalSeconds += seconds;
    lastEnd = Math.max(lastEnd, encounter.end);
    const order = encounter.start - first.start || encounter.end - first.end;
    if (order < 0) first = encounter;
    if (venues.at(-1) !== encounter.venue) venues.push(encounter.venue);
  }
  return {
    encounters: encounters.length,
    longestSeconds,
    totalSeconds,
    venues,
    firstStart: first.start,
    firstEnd: first.end,
    lastEnd,
    bestWindowSeconds: bestWindow,
  };
}

/** Most seconds of presence in any `[t, t + 86400)`, an instant at two venues counted once. */
export function bestWindowSeconds(pieces: readonly Piece[]): number {
  const spans = union(pieces);
  const before = [0]; // before[i]: seconds of presence in the first i spans
  for (const { start, end } of spans) before.push(before.at(-1)! + end - start);
  const presenceUntil = (time: number): number => {
    const ended = firstSpanEndingAfter(spans, time);
    const open = spans[ended];
    return before[ended]! + (open && open.start < time ? time - open.start : 0);
  };
  // The best window begins where a span begins or ends where one ends: any other can be moved to
  // one of those without losing a second.
  let best = 0;
  for (const { start, end } of spans)
    for (const t of [start, end - DAY_SECONDS])
      best = Math.max(best, presenceUntil(t + DAY_SECONDS) - presenceUntil(t));
  return best;
}

function firstSpanEndingAfter(spans: readonly Span[], time: number): number {
  let [from, to] = [0, spans.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (spans[middle]!.end > time) to = middle;
    else from = middle + 1;
  }
  return from;
}

interface Span {
  start: number;
  end: number;
}

function union(pieces: readonly Piece[]): Span[] {
  const spans: Span[] = [];
  for (const { start, end } of [...pieces].sort((a, b) => a.start - b.start)) {
    const last = spans.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else spans.push({ start, end });
  }
  return spans;
}
