import { isPlatformError, PlatformError } from '../errors.ts';
import type { IssuingContext } from '../venue-code-version.ts';
import { prepareVenue, type RegisteredVenue, type VenueRegistration } from './register-venue.ts';

/**
 * Registers many venues, all of them or none.
 *
 * @returns In the order of the registrations.
 * @throws {@link PlatformError} `VENUE_INVALID`, naming the place of the venue in the list, from 1.
 */
export async function importVenues(
  context: IssuingContext,
  registrations: readonly VenueRegistration[],
): Promise<readonly RegisteredVenue[]> {
  const registered: RegisteredVenue[] = [];
  for (const [i, registration] of registrations.entries())
    registered.push(await prepareNumbered(context, registration, i + 1));
  // Ids are random: one that is taken is a fault of the machine.
  if (!(await context.venues.insertVenues(registered)))
    throw new Error('a venue id was drawn twice');
  return registered;
}

async function prepareNumbered(
  context: IssuingContext,
  registration: VenueRegistration,
  number: number,
): Promise<RegisteredVenue> {
  try {
    return await prepareVenue(context, registration);
  } catch (error) {
    if (!isPlatformError(error)) throw error;
    throw new PlatformError(error.code, `number ${number} of the list: ${error.message}`);
  }
}
