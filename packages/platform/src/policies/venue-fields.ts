/**
 * What an owner may say of a venue. Texts are judged where its code is issued: nothing is stored that
 * no code could carry.
 *
 * @module
 */
import { PlatformError } from '../errors.ts';
import type { Venue } from '../ports/index.ts';
import { assertOpeningHours } from './opening-hours.ts';

/** Longest stay where the owner says nothing, in seconds: 12 hours. */
export const DEFAULT_LONGEST_STAY_SECONDS = 43_200;
const SHORTEST_STAY_SECONDS = 60;
const LONGEST_STAY_SECONDS = 86_400;
/** Most zones of a venue: each is one more code to sign and to print. */
const MAX_ZONES = 200;

/**
 * Checks zones, longest stay and opening hours.
 *
 * @throws {@link PlatformError} `VENUE_INVALID`.
 */
export function assertVenueFields(
  venue: Pick<Venue, 'zones' | 'longestStaySeconds' | 'openingHours'>,
): void {
  const { zones, longestStaySeconds, openingHours } = venue;
  if (zones.length < 1 || zones.length > MAX_ZONES)
    throw refused(`it has 1 to ${MAX_ZONES} zones, one empty zone for the venue as a whole`);
  if (new Set(zones).size !== zones.length) throw refused('a zone stands there twice');
  const isStay =
    Number.isInteger(longestStaySeconds) && longestStaySeconds >= SHORTEST_STAY_SECONDS;
  if (!isStay || longestStaySeconds > LONGEST_STAY_SECONDS)
    throw refused('its longest stay is one minute to one day');
  if (openingHours !== null) assertOpeningHours(openingHours);
}

/** Whether a change of the venue changes what its codes say. */
export const changesPrintedText = (before: Venue, after: Venue): boolean =>
  before.name !== after.name ||
  before.address !== after.address ||
  before.kind !== after.kind ||
  before.zones.length !== after.zones.length ||
  after.zones.some((zone) => !before.zones.includes(zone));

const refused = (why: string): PlatformError =>
  new PlatformError('VENUE_INVALID', `venue is not valid: ${why}`);
