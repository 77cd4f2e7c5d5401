import { compareBytes, equalBytes, toHex } from '@waypost/core/primitives';
import type {
  KnownLocation,
  Location,
  Venue,
  VenueCode,
  VenuePage,
  VenueStore,
} from '../ports/index.ts';

interface Tables {
  readonly venues: ReadonlyMap<string, Venue>;
  readonly codes: ReadonlyMap<string, VenueCode>;
  readonly locations: ReadonlyMap<string, readonly Location[]>;
}

/** A {@link VenueStore} in memory. */
export function memoryVenueStore(): VenueStore {
  const venues = new Map<string, Venue>();
  const codes = new Map<string, VenueCode>();
  const locations = new Map<string, readonly Location[]>();

  const putVenue = (venue: Venue): void => void venues.set(toHex(venue.venueId), venue);
  const putCode = (code: VenueCode, its: readonly Location[]): void => {
    const key = keyOf(code.venueId, code.codeVersion);
    codes.set(key, code);
    locations.set(key, [...its].sort(byZone));
  };

  return {
    async insertVenue(venue) {
      if (venues.has(toHex(venue.venueId))) return false;
      putVenue(venue);
      return true;
    },
    async insertVenues(entries) {
      const keys = new Set(entries.map(({ venue }) => toHex(venue.venueId)));
      if (keys.size < entries.length || [...keys].some((key) => venues.has(key))) return false;
      for (const { venue, code, locations: its } of entries) {
        putVenue(venue);
        putCode(code, its);
      }
      return true;
    },
    findVenue: async (venueId) => venues.get(toHex(venueId)) ?? null,
    listVenues: async (page) => pageOf([...venues.values()], page),
    async updateVenue(venueId, changes) {
      const venue = venues.get(toHex(venueId));
      if (!venue) return null;
      const changed = { ...venue, ...changes };
      putVenue(changed);
      return changed;
    },
    async insertCode(code, itsLocations) {
      if (codes.has(keyOf(code.venueId, code.codeVersion))) return false;
      putCode(code, itsLocations);
      return true;
    },
    async listCodes(venueId) {
      const wanted = toHex(venueId);
      return [...codes.values()].filter((code) => toHex(code.venueId) === wanted).sort(byVersion);
    },
    async listLocations(venueId, codeVersion) {
      return locations.get(keyOf(venueId, codeVersion)) ?? [];
    },
    findLocation: async (locationId) => findLocation({ venues, codes, locations }, locationId),
    async withdrawCode(venueId, codeVersion, at) {
      const key = keyOf(venueId, codeVersion);
      const code = codes.get(key);
      if (!code || code.withdrawnAt !== null) return false;
      codes.set(key, { ...code, withdrawnAt: at });
      return true;
    },
    listWithdrawn: async (now) => withdrawnOf([...codes.values()], now),
  };
}

function findLocation(
  { venues, codes, locations }: Tables,
  locationId: Uint8Array,
): KnownLocation | null {
  for (const [key, code] of codes) {
    const venue = venues.get(toHex(code.venueId));
    const found = locations.get(key)?.find((one) => equalBytes(one.locationId, locationId));
    if (venue && found) return { locationId, zone: found.zone, code, venue };
  }
  return null;
}

const withdrawnOf = (codes: readonly VenueCode[], now: number): readonly VenueCode[] =>
  codes
    .filter(({ withdrawnAt, expires }) => withdrawnAt !== null && expires > now)
    .sort((a, b) => compareBytes(a.venueId, b.venueId) || byVersion(a, b));

const pageOf = (venues: readonly Venue[], { after, limit }: VenuePage): readonly Venue[] =>
  venues
    .filter(({ venueId }) => after === null || compareBytes(venueId, after) > 0)
    .sort((a, b) => compareBytes(a.venueId, b.venueId))
    .slice(0, limit);

const keyOf = (venueId: Uint8Array, codeVersion: number): string =>
  `${toHex(venueId)} ${codeVersion}`;

const byVersion = (a: VenueCode, b: VenueCode): number => a.codeVersion - b.codeVersion;

const byZone = (a: Location, b: Location): number => (a.zone < b.zone ? -1 : 1);
