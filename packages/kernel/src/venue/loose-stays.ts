import { LONGEST_ROW_SECONDS } from './columns.ts';
import type { Meeting, Visit } from './meeting.ts';
import type { StayColumns } from './stays.ts';

const NO_STAYS: readonly number[] = [];

/**
 * Stays that are in no column yet, as they came, and those too long for a row. Listed by venue and by
 * person, so that a search looks only at those of the venue. 16 bytes a stay, and two maps of lists:
 * right for some ten thousand.
 */
export class LooseStays {
  venue: Uint32Array = new Uint32Array(64);
  person: Uint32Array = new Uint32Array(64);
  start: Uint32Array = new Uint32Array(64);
  /** Unix seconds; 0 for a stay that was retired: it has no part in anything. */
  end: Uint32Array = new Uint32Array(64);
  readonly #at: Map<number, number[]> = new Map();
  readonly #of: Map<number, number[]> = new Map();
  #length = 0;
  #mergeable = 0;

  /** Stays so far, retired ones included: they are numbered `0..length-1` in the order they came. */
  get length(): number {
    return this.#length;
  }

  /** Those of them that a merge can lay into rows. */
  get mergeable(): number {
    return this.#mergeable;
  }

  /** Bytes of the columns, and of the numbers in the lists. */
  get bytes(): number {
    return 16 * this.venue.length + 16 * this.#length;
  }

  add(venue: number, person: number, start: number, end: number): void {
    if (this.#length === this.venue.length) this.#grow();
    const stay = this.#length++;
    this.venue[stay] = venue;
    this.person[stay] = person;
    this.start[stay] = start;
    this.end[stay] = end;
    list(this.#at, venue, stay);
    list(this.#of, person, stay);
    if (end - start <= LONGEST_ROW_SECONDS) this.#mergeable++;
  }

  /** Calls `visit` with each stay at a venue. */
  forEachAt(venue: number, visit: (stay: number) => void): void {
    for (const stay of this.#at.get(venue) ?? NO_STAYS) if (this.end[stay]! > 0) visit(stay);
  }

  /** Calls `visit` with each stay of a person. */
  forEachOf(person: number, visit: (stay: number) => void): void {
    for (const stay of this.#of.get(person) ?? NO_STAYS) if (this.end[stay]! > 0) visit(stay);
  }

  /** Takes a stay out. */
  retire(stay: number): void {
    this.end[stay] = 0;
  }

  /** Copies the stays before `to` that fit into rows. */
  mergeableBefore(to: number): StayColumns {
    const stays: number[] = [];
    for (let stay = 0; stay < to; stay++) if (this.#fitsRow(stay)) stays.push(stay);
    const pick = (column: Uint32Array): Uint32Array =>
      Uint32Array.from(stays, (stay) => column[stay]!);
    return {
      venues: pick(this.venue),
      persons: pick(this.person),
      starts: pick(this.start),
      ends: pick(this.end),
    };
  }

  /** What is left when {@link mergeableBefore} has been laid into rows. */
  withoutMergeableBefore(to: number): LooseStays {
    const rest = new LooseStays();
    for (let stay = 0; stay < this.#length; stay++)
      if (this.end[stay]! > 0 && (stay >= to || !this.#fitsRow(stay)))
        rest.add(this.venue[stay]!, this.person[stay]!, this.start[stay]!, this.end[stay]!);
    return rest;
  }

  #fitsRow(stay: number): boolean {
    const end = this.end[stay]!;
    return end > 0 && end - this.start[stay]! <= LONGEST_ROW_SECONDS;
  }

  #grow(): void {
    const size = 2 * this.venue.length;
    this.venue = wider(this.venue, size);
    this.person = wider(this.person, size);
    this.start = wider(this.start, size);
    this.end = wider(this.end, size);
  }
}

function wider(column: Uint32Array, size: number): Uint32Array {
  const grown = new Uint32Array(size);
  grown.set(column);
  return grown;
}

function list(lists: Map<number, number[]>, key: number, stay: number): void {
  const stays = lists.get(key);
  if (stays) stays.push(stay);
  else lists.set(key, [stay]);
}

/** Calls `meet` for every loose stay that overlaps a visit for long enough. */
export function forEachLooseMeeting(
  loose: LooseStays,
  visit: Visit,
  { minOverlapSeconds, meet }: Meeting,
): void {
  loose.forEachAt(visit.venue, (stay) => {
    const from = Math.max(visit.start, loose.start[stay]!);
    const until = Math.min(visit.end, loose.end[stay]!);
    if (until - from >= minOverlapSeconds) meet(loose.person[stay]!, from, until);
  });
}
