import { signingKey } from '@waypost/core/jws';
import { DAY_SECONDS, isWaypostError } from '@waypost/core/primitives';
import { deriveLocationId, issueVenueCode, SEED_BYTES } from '@waypost/core/venue-code';
import type { PlatformContext, PlatformSettings } from './context.ts';
import { PlatformError } from './errors.ts';
import type { IssuerKeys, Location, Venue, VenueCode } from './ports/index.ts';

/** The part of the context that signs codes, for those who do no more. */
export interface IssuingContext
  extends Pick<PlatformContext, 'venues' | 'clock' | 'randomBytes' | 'issuer' | 'host'> {
  readonly keys: Pick<IssuerKeys, 'codeKey'>;
  readonly settings: Pick<PlatformSettings, 'venueCodeDays'>;
}

/** A version of a venue's codes and its printed codes, one a zone, sorted by zone. */
export interface IssuedCode {
  readonly code: VenueCode;
  readonly locations: readonly Location[];
}

/**
 * Signs one version of a venue's codes. Nothing is stored. It counts from the minute that holds
 * `notBefore`: check-ins name whole minutes.
 *
 * @throws {@link PlatformError} `VENUE_INVALID` for a text that no code can carry.
 */
export async function issueCodeVersion(
  context: IssuingContext,
  venue: Venue,
  { codeVersion, ...asked }: Pick<VenueCode, 'codeVersion' | 'notBefore'>,
): Promise<IssuedCode> {
  const notBefore = asked.notBefore - (asked.notBefore % 60);
  const expires = notBefore + context.settings.venueCodeDays * DAY_SECONDS;
  const seed = context.randomBytes(SEED_BYTES);
  const code = { venueId: venue.venueId, codeVersion, seed, notBefore, expires, withdrawnAt: null };
  const issuer = { ...context, key: signingKey(context.keys.codeKey) };
  const { kind, name, address } = venue;
  const zones = [...venue.zones].sort();
  try {
    const locations = zones.map(async (zone) => ({
      locationId: deriveLocationId({ ...code, zone }),
      zone,
      text: await issueVenueCode({ ...code, kind, name, address, zone }, issuer),
    }));
    return { code, locations: await Promise.all(locations) };
  } catch (error) {
    throw toVenueError(error);
  }
}

/**
 * Signs and stores the next version.
 *
 * @throws {@link PlatformError} `VENUE_INVALID` for a text that no code can carry.
 */
export async function addCodeVersion(
  context: PlatformContext,
  venue: Venue,
  notBefore: number,
): Promise<IssuedCode> {
  // Whoever finds its version taken tries the next one: some caller always gets on.
  while (true) {
    const newest = (await context.venues.listCodes(venue.venueId)).at(-1);
    const codeVersion = (newest?.codeVersion ?? 0) + 1;
    const issued = await issueCodeVersion(context, venue, { codeVersion, notBefore });
    if (await context.venues.insertCode(issued.code, issued.locations)) return issued;
  }
}

function toVenueError(error: unknown): unknown {
  if (!isWaypostError(error)) return error;
  const { what = 'text' } = error.details;
  return new PlatformError('VENUE_INVALID', `venue is not valid: a code cannot carry its ${what}`);
}
