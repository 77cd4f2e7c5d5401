import { toBase64Url } from '@waypost/core/primitives';
import { expiresSoon, type RegisteredVenue } from '@waypost/platform';
import type { Location, Venue, VenueCode } from '@waypost/platform/ports';

/** A venue without its secrets. */
export const encodeVenue = (venue: Venue) => ({
  venueId: toBase64Url(venue.venueId),
  name: venue.name,
  address: venue.address,
  kind: venue.kind,
  zones: [...venue.zones],
  longestStaySeconds: venue.longestStaySeconds,
  openingHours: venue.openingHours && {
    timeZone: venue.openingHours.timeZone,
    days: venue.openingHours.days.map((day) =>
      day.map(([open, close]): [number, number] => [open, close]),
    ),
  },
  rotatingDisplay: venue.displaySecret !== null,
  createdAt: venue.createdAt,
});

/** The secret of a venue's display, for its owner. */
export const encodeDisplaySecret = ({ displaySecret }: Venue): string | null =>
  displaySecret && toBase64Url(displaySecret);

/** A code version without its seed, which stands in the signed texts. */
export const encodeCode = (code: VenueCode, now: number) => ({
  codeVersion: code.codeVersion,
  notBefore: code.notBefore,
  expires: code.expires,
  withdrawnAt: code.withdrawnAt,
  expiresSoon: expiresSoon(code, now),
});

/** Printed codes. */
export const encodeLocations = (locations: readonly Location[]) =>
  locations.map(({ locationId, zone, text }) => ({
    locationId: toBase64Url(locationId),
    zone,
    text,
  }));

/** A venue that was registered, with its secrets. */
export const encodeRegistered = (registered: RegisteredVenue, now: number) => ({
  venue: encodeVenue(registered.venue),
  code: encodeCode(registered.code, now),
  locations: encodeLocations(registered.locations),
  ownerKey: registered.ownerKey,
  displaySecret: encodeDisplaySecret(registered.venue),
});
