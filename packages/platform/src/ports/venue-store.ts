/** When a venue is open, in its own zone. Check-ins outside are marked, not refused. */
export interface OpeningHours {
  /** IANA zone, as `Asia/Ho_Chi_Minh`. */
  readonly timeZone: string;
  /**
   * Opening spans by weekday, Monday first, in minutes after midnight; an end above 1440 reaches into
   * the next day. A day without spans is closed.
   */
  readonly days: readonly (readonly (readonly [open: number, close: number])[])[];
}

/** A place with an owner. */
export interface Venue {
  /** 16 random bytes. */
  readonly venueId: Uint8Array;
  /** At most 100 bytes of UTF-8. */
  readonly name: string;
  /** At most 100 bytes of UTF-8; may be empty. */
  readonly address: string;
  /** Kind of place, 0..255; 0 is unspecified. */
  readonly kind: number;
  /** Rooms or tables with codes of their own, at most 40 bytes each; `['']`: the venue as a whole. */
  readonly zones: readonly string[];
  /** Longest stay that a check-in may claim, 60 to 86,400 seconds. */
  readonly longestStaySeconds: number;
  /** `null`: always open. */
  readonly openingHours: OpeningHours | null;
  /** 32 bytes that its rotating display shares with the server; `null`: no display. Secret. */
  readonly displaySecret: Uint8Array | null;
  /** SHA-256 of the owner's key. */
  readonly ownerKeyHash: Uint8Array;
  /** Unix seconds. */
  readonly createdAt: number;
}

/** What an owner may change of a venue. */
export type VenueChanges = Partial<
  Pick<
    Venue,
    | 'name'
    | 'address'
    | 'kind'
    | 'zones'
    | 'longestStaySeconds'
    | 'openingHours'
    | 'displaySecret'
    | 'ownerKeyHash'
  >
>;

/** One version of a venue's codes: one seed, one time of validity, one location a zone. */
export interface VenueCode {
  readonly venueId: Uint8Array;
  /** From 1. */
  readonly codeVersion: number;
  /** 16 random bytes. */
  readonly seed: Uint8Array;
  /** Unix seconds, `[notBefore, expires)`. */
  readonly notBefore: number;
  readonly expires: number;
  /** Unix seconds; `null` while it counts. */
  readonly withdrawnAt: number | null;
}

/** One printed code: a zone under one version. */
export interface Location {
  /** 32 bytes, see `deriveLocationId` of the core. */
  readonly locationId: Uint8Array;
  readonly zone: string;
  /** The signed text, kept because signing again gives other bytes. */
  readonly text: string;
}

/** All that a check-in asks of its location. */
export interface KnownLocation {
  readonly locationId: Uint8Array;
  readonly zone: string;
  readonly code: VenueCode;
  readonly venue: Venue;
}

/** A venue that is new, with the first version of its codes. */
export interface NewVenue {
  readonly venue: Venue;
  readonly code: VenueCode;
  readonly locations: readonly Location[];
}

/** Where a page of a list begins, and how long it is. */
export interface VenuePage {
  /** The id behind which it begins; `null`: at the first. */
  readonly after: Uint8Array | null;
  readonly limit: number;
}

/** Venues and the codes they were given. */
export interface VenueStore {
  /** @returns `false` when the id is taken. */
  insertVenue(venue: Venue): Promise<boolean>;
  /**
   * Adds venues with their codes, all of them or nothing.
   * @returns `false` when one of the ids is taken. Atomic under concurrent calls.
   */
  insertVenues(entries: readonly NewVenue[]): Promise<boolean>;
  findVenue(venueId: Uint8Array): Promise<Venue | null>;
  /** Sorted by id. */
  listVenues(page: VenuePage): Promise<readonly Venue[]>;
  /** @returns The venue as it is then; `null` when there is none. */
  updateVenue(venueId: Uint8Array, changes: VenueChanges): Promise<Venue | null>;
  /**
   * Adds a version with all its locations, or nothing.
   * @returns `false` when the venue has that version already. Atomic under concurrent calls.
   */
  insertCode(code: VenueCode, locations: readonly Location[]): Promise<boolean>;
  /** Rising by version. */
  listCodes(venueId: Uint8Array): Promise<readonly VenueCode[]>;
  /** Sorted by zone, by code point. */
  listLocations(venueId: Uint8Array, codeVersion: number): Promise<readonly Location[]>;
  findLocation(locationId: Uint8Array): Promise<KnownLocation | null>;
  /** @returns `false` when there is no such version, or it is withdrawn already. */
  withdrawCode(venueId: Uint8Array, codeVersion: number, at: number): Promise<boolean>;
  /** Withdrawn versions that expire after `now`, sorted by venue id, then version. */
  listWithdrawn(now: number): Promise<readonly VenueCode[]>;
}
