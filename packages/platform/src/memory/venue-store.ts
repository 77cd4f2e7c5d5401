import { compareBytes, toHex } from '@waypost/core/primitives';
import type { Location, Venue, VenueCode, VenueStore } from '../ports/index.ts';

/** A {@link VenueStore} in memory. */
export function memoryVenueStore(): VenueStore {
  const venues = new Map<string, Venue>();
  const codes = new Map<string, VenueCode>();
  const locations = new Map<string, readonly Location[]>();

  return {
    async insertVenue(venue) {
      const key = toHex(venue.venueId);
      if (venues.has(key)) return false;
      venues.set(key, venue);
      return true;
    },
    async findVenue(venueId) {
      return venues.get(toHex(venueId)) ?? null;
    },
    async updateVenue(venueId, changes) {
      const venue = venues.get(toHex(venueId));
      if (!venue) return null;
      const changed = { ...venue, ...changes };
      venues.set(toHex(venueId), changed);
      return changed;
    },
    async insertCode(code, itsLocations) {
      const key = keyOf(code.venueId, code.codeVersion);
      if (codes.has(key)) return false;
      codes.set(key, code);
      locations.set(key, [...itsLocations].sort(byZone));
      return true;
    },
    async listCodes(venueId) {
      const wanted = toHex(venueId);
      return [...codes.values()].filter((code) => toHex(code.venueId) === wanted).sort(byVersion);
    },
    async listLocations(venueId, codeVersion) {
      return locations.get(keyOf(venueId, codeVersion)) ?? [];
    },
    async findLocation(locationId) {
      const wanted = toHex(locationId);
      for (const [key, code] of codes) {
        const venue = venues.get(toHex(code.venueId));
        const found = locations.get(key)?.find((one) => toHex(one.locationId) === wanted);
        if (venue && found) return { locationId, zone: found.zone, code, venue };
      }
      return null;
    },
    async withdrawCode(venueId, codeVersion, at) {
      const key = keyOf(venueId, codeVersion);
      const code = codes.get(key);
      if (!code || code.withdrawnAt !== null) return false;
      codes.set(key, { ...code, withdrawnAt: at });
      return true;
    },
    async listWithdrawn(now) {
      return [...codes.values()]
        .filter(({ withdrawnAt, expires }) => withdrawnAt !== null && expires > now)
        .sort((a, b) => compareBytes(a.venueId, b.venueId) || byVersion(a, b));
    },
  };
}

const keyOf = (venueId: Uint8Array, codeVersion: number): string =>
  `${toHex(venueId)} ${codeVersion}`;

const byVersion = (a: VenueCode, b: VenueCode): number => a.codeVersion - b.codeVersion;

const byZone = (a: Location, b: Location): number => (a.zone < b.zone ? -1 : 1);
