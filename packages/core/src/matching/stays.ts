/**
 * From check-ins to stays: where each ends, and what merges into one.
 *
 * @module
 */
import { UINT32_MAX } from '../primitives/bytes.ts';
import { OPEN_END } from './check-in-log.ts';
import { type CheckInTable, largestGroup } from './check-in-table.ts';
import { RowSorter } from './row-sorter.ts';
import type { MatchingRule } from './rule.ts';

/**
 * The stays at one venue, by person, each `[start, end)` with `start < end`. A person's stays (in one
 * zone, where zones count) neither overlap nor touch.
 */
export interface VenueStays {
  readonly venue: number;
  /** How many stays there are; the columns may be longer. */
  readonly count: number;
  readonly person: Uint32Array;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  /** `null` where the rule takes a venue as one place. */
  readonly zone: Uint32Array | null;
}

/**
 * Ends, cuts and merges the check-ins of a table, venue by venue: definitions 1 to 3 of
 * `docs/matching.md`. The columns are reused: each venue's are good until the next one is asked for.
 */
export function* staysByVenue(table: CheckInTable, rule: MatchingRule): Generator<VenueStays> {
  const ends = rule.exclusiveStay ? exclusiveEnds(table, rule) : null;
  const zone = rule.near ? table.zone : null;
  const merger = new StayMerger(table, zone !== null);
  for (let venue = 0; venue < table.venues.length; venue++) {
    merger.beginVenue();
    const [from, to] = [table.venueOffset[venue]!, table.venueOffset[venue + 1]!];
    for (let row = from; row < to; row++) {
      const isNextPerson = row === from || table.person[row] !== table.person[row - 1];
      if (isNextPerson) merger.beginPerson();
      const end = ends ? ends[row]! : endOf(table.start[row]!, table.end[row]!, rule);
      merger.add(table.person[row]!, table.start[row]!, end, zone ? zone[row]! : 0);
    }
    yield { venue, ...merger.stays() };
  }
}

/** Definition 1: the end that was recorded, else what the rule takes for it. */
function endOf(start: number, end: number, rule: MatchingRule): number {
  if (end !== OPEN_END) return end;
  return Math.min(start + (rule.staySeconds ?? rule.maxStaySeconds), UINT32_MAX - 1);
}

/** Takes one person's stays at one venue by start, and appends or merges them. */
class StayMerger {
  readonly #person: Uint32Array;
  readonly #start: Uint32Array;
  readonly #end: Uint32Array;
  readonly #zone: Uint32Array | null;
  /** Where this person's last stay in each zone stands, or below `#first` if there is none. */
  readonly #lastInZone: Int32Array;
  #first = 0;
  #count = 0;

  constructor(table: CheckInTable, withZones: boolean) {
    const rows = largestGroup(table.venueOffset);
    this.#person = new Uint32Array(rows);
    this.#start = new Uint32Array(rows);
    this.#end = new Uint32Array(rows);
    this.#zone = withZones ? new Uint32Array(rows) : null;
    this.#lastInZone = new Int32Array(withZones ? table.zones.length : 1).fill(-1);
  }

  beginVenue(): void {
    // Only the zones that the venue before had: filling them all would cost venues times zones.
    for (let i = 0; i < this.#count; i++) this.#lastInZone[this.#zone ? this.#zone[i]! : 0] = -1;
    this.#count = 0;
  }

  beginPerson(): void {
    this.#first = this.#count;
  }

  add(person: number, start: number, end: number, zone: number): void {
    if (end <= start) return; // no presence
    const last = this.#lastInZone[zone]!;
    if (last >= this.#first && start <= this.#end[last]!) {
      if (end > this.#end[last]!) this.#end[last] = end;
      return;
    }
    const at = this.#count++;
    this.#lastInZone[zone] = at;
    this.#person[at] = person;
    this.#start[at] = start;
    this.#end[at] = end;
    if (this.#zone) this.#zone[at] = zone;
  }

  stays(): Omit<VenueStays, 'venue'> {
    return {
      count: this.#count,
      person: this.#person,
      start: this.#start,
      end: this.#end,
      zone: this.#zone,
    };
  }
}

/**
 * Definition 2: each row's end, cut where the same person's next check-in elsewhere begins later.
 *
 * One sweep over each person's check-ins from the last to the first. All that has to be remembered
 * is the next later instant of a check-in, and, if all of that instant's check-ins are at one venue,
 * the next later instant of one at another.
 */
function exclusiveEnds(table: CheckInTable, rule: MatchingRule): Uint32Array {
  const { personOffset, row, venue } = rowsByPersonAndStart(table);
  const ends = new Uint32Array(table.person.length);
  for (let person = 0; person < table.persons.length; person++) {
    let next = Number.POSITIVE_INFINITY; // the next later start, at any venue
    let nextVenue = -1; // the venue of all check-ins at `next`, or -1 if there are several
    let nextElsewhere = Number.POSITIVE_INFINITY; // the next later start not at `nextVenue`
    let to = personOffset[person + 1]!;
    while (to > personOffset[person]!) {
      const start = table.start[row[to - 1]!]!;
      let from = to;
      let groupVenue = venue[to - 1]!;
      while (from > personOffset[person]! && table.start[row[from - 1]!] === start) {
        from--;
        if (venue[from] !== groupVenue) groupVenue = -1;
        const cut = venue[from] === nextVenue ? nextElsewhere : next;
        const at = row[from]!;
        ends[at] = Math.min(endOf(start, table.end[at]!, rule), cut);
      }
      // Beyond a second group at the same single venue, "elsewhere" stays where it was.
      if (groupVenue !== nextVenue) nextElsewhere = next;
      next = start;
      nextVenue = groupVenue;
      to = from;
    }
  }
  return ends;
}

/** Row numbers grouped by person, then by start; with each row's venue. */
function rowsByPersonAndStart(table: CheckInTable): {
  personOffset: Uint32Array;
  row: Uint32Array;
  venue: Uint32Array;
} {
  const rows = table.person.length;
  const personOffset = new Uint32Array(table.persons.length + 1);
  for (const person of table.person) personOffset[person + 1] = personOffset[person + 1]! + 1;
  for (let p = 1; p < personOffset.length; p++)
    personOffset[p] = personOffset[p]! + personOffset[p - 1]!;
  const next = personOffset.slice();
  const [start, venue, row] = [0, 0, 0].map(() => new Uint32Array(rows)) as [
    Uint32Array,
    Uint32Array,
    Uint32Array,
  ];
  for (let v = 0; v < table.venues.length; v++)
    for (let from = table.venueOffset[v]!; from < table.venueOffset[v + 1]!; from++) {
      const person = table.person[from]!;
      const at = next[person]!;
      next[person] = at + 1;
      start[at] = table.start[from]!;
      venue[at] = v;
      row[at] = from;
    }
  const sorter = new RowSorter([start, venue, row], largestGroup(personOffset));
  for (let p = 0; p < table.persons.length; p++)
    sorter.sort(personOffset[p]!, personOffset[p + 1]!);
  return { personOffset, row, venue };
}
