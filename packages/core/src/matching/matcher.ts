import { type CheckInTable, compareVenueIds } from './check-in-table.ts';
import {
  clip,
  findCommonPresence,
  indexPresenceOf,
  Pieces,
  presenceOf,
  type Search,
} from './common-presence.ts';
import { type ContactFacts, contactFacts } from './contacts.ts';
import { Nearness } from './nearness.ts';
import type { MatchingRule } from './rule.ts';
import { sweepSecondDegree } from './second-degree.ts';
import type { StayIndex } from './stay-index.ts';

/** One person's contact. Times in Unix seconds; ids sorted by code units. */
export interface Contact {
  readonly person: string;
  readonly encounters: number;
  readonly longestSeconds: number;
  readonly totalSeconds: number;
  /** Most seconds in any 24 hours; only under a rule that adds up. */
  readonly bestWindowSeconds?: number;
  /** Where they met: shorter ids first, then by code units, so that numbers stand in their order. */
  readonly venues: readonly string[];
  readonly firstStart: number;
  readonly lastEnd: number;
}

/** Whose contacts are looked for, and which count. */
export interface ContactSearch {
  /** An index person's presence is widened by the rule, anybody else's is taken as it is. */
  readonly presence: 'widened' | 'as it is';
  readonly counts: (other: number) => boolean;
  /** Presence before this Unix time does not count. */
  readonly from?: number;
  /** Nobody is the index: zones are near if either person sees them so. */
  readonly bothWays?: boolean;
}

/** Answers "whom did this person meet" on one table, index and rule. */
export class Matcher {
  readonly table: CheckInTable;
  readonly #index: StayIndex;
  readonly #rule: MatchingRule;
  readonly #nearness: Nearness | null;
  readonly #pieces: Pieces;
  #work = 0;

  constructor(table: CheckInTable, index: StayIndex, rule: MatchingRule) {
    this.table = table;
    this.#index = index;
    this.#rule = rule;
    this.#nearness = rule.near ? new Nearness(rule.near, table) : null;
    this.#pieces = new Pieces(table.persons.length);
  }

  /** Stays that the last search looked at: a measure of its cost. */
  get work(): number {
    return this.#work;
  }

  /** Contacts by number, ascending. */
  contactsOf(person: number, search: ContactSearch): Map<number, ContactFacts> {
    const { presence, counts, from, bothWays = false } = search;
    const rule = this.#rule;
    const isWidened = presence === 'widened';
    const windows = isWidened
      ? indexPresenceOf(this.#index, person, rule)
      : presenceOf(this.#index, person);
    const since = from ?? rule.from; // a contact's first encounter ends after the rule's `from`
    const found: Search = { rule, nearness: this.#nearness, counts, bothWays };
    this.#work = findCommonPresence(
      this.#index,
      clip(windows, since, rule.to),
      found,
      this.#pieces,
    );
    const contacts = new Map<number, ContactFacts>();
    for (const other of this.#pieces.persons.sort((a, b) => a - b)) {
      const facts = contactFacts(this.#pieces.of(other), rule);
      if (facts) contacts.set(other, facts);
    }
    return contacts;
  }

  /** Whether second degree is a matter of single presences at whole venues. */
  get canSweep(): boolean {
    return this.#rule.mode === 'single' && this.#nearness === null;
  }

  sweepSecondDegree(
    contacts: ReadonlyMap<number, ContactFacts>,
    counts: (other: number) => boolean,
  ): ReadonlySet<number> {
    const { found, looked } = sweepSecondDegree(this.#index, contacts, {
      rule: this.#rule,
      counts,
    });
    this.#work = looked;
    return found;
  }

  named(person: number, facts: ContactFacts): Contact {
    const { encounters, longestSeconds, totalSeconds, bestWindowSeconds } = facts;
    return {
      person: this.table.persons[person]!,
      encounters,
      longestSeconds,
      totalSeconds,
      ...(bestWindowSeconds === null ? {} : { bestWindowSeconds }),
      venues: facts.venues.map((venue) => this.table.venues[venue]!).sort(compareVenueIds),
      firstStart: facts.firstStart,
      lastEnd: facts.lastEnd,
    };
  }
}
