import type { CheckInTable } from './check-in-table.ts';
import type { ContactFacts } from './contacts.ts';

/** What all encounters of a result add up to. */
export interface Totals {
  readonly encounters: number;
  /** Distinct unordered pairs of contacts. */
  readonly pairs: number;
  /** Distinct persons in a pair. */
  readonly people: number;
  /** Distinct venues with an encounter. */
  readonly venues: number;
  readonly overlapSeconds: number;
}

/** Adds up pairs that the caller gives once each. One byte a person and a venue. */
export class Tally {
  readonly #person: Uint8Array;
  readonly #venue: Uint8Array;
  #encounters = 0;
  #pairs = 0;
  #overlapSeconds = 0;

  constructor(table: CheckInTable) {
    this.#person = new Uint8Array(table.persons.length);
    this.#venue = new Uint8Array(table.venues.length);
  }

  /** Adds one pair. */
  add(person: number, other: number, facts: ContactFacts): void {
    this.#pairs++;
    this.#encounters += facts.encounters;
    this.#overlapSeconds += facts.totalSeconds;
    this.#person[person] = 1;
    this.#person[other] = 1;
    for (const venue of facts.venues) this.#venue[venue] = 1;
  }

  /** The sums so far. */
  totals(): Totals {
    const count = (flags: Uint8Array): number => flags.reduce((sum, flag) => sum + flag, 0);
    return {
      encounters: this.#encounters,
      pairs: this.#pairs,
      people: count(this.#person),
      venues: count(this.#venue),
      overlapSeconds: this.#overlapSeconds,
    };
  }
}
