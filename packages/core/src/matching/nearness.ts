import type { CheckInTable } from './check-in-table.ts';
import type { NearZones } from './rule.ts';

/**
 * Which zones of a venue count as one place, as the rule's `near` says: an index zone's own, those
 * listed for it, or, where nothing is listed for it, the whole venue.
 */
export class Nearness {
  /** `#near.get(venue).get(zone)`: zones near it. */
  readonly #near: ReadonlyMap<number, ReadonlyMap<number, ReadonlySet<number>>>;

  constructor(near: NearZones, table: CheckInTable) {
    const venueOf = numbersOf(table.venues);
    const zoneOf = numbersOf(table.zones);
    const byVenue = new Map<number, ReadonlyMap<number, ReadonlySet<number>>>();
    for (const [venue, zones] of Object.entries(near)) {
      const venueNumber = venueOf.get(venue);
      if (venueNumber === undefined) continue; // nobody was there
      const byZone = new Map<number, ReadonlySet<number>>();
      for (const [zone, list] of Object.entries(zones)) {
        const zoneNumber = zoneOf.get(zone);
        if (zoneNumber === undefined) continue;
        const members = list.map((id) => zoneOf.get(id)).filter((n) => n !== undefined);
        byZone.set(zoneNumber, new Set([zoneNumber, ...members]));
      }
      byVenue.set(venueNumber, byZone);
    }
    this.#near = byVenue;
  }

  /** Whether `zone` counts for an index person in `indexZone`. */
  isNear(venue: number, indexZone: number, zone: number): boolean {
    return this.#near.get(venue)?.get(indexZone)?.has(zone) ?? true;
  }
}

const numbersOf = (ids: readonly string[]): Map<string, number> =>
  new Map(ids.map((id, number) => [id, number]));
