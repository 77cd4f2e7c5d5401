/**
 * How many check-ins an hour are taken as they are; the rest is marked as unconfirmed, never refused:
 * a limit that refuses shuts honest visitors out. Protocol section 4.
 *
 * @module
 */

/** Check-ins within any hour, about. */
export interface CheckInLimits {
  /** At one venue. Default 10,000. */
  readonly venuePerHour: number;
  /** From one network prefix, over all venues. Default 2,000. */
  readonly networkPrefixPerHour: number;
}

/** The limits where nothing else is configured: far above what honest visitors make. */
export const DEFAULT_LIMITS: CheckInLimits = { venuePerHour: 10_000, networkPrefixPerHour: 2_000 };

const HOUR_SECONDS = 3600;
/** Most keys that are told apart in one hour; those beyond share one count. */
const MAX_KEYS = 100_000;
const BEYOND = '';

/**
 * Counts events by key over the last hour: what this clock hour has, and of the one before the share
 * that is less than an hour ago, as if spread evenly. Memory is bounded; nothing is older than two hours.
 */
export class SlidingHour {
  #hour = 0;
  #current = new Map<string, number>();
  #before = new Map<string, number>();

  /** Counts one event at `now` (Unix seconds); returns how many there are now, this one included. */
  add(key: string, now: number): number {
    this.#turnTo(Math.floor(now / HOUR_SECONDS));
    const isKnown = this.#current.has(key) || this.#current.size < MAX_KEYS;
    const counted = isKnown ? key : BEYOND;
    const current = (this.#current.get(counted) ?? 0) + 1;
    this.#current.set(counted, current);
    const shareOfBefore = 1 - (now % HOUR_SECONDS) / HOUR_SECONDS;
    return current + (this.#before.get(counted) ?? 0) * shareOfBefore;
  }

  #turnTo(hour: number): void {
    if (hour === this.#hour) return;
    this.#before = hour === this.#hour + 1 ? this.#current : new Map();
    this.#current = new Map();
    this.#hour = hour;
  }
}

/** Counts check-ins by venue and by network prefix. In memory only: no address is stored. */
export class CheckInCounter {
  readonly #limits: CheckInLimits;
  readonly #venues = new SlidingHour();
  readonly #prefixes = new SlidingHour();

  constructor(limits: CheckInLimits) {
    this.#limits = limits;
  }

  /** Counts one check-in and says whether it is over a limit. */
  add(checkIn: { readonly venue: string; readonly networkPrefix: string }, now: number): boolean {
    const atVenue = this.#venues.add(checkIn.venue, now);
    const fromPrefix = this.#prefixes.add(checkIn.networkPrefix, now);
    return atVenue > this.#limits.venuePerHour || fromPrefix > this.#limits.networkPrefixPerHour;
  }
}
