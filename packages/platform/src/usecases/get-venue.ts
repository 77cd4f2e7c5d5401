import type { PlatformContext } from '../context.ts';
import { PlatformError } from '../errors.ts';
import type { Location, Venue, VenueCode } from '../ports/index.ts';

/** A venue and its codes. */
export interface VenueWithCodes {
  readonly venue: Venue;
  /** Every version, rising. */
  readonly codes: readonly VenueCode[];
  /** Printed codes of the newest version, sorted by zone. */
  readonly locations: readonly Location[];
}

/**
 * A venue, all versions of its codes, and what is to be printed of the newest.
 *
 * @throws {@link PlatformError} `VENUE_UNKNOWN`.
 */
export async function getVenue(
  { venues }: PlatformContext,
  venueId: Uint8Array,
): Promise<VenueWithCodes> {
  const venue = await venues.findVenue(venueId);
  if (venue === null) throw new PlatformError('VENUE_UNKNOWN', 'there is no such venue');
  const codes = await venues.listCodes(venueId);
  const newest = codes.at(-1);
  const locations = newest ? await venues.listLocations(venueId, newest.codeVersion) : [];
  return { venue, codes, locations };
}
