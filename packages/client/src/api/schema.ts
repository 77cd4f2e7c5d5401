/* oxlint-disable max-lines */
// biome-ignore-all format: generated
/**
 * What the server takes and answers. Made from `apps/api/openapi.json` by `npm run schema` in
 * packages/client; not to be changed by hand.
 *
 * @module
 */

/** `RegisteredVenue` of the OpenAPI document. */
export type RegisteredVenue = {
  venue: Venue;
  code: VenueCode;
  locations: Location[];
  /** Opens this venue's routes. Shown this once. */
  ownerKey: string;
  /** Secret of the rotating display; null: there is none; 32 bytes, base64url. */
  displaySecret: string | null;
};
/** `Venue` of the OpenAPI document. */
export type Venue = {
  /** Venue id; 16 bytes, base64url. */
  venueId: string;
  /** At most 100 bytes of UTF-8. */
  name: string;
  /** At most 100 bytes of UTF-8; may be empty. */
  address: string;
  /** Kind of place; 0 is unspecified. */
  kind: number;
  /** Rooms or tables with codes of their own; one empty text: the venue as a whole. */
  zones: string[];
  /** Longest stay that a check-in may claim. */
  longestStaySeconds: number;
  openingHours: OpeningHours;
  /** Whether a display shows a code that changes every 30 seconds. */
  rotatingDisplay: boolean;
  /** Registered; Unix seconds. */
  createdAt: number;
};
/** Check-ins outside are marked, not refused; null: always open. */
export type OpeningHours = {
  /** IANA zone. */
  timeZone: string;
  /** Opening spans by weekday, Monday first: minutes after midnight, an end above 1440 reaches into the next day. */
  days: (([number, number])[])[];
} | null;
/** `VenueCode` of the OpenAPI document. */
export type VenueCode = {
  codeVersion: number;
  /** First second in which it counts; Unix seconds. */
  notBefore: number;
  /** First second in which it no longer counts; Unix seconds. */
  expires: number;
  /** Taken back; Unix seconds. */
  withdrawnAt: number | null;
  /** Whether to print the next version: this one ends within 30 days. */
  expiresSoon: boolean;
};
/** `Location` of the OpenAPI document. */
export type Location = {
  /** Location id; 32 bytes, base64url. */
  locationId: string;
  zone: string;
  /** What the QR code says. */
  text: string;
};
/** `Problem` of the OpenAPI document. */
export type Problem = {
  type: 'about:blank';
  title: string;
  status: number;
  code: 'REQUEST_MALFORMED' | 'REQUEST_INVALID' | 'BODY_SIZE' | 'BODY_TOO_LARGE' | 'MEDIA_TYPE' | 'ROUTE_UNKNOWN' | 'VENUE_LIST_INVALID' | 'POSTER_UNFIT' | 'TOO_MANY_REQUESTS' | 'NOT_READY' | 'INTERNAL' | 'VENUE_UNKNOWN' | 'VENUE_INVALID' | 'VENUE_CODE_UNKNOWN' | 'LOCATION_UNKNOWN' | 'LOCATION_WITHDRAWN' | 'LOCATION_EXPIRED' | 'CHECK_IN_TIME' | 'CHECK_IN_CONFLICT' | 'CHECK_IN_BUSY' | 'CHANGE_REFUSED' | 'VERIFICATION_CODE_REFUSED' | 'DISCLOSURE_INVALID' | 'DISCLOSURE_UNKNOWN' | 'RUN_INVALID' | 'RUN_UNKNOWN' | 'NOTICE_UNKNOWN' | 'NOTICE_STATE' | 'NOTICE_SAME_OFFICER' | 'FILE_UNKNOWN' | 'KEY_NAME_INVALID' | 'KEY_NAME_TAKEN' | 'KEY_NAME_UNKNOWN' | 'UNAUTHENTICATED' | 'FORBIDDEN' | 'BYTES_LENGTH' | 'BYTES_TRUNCATED' | 'BYTES_TRAILING' | 'ENCODING_INVALID' | 'NUMBER_RANGE' | 'TEXT_LENGTH' | 'TIME_FORMAT' | 'TIME_RANGE' | 'PROTOBUF_MALFORMED' | 'CIPHERTEXT_INVALID' | 'JWS_MALFORMED' | 'JWS_ALGORITHM' | 'JWS_TYPE' | 'JWS_KEY_UNKNOWN' | 'JWS_SIGNATURE' | 'KEY_UNSUITABLE' | 'VENUE_CODE_MALFORMED' | 'VENUE_CODE_SIGNATURE' | 'VENUE_CODE_ISSUER' | 'VENUE_CODE_NOT_YET_VALID' | 'VENUE_CODE_EXPIRED' | 'VENUE_CODE_WITHDRAWN' | 'VENUE_CODE_UNRECOGNISED' | 'VENUE_LIST_MALFORMED' | 'VENUE_LIST_SIGNATURE' | 'VENUE_ROW_INVALID' | 'POINT_INVALID' | 'LIST_MALFORMED' | 'LIST_SIGNATURE' | 'LIST_TYPE' | 'LIST_ISSUER' | 'LIST_KEY_USE' | 'LIST_KEY_REVOKED' | 'LIST_ROLLBACK' | 'LIST_FORKED' | 'LIST_FROM_FUTURE' | 'CARD_TOO_LONG' | 'CARD_FORMAT' | 'CARD_KEY' | 'CARD_OPEN' | 'BUNDLE_FORMAT' | 'BUNDLE_CONTENT' | 'BUNDLE_BUILD' | 'WARNING_LIST_FORMAT' | 'WARNING_LIST_CONTENT' | 'EXPORT_ARCHIVE_MALFORMED' | 'EXPORT_ENTRY_DUPLICATE' | 'EXPORT_ENTRY_MISSING' | 'EXPORT_ENTRY_UNEXPECTED' | 'EXPORT_TOO_LARGE' | 'EXPORT_TRUNCATED' | 'EXPORT_MAGIC' | 'EXPORT_MALFORMED' | 'EXPORT_KEY_LENGTH' | 'EXPORT_KEY_RANGE' | 'EXPORT_BUILD' | 'EXPORT_SIGNATURE_MALFORMED' | 'EXPORT_SIGNATURE_MISSING' | 'EXPORT_SIGNATURE_LIST_EMPTY' | 'EXPORT_SIGNATURE_UNTRUSTED' | 'EXPORT_SIGNATURE_INVALID' | 'FILTER_FORMAT' | 'FILTER_BUILD' | 'CHECK_IN_INVALID' | 'RULE_INVALID' | 'PERSON_UNKNOWN';
  detail: string;
  requestId: string;
  errors?: ({
    /** Where, as `days.0`. */
    path: string;
    /** What, as `too_small`. */
    problem: string;
  })[];
};
/** `NewVenue` of the OpenAPI document. */
export type NewVenue = {
  /** At most 100 bytes of UTF-8. */
  name: string;
  /** At most 100 bytes of UTF-8; may be empty. */
  address?: string;
  /** Kind of place; 0 is unspecified. */
  kind?: number;
  /** Rooms or tables with codes of their own; one empty text: the venue as a whole. */
  zones?: string[];
  /** Longest stay that a check-in may claim. */
  longestStaySeconds?: number;
  openingHours?: OpeningHours;
  /** Whether a display shows a code that changes every 30 seconds. */
  rotatingDisplay?: boolean;
};
/** `ImportedVenues` of the OpenAPI document. */
export type ImportedVenues = {
  /** In the order of the rows. */
  venues: RegisteredVenue[];
};
/** `VenueDetails` of the OpenAPI document. */
export type VenueDetails = {
  venue: Venue;
  /** Rising by version. */
  codes: VenueCode[];
  /** Of the newest version. */
  locations: Location[];
};
/** `ChangedVenue` of the OpenAPI document. */
export type ChangedVenue = {
  venue: Venue;
  /** The new version, where the change needs new posters. */
  code: VenueCode | null;
  /** Secret of the rotating display; null: there is none; 32 bytes, base64url. */
  displaySecret: string | null;
};
/** `VenueChange` of the OpenAPI document. */
export type VenueChange = {
  /** At most 100 bytes of UTF-8. */
  name?: string;
  /** At most 100 bytes of UTF-8; may be empty. */
  address?: string;
  /** Kind of place; 0 is unspecified. */
  kind?: number;
  /** Rooms or tables with codes of their own; one empty text: the venue as a whole. */
  zones?: string[];
  /** Longest stay that a check-in may claim. */
  longestStaySeconds?: number;
  openingHours?: OpeningHours;
  /** Whether a display shows a code that changes every 30 seconds. */
  rotatingDisplay?: boolean;
};
/** `IssuedCode` of the OpenAPI document. */
export type IssuedCode = {
  code: VenueCode;
  locations: Location[];
};
/** `NewCode` of the OpenAPI document. */
export type NewCode = {
  /** From when it counts; left out: now; Unix seconds. */
  notBefore?: number;
};
/** `CheckInReceipt` of the OpenAPI document. */
export type CheckInReceipt = {
  /** Hours since 1970 in which it was received. */
  receivedHour: number;
  /** Received more than 24 hours after arrival. */
  late: boolean;
  /** Over a limit, outside opening hours, or without the fresh code of a display. */
  unconfirmed: boolean;
};
/** `NewCheckIn` of the OpenAPI document. */
export type NewCheckIn = {
  /** From the venue code that the device verified; 32 bytes, base64url. */
  locationId: string;
  /** Fresh at every check-in; 16 bytes, base64url. */
  contactId: string;
  /** Arrival; Unix seconds, whole minutes. */
  arrivedAt: number;
  /** Departure, where it is known; Unix seconds, whole minutes. */
  departedAt?: number;
  /** People, this one included. */
  partySize?: number;
  /** Entered for somebody else. */
  onBehalf?: boolean;
  /** SHA-256 of the receipt key; 32 bytes, base64url. */
  receiptHash: string;
  /** Sealed contact card; an empty one is sealed too; 569 bytes, base64url. */
  card: string;
  /** Code of a rotating display. */
  display?: string;
  /** Reserved; not read. */
  token?: string;
  /** Anything, so long that the body has exactly 2048 bytes. */
  pad: string;
};
/** `CheckInChange` of the OpenAPI document. */
export type CheckInChange = CheckOut | ArrivalCorrection | Erasure;
/** `CheckOut` of the OpenAPI document. */
export type CheckOut = {
  /** Fresh at every check-in; 16 bytes, base64url. */
  contactId: string;
  /** Proves ownership; 16 bytes, base64url. */
  receiptKey: string;
  /** Anything, so long that the body has exactly 2048 bytes. */
  pad: string;
  /** Departure; Unix seconds, whole minutes. */
  departedAt: number;
};
/** `ArrivalCorrection` of the OpenAPI document. */
export type ArrivalCorrection = {
  /** Fresh at every check-in; 16 bytes, base64url. */
  contactId: string;
  /** Proves ownership; 16 bytes, base64url. */
  receiptKey: string;
  /** Anything, so long that the body has exactly 2048 bytes. */
  pad: string;
  /** Arrival, on the same UTC day as before; Unix seconds, whole minutes. */
  arrivedAt: number;
};
/** `Erasure` of the OpenAPI document. */
export type Erasure = {
  /** Fresh at every check-in; 16 bytes, base64url. */
  contactId: string;
  /** Proves ownership; 16 bytes, base64url. */
  receiptKey: string;
  /** Anything, so long that the body has exactly 2048 bytes. */
  pad: string;
  erase: true;
};
/** `VerificationCode` of the OpenAPI document. */
export type VerificationCode = {
  /** To be read out; works once. Shown this once. */
  code: string;
  /** From when it is refused; Unix seconds. */
  expiresAt: number;
};
/** `NewDisclosure` of the OpenAPI document. */
export type NewDisclosure = {
  /** Verification code; all zeros: a dummy. */
  code: string;
  /** 512 proof keys of 16 bytes, unused ones random; 8192 bytes, base64url. */
  proofs: string;
  /** 64 places of 40 bytes, unused ones random: locationId(32), arrival and departure as uint32 BE; 2560 bytes, base64url. */
  places: string;
  /** First day of symptoms; days since 1970-01-01 in UTC. */
  symptomOnsetDay?: number;
  /** SHA-256 of the key that withdraws it; 32 bytes, base64url. */
  withdrawHash: string;
  /** Anything, so long that the body has exactly 16384 bytes. */
  pad: string;
};
/** `Disclosures` of the OpenAPI document. */
export type Disclosures = {
  disclosures: DisclosureSummary[];
};
/** `DisclosureSummary` of the OpenAPI document. */
export type DisclosureSummary = {
  /** Disclosure id, as a matching run wants it. */
  id: string;
  /** Id of the verification code it was made with. */
  codeId: string;
  /** Received; Unix seconds. */
  receivedAt: number;
  /** First day of symptoms; days since 1970-01-01 in UTC. */
  symptomOnsetDay: number | null;
  /** Known check-ins in it. */
  checkIns: number;
  /** Stays that stood only in the diary. */
  places: number;
};
/** `MatchingRun` of the OpenAPI document. */
export type MatchingRun = {
  /** Matching run id. */
  id: string;
  request: {
    disclosureIds: string[];
    /** Name of a matching rule. */
    rule: string;
    /** Count check-ins that were received late. */
    withLate: boolean;
    /** Count check-ins that are unconfirmed. */
    withUnconfirmed: boolean;
  };
  /** Every number that was applied. */
  effectiveRule: Record<string, string | number | boolean | null>;
  /** Version of the definitions. */
  ruleVersion: string;
  /** Over the check-ins that were compared. */
  inputDigest: string;
  /** Over the exposures. */
  resultDigest: string;
  /** Made; Unix seconds. */
  createdAt: number;
  /** Officer's key id. */
  createdBy: string;
  totals: {
    caseStays: number;
    exposures: number;
    venues: number;
    overlapMinutes: number;
  };
};
/** `NewMatchingRun` of the OpenAPI document. */
export type NewMatchingRun = {
  disclosureIds: string[];
  /** Name of a matching rule. */
  rule: string;
  /** Count check-ins that were received late. */
  withLate?: boolean;
  /** Count check-ins that are unconfirmed. */
  withUnconfirmed?: boolean;
  /** What is set otherwise than the rule says; the run names every effective setting. */
  settings?: {
    /** Shortest common presence that counts; fixed where presences add up, as devices know it by the name of the rule; seconds. */
    minOverlapSeconds?: number;
    /** Length of a stay that nobody checked out of; null: maxStaySeconds; seconds. */
    staySeconds?: number | null;
    /** Longest that such a stay is taken to last; seconds. */
    maxStaySeconds?: number;
    /** How long a case's presence counts after leaving; seconds. */
    lingerSeconds?: number;
    /** Whether that is never longer than the stay was. */
    lingerAtMostStay?: boolean;
    /** Widens a case's stays on both sides; seconds. */
    toleranceSeconds?: number;
    /** A case's stays under this length are left out; seconds. */
    minIndexStaySeconds?: number;
    /** Presence before it does not count; null: no bound; Unix seconds. */
    from?: number | null;
    /** Presence from it on does not count; null: no bound; Unix seconds. */
    to?: number | null;
    /** By venue id, then zone of the case: the other zones counted near. Of what is not listed, the whole venue counts. */
    near?: Record<string, Record<string, string[]>> | null;
  };
};
/** `Notice` of the OpenAPI document. */
export type Notice = {
  /** Notice id. */
  id: string;
  /** Matching run id. */
  runId: string;
  rule: string;
  /** Officer's key id. */
  draftedBy: string;
  /** Drafted; Unix seconds. */
  draftedAt: number;
  /** Another officer's key id. */
  approvedBy: string | null;
  /** Approved; Unix seconds. */
  approvedAt: number | null;
  /** Place in the signed index once published. */
  sequence: number | null;
  /** SHA-256 of the bundle; 32 bytes, base64url. */
  sha256: string;
  /** Length of the bundle. */
  bytes: number;
  /** SHA-256 of the list of venue warnings that comes out with it; 32 bytes, base64url. */
  warningSha256: string;
  /** Length of that list. */
  warningBytes: number;
  /** Published; Unix seconds. */
  publishedAt: number | null;
  /** Officer's key id. */
  withdrawnBy: string | null;
  /** Taken back; Unix seconds. */
  withdrawnAt: number | null;
};
/** `NewNotice` of the OpenAPI document. */
export type NewNotice = {
  /** Matching run id. */
  runId: string;
};
/** `JwkSet` of the OpenAPI document. */
export type JwkSet = {
  keys: Jwk[];
};
/** A public key, RFC 7517. */
export type Jwk = {
  kty: 'EC' | 'OKP';
  crv: 'P-256' | 'Ed25519';
  x: string;
  y?: string;
  kid?: string;
  alg?: 'ES256' | 'EdDSA';
  use?: 'sig';
};
/** `Status` of the OpenAPI document. */
export type Status = {
  status: 'ok';
};
/** Every route, as `openapi-fetch` reads it. */
export interface paths {
  '/v1/venues': {
    /** Register a venue. */
    post: {
      requestBody: { content: { 'application/json': NewVenue } };
      responses: {
        201: { content: { 'application/json': RegisteredVenue } };
        400: { content: { 'application/problem+json': Problem } };
        413: { content: { 'application/problem+json': Problem } };
        415: { content: { 'application/problem+json': Problem } };
        422: { content: { 'application/problem+json': Problem } };
        429: { content: { 'application/problem+json': Problem } };
      };
    };
  };
  '/v1/venues/import': {
    /** Register many venues. */
    post: {
      requestBody: { content: { 'text/csv': string } };
      responses: {
        201: { content: { 'application/json': ImportedVenues } };
        400: { content: { 'application/problem+json': Problem } };
        401: { content: { 'application/problem+json': Problem } };
        413: { content: { 'application/problem+json': Problem } };
        415: { content: { 'application/problem+json': Problem } };
        422: { content: { 'application/problem+json': Problem } };
      };
    };
  };
  '/v1/venues/posters.zip': {
    /** Draw the posters of all venues. */
    get: {
      parameters: {
        query?: {
          /** `card`: 90 mm, for a table; `cards`: A4 with six of them. */
          size?: 'a3' | 'a4' | 'a5' | 'a6' | 'card' | 'sticker' | 'cards';
          /** `both`: Vietnamese first, English second. */
          language?: 'vi' | 'en' | 'both';
          /** Where people may write; at most 80 bytes of UTF-8. */
          contact?: string;
          /** Format of each poster. */
          format?: 'pdf' | 'png' | 'svg';
        };
      };
      responses: {
        200: { content: { 'application/zip': string } };
        401: { content: { 'application/problem+json': Problem } };
        422: { content: { 'application/problem+json': Problem } };
        429: { content: { 'application/problem+json': Problem } };
      };
    };
  };
  '/v1/venues/{id}': {
    /** Read a venue. */
    get: {
      parameters: {
        path: {
          /** Venue id; 16 bytes, base64url. */
          id: string;
        };
      };
      responses: {
        200: { content: { 'application/json': VenueDetails } };
        401: { content: { 'application/problem+json': Problem } };
        404: { content: { 'application/problem+json': Problem } };
        422: { content: { 'application/problem+json': Problem } };
      };
    };
    /** Change a venue. */
    patch: {
      parameters: {
        path: {
          /** Venue id; 16 bytes, base64url. */
          id: string;
        };
      };
      requestBody: { content: { 'application/json': VenueChange } };
      responses: {
        200: { content: { 'application/json': ChangedVenue } };
        400: { content: { 'application/problem+json': Problem } };
        401: { content: { 'application/problem+json': Problem } };
        404: { content: { 'application/problem+json': Problem } };
        413: { content: { 'application/problem+json': Problem } };
        415: { content: { 'application/problem+json': Problem } };
        422: { content: { 'application/problem+json': Problem } };
      };
    };
  };
  '/v1/venues/{id}/code.svg': {
    /** Draw a code. */
    get: {
      parameters: {
        path: {
          /** Venue id; 16 bytes, base64url. */
          id: string;
        };
        query?: {
          /** Zone; left out: the empty one. */
          zone?: string;
          /** Left out: the newest. */
          version?: number;
        };
      };
      responses: {
        200: { content: { 'image/svg+xml': string } };
        401: { content: { 'application/problem+json': Problem } };
        404: { content: { 'application/problem+json': Problem } };
        422: { content: { 'application/problem+json': Problem } };
      };
    };
  };
  '/v1/venues/{id}/poster.pdf': {
    /** Draw a poster as PDF. */
    get: {
      parameters: {
        path: {
          /** Venue id; 16 bytes, base64url. */
          id: string;
        };
        query?: {
          /** `card`: 90 mm, for a table; `cards`: A4 with six of them. */
          size?: 'a3' | 'a4' | 'a5' | 'a6' | 'card' | 'sticker' | 'cards';
          /** `both`: Vietnamese first, English second. */
          language?: 'vi' | 'en' | 'both';
          /** Where people may write; at most 80 bytes of UTF-8. */
          contact?: string;
          /** Zone; left out: every zone, each on its page. */
          zone?: string;
          /** Left out: the newest not withdrawn. */
          version?: number;
        };
      };
      responses: {
        200: { content: { 'application/pdf': string } };
        401: { content: { 'application/problem+json': Problem } };
        404: { content: { 'application/problem+json': Problem } };
        422: { content: { 'application/problem+json': Problem } };
      };
    };
  };
  '/v1/venues/{id}/poster.png': {
    /** Draw a poster as PNG. */
    get: {
      parameters: {
        path: {
          /** Venue id; 16 bytes, base64url. */
          id: string;
        };
        query?: {
          /** `card`: 90 mm, for a table; `cards`: A4 with six of them. */
          size?: 'a3' | 'a4' | 'a5' | 'a6' | 'card' | 'sticker' | 'cards';
          /** `both`: Vietnamese first, English second. */
          language?: 'vi' | 'en' | 'both';
          /** Where people may write; at most 80 bytes of UTF-8. */
          contact?: string;
          /** Zone; left out: every zone, each on its page. */
          zone?: string;
          /** Left out: the newest not withdrawn. */
          version?: number;
        };
      };
      responses: {
        200: { content: { 'image/png': string } };
        401: { content: { 'application/problem+json': Problem } };
        404: { content: { 'application/problem+json': Problem } };
        422: { content: { 'application/problem+json': Problem } };
      };
    };
  };
  '/v1/venues/{id}/poster.svg': {
    /** Draw a poster as SVG. */
    get: {
      parameters: {
        path: {
          /** Venue id; 16 bytes, base64url. */
          id: string;
        };
        query?: {
          /** `card`: 90 mm, for a table; `cards`: A4 with six of them. */
          size?: 'a3' | 'a4' | 'a5' | 'a6' | 'card' | 'sticker' | 'cards';
          /** `both`: Vietnamese first, English second. */
          language?: 'vi' | 'en' | 'both';
          /** Where people may write; at most 80 bytes of UTF-8. */
          contact?: string;
          /** Zone; left out: every zone, each on its page. */
          zone?: string;
          /** Left out: the newest not withdrawn. */
          version?: number;
        };
      };
      responses: {
        200: { content: { 'image/svg+xml': string } };
        401: { content: { 'application/problem+json': Problem } };
        404: { content: { 'application/problem+json': Problem } };
        422: { content: { 'application/problem+json': Problem } };
      };
    };
  };
  '/v1/venues/{id}/codes': {
    /** Issue the next codes. */
    post: {
      parameters: {
        path: {
          /** Venue id; 16 bytes, base64url. */
          id: string;
        };
      };
      requestBody: { content: { 'application/json': NewCode } };
      responses: {
        201: { content: { 'application/json': IssuedCode } };
        400: { content: { 'application/problem+json': Problem } };
        401: { content: { 'application/problem+json': Problem } };
        404: { content: { 'application/problem+json': Problem } };
        413: { content: { 'application/problem+json': Problem } };
        415: { content: { 'application/problem+json': Problem } };
        422: { content: { 'application/problem+json': Problem } };
      };
    };
  };
  '/v1/venues/{id}/codes/{version}': {
    /** Withdraw a code version. */
    delete: {
      parameters: {
        path: {
          /** Venue id; 16 bytes, base64url. */
          id: string;
          version: number;
        };
      };
      responses: {
        204: { content?: never };
        401: { content: { 'application/problem+json': Problem } };
        404: { content: { 'application/problem+json': Problem } };
        422: { content: { 'application/problem+json': Problem } };
      };
    };
  };
  '/v1/check-ins': {
    /** Check in. */
    post: {
      requestBody: { content: { 'application/json': NewCheckIn } };
      responses: {
        201: { content: { 'application/json': CheckInReceipt } };
        400: { content: { 'application/problem+json': Problem } };
        404: { content: { 'application/problem+json': Problem } };
        409: { content: { 'application/problem+json': Problem } };
        410: { content: { 'application/problem+json': Problem } };
        413: { content: { 'application/problem+json': Problem } };
        415: { content: { 'application/problem+json': Problem } };
        422: { content: { 'application/problem+json': Problem } };
        503: { content: { 'application/problem+json': Problem } };
      };
    };
  };
  '/v1/check-ins/changes': {
    /** Check out, correct or erase. */
    post: {
      requestBody: { content: { 'application/json': CheckInChange } };
      responses: {
        204: { content?: never };
        400: { content: { 'application/problem+json': Problem } };
        403: { content: { 'application/problem+json': Problem } };
        413: { content: { 'application/problem+json': Problem } };
        415: { content: { 'application/problem+json': Problem } };
        422: { content: { 'application/problem+json': Problem } };
      };
    };
  };
  '/v1/verification-codes': {
    /** Issue a verification code. */
    post: {
      responses: {
        201: { content: { 'application/json': VerificationCode } };
        401: { content: { 'application/problem+json': Problem } };
        413: { content: { 'application/problem+json': Problem } };
      };
    };
  };
  '/v1/disclosures': {
    /** Disclose. */
    post: {
      requestBody: { content: { 'application/json': NewDisclosure } };
      responses: {
        204: { content?: never };
        400: { content: { 'application/problem+json': Problem } };
        403: { content: { 'application/problem+json': Problem } };
        413: { content: { 'application/problem+json': Problem } };
        415: { content: { 'application/problem+json': Problem } };
        422: { content: { 'application/problem+json': Problem } };
        429: { content: { 'application/problem+json': Problem } };
      };
    };
    /** List disclosures. */
    get: {
      responses: {
        200: { content: { 'application/json': Disclosures } };
        401: { content: { 'application/problem+json': Problem } };
      };
    };
  };
  '/v1/matching-runs': {
    /** Run matching. */
    post: {
      requestBody: { content: { 'application/json': NewMatchingRun } };
      responses: {
        201: { content: { 'application/json': MatchingRun } };
        400: { content: { 'application/problem+json': Problem } };
        401: { content: { 'application/problem+json': Problem } };
        404: { content: { 'application/problem+json': Problem } };
        413: { content: { 'application/problem+json': Problem } };
        415: { content: { 'application/problem+json': Problem } };
        422: { content: { 'application/problem+json': Problem } };
      };
    };
  };
  '/v1/matching-runs/{id}': {
    /** Read a matching run. */
    get: {
      parameters: {
        path: {
          /** Matching run id. */
          id: string;
        };
      };
      responses: {
        200: { content: { 'application/json': MatchingRun } };
        401: { content: { 'application/problem+json': Problem } };
        404: { content: { 'application/problem+json': Problem } };
        422: { content: { 'application/problem+json': Problem } };
      };
    };
  };
  '/v1/notices': {
    /** Draft a notice. */
    post: {
      requestBody: { content: { 'application/json': NewNotice } };
      responses: {
        201: { content: { 'application/json': Notice } };
        400: { content: { 'application/problem+json': Problem } };
        401: { content: { 'application/problem+json': Problem } };
        404: { content: { 'application/problem+json': Problem } };
        413: { content: { 'application/problem+json': Problem } };
        415: { content: { 'application/problem+json': Problem } };
        422: { content: { 'application/problem+json': Problem } };
      };
    };
    /** Fetch the index. */
    get: {
      responses: {
        200: { content: { 'application/jwt': string } };
        304: { content?: never };
      };
    };
  };
  '/v1/notices/{id}/approval': {
    /** Approve a notice. */
    post: {
      parameters: {
        path: {
          /** Notice id. */
          id: string;
        };
      };
      responses: {
        200: { content: { 'application/json': Notice } };
        401: { content: { 'application/problem+json': Problem } };
        403: { content: { 'application/problem+json': Problem } };
        404: { content: { 'application/problem+json': Problem } };
        409: { content: { 'application/problem+json': Problem } };
        413: { content: { 'application/problem+json': Problem } };
        422: { content: { 'application/problem+json': Problem } };
      };
    };
  };
  '/v1/notices/{id}': {
    /** Withdraw a notice. */
    delete: {
      parameters: {
        path: {
          /** Notice id. */
          id: string;
        };
      };
      responses: {
        204: { content?: never };
        401: { content: { 'application/problem+json': Problem } };
        404: { content: { 'application/problem+json': Problem } };
        409: { content: { 'application/problem+json': Problem } };
        422: { content: { 'application/problem+json': Problem } };
      };
    };
    /** Fetch a bundle. */
    get: {
      parameters: {
        path: {
          /** SHA-256 of the file; 32 bytes, base64url. */
          id: string;
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': string } };
        404: { content: { 'application/problem+json': Problem } };
        422: { content: { 'application/problem+json': Problem } };
      };
    };
  };
  '/v1/warnings/{digest}': {
    /** Fetch a warning list. */
    get: {
      parameters: {
        path: {
          /** SHA-256 of the file; 32 bytes, base64url. */
          digest: string;
        };
      };
      responses: {
        200: { content: { 'application/octet-stream': string } };
        404: { content: { 'application/problem+json': Problem } };
        422: { content: { 'application/problem+json': Problem } };
      };
    };
  };
  '/.well-known/waypost-keys': {
    /** Fetch the key list. */
    get: {
      responses: {
        200: { content: { 'application/jwt': string } };
        304: { content?: never };
      };
    };
  };
  '/.well-known/jwks.json': {
    /** Fetch the code keys. */
    get: {
      responses: {
        200: { content: { 'application/json': JwkSet } };
      };
    };
  };
  '/v1/withdrawn-codes': {
    /** Fetch the withdrawn codes. */
    get: {
      responses: {
        200: { content: { 'application/jwt': string } };
        304: { content?: never };
      };
    };
  };
  '/health': {
    /** Health. */
    get: {
      responses: {
        200: { content: { 'application/json': Status } };
      };
    };
  };
  '/ready': {
    /** Readiness. */
    get: {
      responses: {
        200: { content: { 'application/json': Status } };
        503: { content: { 'application/problem+json': Problem } };
      };
    };
  };
  '/metrics': {
    /** Metrics. */
    get: {
      responses: {
        200: { content: { 'text/plain': string } };
        401: { content: { 'application/problem+json': Problem } };
      };
    };
  };
}
