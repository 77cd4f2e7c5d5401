import { DISPLAY_SECRET_BYTES, VENUE_ID_BYTES } from '@waypost/core/venue-code';
import { hashAccessKey, newAccessKey } from '../ids.ts';
import { assertVenueFields, DEFAULT_LONGEST_STAY_SECONDS } from '../policies/venue-fields.ts';
import type { Location, OpeningHours, Venue, VenueCode } from '../ports/index.ts';
import { type IssuingContext, issueCodeVersion } from '../venue-code-version.ts';

/** What an owner says of a new venue. */
export interface VenueRegistration {
  /** 1 to 100 bytes of UTF-8. */
  readonly name: string;
  /** At most 100 bytes of UTF-8; may be empty. */
  readonly address: string;
  /** Kind of place, 0..255; 0 is unspecified. */
  readonly kind: number;
  /** 1 to 200, each at most 40 bytes of UTF-8; `['']`: the venue as a whole. */
  readonly zones: readonly string[];
  /** 60 to 86,400. Default 12 hours. */
  readonly longestStaySeconds?: number | undefined;
  /** Left out or `null`: always open. */
  readonly openingHours?: OpeningHours | null | undefined;
  /** Whether a display shows a code that changes. Default `false`. */
  readonly rotatingDisplay?: boolean | undefined;
}

/** A venue that was registered. */
export interface RegisteredVenue {
  readonly venue: Venue;
  readonly code: VenueCode;
  /** One printed code a zone, sorted by zone. */
  readonly locations: readonly Location[];
  /** The owner's key: stored nowhere, so it is shown once. Secret. */
  readonly ownerKey: string;
}

/**
 * Registers a venue and issues the first version of its codes.
 *
 * @throws {@link PlatformError} `VENUE_INVALID`.
 */
export async function registerVenue(
  context: IssuingContext,
  registration: VenueRegistration,
): Promise<RegisteredVenue> {
  const { venues } = context;
  const registered = await prepareVenue(context, registration);
  await venues.insertVenue(registered.venue);
  await venues.insertCode(registered.code, registered.locations);
  return registered;
}

/**
 * A new venue with its codes signed, and nothing stored: a text that no code can carry registers none.
 *
 * @throws {@link PlatformError} `VENUE_INVALID`.
 */
export async function prepareVenue(
  context: IssuingContext,
  registration: VenueRegistration,
): Promise<RegisteredVenue> {
  const { randomBytes } = context;
  const now = context.clock();
  const ownerKey = newAccessKey('waypost-venue-', randomBytes);
  const venue: Venue = {
    venueId: randomBytes(VENUE_ID_BYTES),
    name: registration.name,
    address: registration.address,
    kind: registration.kind,
    zones: registration.zones,
    longestStaySeconds: registration.longestStaySeconds ?? DEFAULT_LONGEST_STAY_SECONDS,
    openingHours: registration.openingHours ?? null,
    displaySecret: registration.rotatingDisplay ? randomBytes(DISPLAY_SECRET_BYTES) : null,
    ownerKeyHash: hashAccessKey(ownerKey),
    createdAt: now,
  };
  assertVenueFields(venue);
  const first = { codeVersion: 1, notBefore: now };
  return { venue, ...(await issueCodeVersion(context, venue, first)), ownerKey };
}
