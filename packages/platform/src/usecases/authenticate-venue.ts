import { equalBytes } from '@waypost/core/primitives';
import type { PlatformContext } from '../context.ts';
import { PlatformError } from '../errors.ts';
import { hashAccessKey } from '../ids.ts';
import type { Venue } from '../ports/index.ts';

/**
 * The venue, if the key is its owner's.
 *
 * @throws {@link PlatformError} `UNAUTHENTICATED`, one answer for an unknown venue and a wrong key.
 */
export async function authenticateVenue(
  { venues }: PlatformContext,
  venueId: Uint8Array,
  key: string,
): Promise<Venue> {
  const keyHash = hashAccessKey(key);
  const venue = await venues.findVenue(venueId);
  if (venue === null || !equalBytes(venue.ownerKeyHash, keyHash))
    throw new PlatformError('UNAUTHENTICATED', 'the key is not valid');
  return venue;
}
