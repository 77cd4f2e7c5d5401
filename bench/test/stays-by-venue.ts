// Venue matching as one writes it first: an object a stay, a map by venue, and everybody there is compared.

import type { StayColumns } from '@waypost/kernel/venue';
import { type MadeStay, makeStays } from '../lib/check-ins.ts';

const MIN_OVERLAP_SECONDS = 900;

/** Made-up stays, of each person one a venue: nothing has to be merged before it is compared. */
export function staysOncePerVenue(count: number): readonly MadeStay[] {
  const seen = new Set<string>();
  return [...makeStays(count, 1)].filter(({ person, venue }) => {
    const key = `${person}/${venue}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** The same stays as the kernel takes them. */
export const columnsOf = (stays: readonly MadeStay[]): StayColumns => ({
  venues: Uint32Array.from(stays, ({ venue }) => venue),
  persons: Uint32Array.from(stays, ({ person }) => person),
  starts: Uint32Array.from(stays, ({ start }) => start),
  ends: Uint32Array.from(stays, ({ end }) => end),
});

/** The plain way. */
export class StaysByVenue {
  readonly #byVenue: ReadonlyMap<number, readonly MadeStay[]>;
  readonly #byPerson: ReadonlyMap<number, readonly MadeStay[]>;

  constructor(stays: readonly MadeStay[]) {
    this.#byVenue = Map.groupBy(stays, ({ venue }) => venue);
    this.#byPerson = Map.groupBy(stays, ({ person }) => person);
  }

  /** Seconds that these persons spent with others, encounters long enough only. */
  secondsWith(persons: readonly number[]): number {
    let sum = 0;
    for (const person of persons)
      for (const own of this.#byPerson.get(person) ?? [])
        for (const other of this.#byVenue.get(own.venue) ?? []) {
          const shared = Math.min(own.end, other.end) - Math.max(own.start, other.start);
          if (other.person !== person && shared >= MIN_OVERLAP_SECONDS) sum += shared;
        }
    return sum;
  }
}
