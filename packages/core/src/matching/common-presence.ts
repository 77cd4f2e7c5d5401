/**
 * Common presence of one person with everybody else.
 *
 * @module
 */
import type { Nearness } from './nearness.ts';
import type { MatchingRule } from './rule.ts';
import { forEachStayMeeting, type StayIndex } from './stay-index.ts';

/** When and where one person was, as far as it counts. `[start, end)` in Unix seconds. */
export interface PresenceWindow {
  readonly venue: number;
  /** 0 where the rule takes a venue as one place. */
  readonly zone: number;
  readonly start: number;
  readonly end: number;
}

/** One person's presence, by venue, zone and start: neither overlapping nor touching in one zone. */
export function presenceOf(index: StayIndex, person: number): PresenceWindow[] {
  const windows: PresenceWindow[] = [];
  for (let i = index.personOffset[person]!; i < index.personOffset[person + 1]!; i++) {
    const stay = index.stayOfPerson[i]!;
    windows.push({
      venue: index.venueOfPerson[i]!,
      zone: index.zone ? index.zone[stay]! : 0,
      start: index.start[stay]!,
      end: index.end[stay]!,
    });
  }
  return windows.sort((a, b) => a.venue - b.venue || a.zone - b.zone || a.start - b.start);
}

/** Definition 4: an index person's presence, widened by tolerance and linger, and merged again. */
export function indexPresenceOf(
  index: StayIndex,
  person: number,
  rule: MatchingRule,
): PresenceWindow[] {
  const widened: PresenceWindow[] = [];
  for (const { venue, zone, start, end } of presenceOf(index, person)) {
    const stay = end - start;
    if (stay < rule.minIndexStaySeconds) continue;
    const linger = rule.lingerAtMostStay ? Math.min(stay, rule.lingerSeconds) : rule.lingerSeconds;
    const window = {
      venue,
      zone,
      start: start - rule.toleranceSeconds,
      end: end + rule.toleranceSeconds + linger,
    };
    const last = widened.at(-1);
    const isSamePlace = last?.venue === venue && last.zone === zone;
    if (isSamePlace && window.start <= last.end)
      widened[widened.length - 1] = { ...last, end: Math.max(last.end, window.end) };
    else widened.push(window);
  }
  return widened;
}

/** Definition 5: the part of each window in `[from, to)`; windows without one are left out. */
export function clip(
  windows: readonly PresenceWindow[],
  from: number | null,
  to: number | null,
): PresenceWindow[] {
  const clipped: PresenceWindow[] = [];
  for (const window of windows) {
    const start = Math.max(window.start, from ?? Number.NEGATIVE_INFINITY);
    const end = Math.min(window.end, to ?? Number.POSITIVE_INFINITY);
    if (start < end) clipped.push({ ...window, start, end });
  }
  return clipped;
}

/**
 * Pieces of common presence of one person with others, grouped by the other person. Buffers are
 * reused from person to person; a piece takes 20 bytes.
 */
export class Pieces {
  /** The other persons, each once, in the order they were met. */
  readonly persons: number[] = [];
  readonly #head: Int32Array;
  #next: Int32Array = new Int32Array(1024);
  #venue: Uint32Array = new Uint32Array(1024);
  #start: Float64Array = new Float64Array(1024);
  #end: Float64Array = new Float64Array(1024);
  #length = 0;

  /** @param persons - How many persons there are. */
  constructor(persons: number) {
    this.#head = new Int32Array(persons).fill(-1);
  }

  clear(): void {
    for (const person of this.persons) this.#head[person] = -1;
    this.persons.length = 0;
    this.#length = 0;
  }

  add(person: number, venue: number, start: number, end: number): void {
    const at = this.#length++;
    if (at === this.#next.length) this.#grow();
    if (this.#head[person]! < 0) this.persons.push(person);
    this.#next[at] = this.#head[person]!;
    this.#head[person] = at;
    this.#venue[at] = venue;
    this.#start[at] = start;
    this.#end[at] = end;
  }

  /** One person's pieces by venue and start; those that overlap or touch at a venue merged. */
  of(person: number): Piece[] {
    const pieces: Piece[] = [];
    for (let at = this.#head[person]!; at >= 0; at = this.#next[at]!)
      pieces.push({ venue: this.#venue[at]!, start: this.#start[at]!, end: this.#end[at]! });
    if (pieces.length < 2) return pieces;
    pieces.sort((a, b) => a.venue - b.venue || a.start - b.start);
    const merged: Piece[] = [];
    for (const piece of pieces) {
      const last = merged.at(-1);
      if (last?.venue === piece.venue && piece.start <= last.end)
        last.end = Math.max(last.end, piece.end);
      else merged.push(piece);
    }
    return merged;
  }

  #grow(): void {
    const size = 2 * this.#next.length;
    this.#next = copyInto(new Int32Array(size), this.#next);
    this.#venue = copyInto(new Uint32Array(size), this.#venue);
    this.#start = copyInto(new Float64Array(size), this.#start);
    this.#end = copyInto(new Float64Array(size), this.#end);
  }
}

function copyInto<T extends Int32Array | Uint32Array | Float64Array>(to: T, from: T): T {
  to.set(from);
  return to;
}

/** One common presence `[start, end)` at a venue. */
export interface Piece {
  readonly venue: number;
  readonly start: number;
  end: number;
}

/** Whom to look for, and how near counts as near. */
export interface Search {
  readonly rule: MatchingRule;
  /** `null`: zones do not count. */
  readonly nearness: Nearness | null;
  /** Which other persons count. */
  readonly counts: (person: number) => boolean;
  /** Whether zones are near if they are so seen from either person: where nobody is the index. */
  readonly bothWays: boolean;
}

/**
 * Definition 6: fills `pieces` with the common presence of the person who was in `windows`.
 *
 * @returns How many stays were looked at: a measure of the cost.
 */
export function findCommonPresence(
  index: StayIndex,
  windows: readonly PresenceWindow[],
  search: Search,
  pieces: Pieces,
): number {
  pieces.clear();
  let looked = 0;
  const { rule, nearness, counts, bothWays } = search;
  // Zone by zone a presence may come in parts that are an encounter only when joined.
  const shortest = rule.mode === 'single' && !nearness ? Math.max(1, rule.minOverlapSeconds) : 1;
  const { person, start, end, zone } = index;
  for (const window of windows) {
    looked += forEachStayMeeting(index, window.venue, window, (stay) => {
      const from = Math.max(window.start, start[stay]!);
      const to = Math.min(window.end, end[stay]!);
      if (to - from < shortest || !counts(person[stay]!)) return;
      if (nearness && zone) {
        const isNear =
          nearness.isNear(window.venue, window.zone, zone[stay]!) ||
          (bothWays && nearness.isNear(window.venue, zone[stay]!, window.zone));
        if (!isNear) return;
      }
      pieces.add(person[stay]!, window.venue, from, to);
    });
  }
  return looked;
}
