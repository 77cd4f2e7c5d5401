import { toBase64Url, toHex } from '../../primitives/encoding.ts';
import { WaypostError } from '../../primitives/errors.ts';
import {
  type CwaLocationType,
  type CwaPayload,
  type CwaPayloadFault,
  type CwaTraceLocation,
  cwaLocationType,
  decodeCwaPayload,
  deriveCwaLocationId,
  findCwaPayloadFaults,
  parseCwaPartnerUrl,
  parseCwaUrl,
} from '../../protocols/cwa/index.ts';
import { type Decoded, type DecodedVenue, validityAt } from '../decoded.ts';
import type { VenueCodeReader } from '../reader.ts';

/** A payload of the Corona-Warn-App as JSON. */
export interface CwaPayloadRaw {
  /** The bytes that were printed, base64url: of these the location id is a hash. */
  readonly bytes: string;
  readonly version: number;
  readonly locationData: CwaTraceLocation;
  readonly crowdNotifierData: {
    readonly version: number;
    /** Base64url, 96 bytes: one constant in real codes. */
    readonly publicKey: string;
    /** Base64url, 16 bytes in real codes. */
    readonly cryptographicSeed: string;
  };
  readonly vendorData: {
    readonly version: number;
    readonly type: number;
    /** `null` for a number without a meaning. */
    readonly typeName: CwaLocationType | null;
    /** 0 where it is not said. */
    readonly defaultCheckInLengthInMinutes: number;
  };
  /** Fields for which the app itself would refuse the code, though it can be read. */
  readonly refusedFor: readonly CwaPayloadFault[];
}

/** What a Corona-Warn-App code says. */
export interface CwaRaw {
  /** The version that stands in the URL. */
  readonly urlVersion: number;
  /** The partner's own part of a partner's URL; `null` in the app's own. */
  readonly partner: {
    readonly host: string;
    /** Vendor data before `#`: path and query. */
    readonly path: string;
    /** Vendor data behind `#`; may be empty. */
    readonly addition: string;
  } | null;
  readonly payload: CwaPayloadRaw;
}

/** A decoded Corona-Warn-App code. Its venue's id is the location id, in lower-case hexadecimal. */
export type DecodedCwaCode = Decoded<'cwa', CwaRaw>;

/** What a payload says of its place, and all of it as JSON: for the codes of partners too. */
export interface ReadCwaPayload {
  readonly venue: DecodedVenue;
  /** Unix seconds; `null` for a place without end. */
  readonly notBefore: number | null;
  readonly expires: number | null;
  readonly raw: CwaPayloadRaw;
}

// In any scheme and with any ending, so that a damaged code is called one of this format.
const OWN_BEGINNING = /^https?:\/\/e\.coronawarn\.app(?![^/?#:])/i;
// Where it stands is what makes a URL a partner's; whose it is matters to nobody who opens nothing.
const PARTNER_SHAPE = /^https:\/\/[^\s#]*#\S*\/CWA\d+\/\S/i;

/**
 * Reads the app's own URLs, and those of any partner. Luca's reader stands before this one and takes
 * the URLs of its own host.
 */
export const cwaReader: VenueCodeReader<DecodedCwaCode> = {
  recognises: (text) => OWN_BEGINNING.test(text) || PARTNER_SHAPE.test(text),
  read: (text, { now }) => {
    const { version: urlVersion, payload, partner } = parseUrl(text);
    const { venue, notBefore, expires, raw } = readCwaPayload(payload);
    return {
      format: 'cwa',
      signature: 'unsigned',
      venue,
      validity: validityAt(now, { notBefore, expires }),
      raw: { urlVersion, partner, payload: raw },
    };
  },
};

/**
 * Reads a payload for a reader. A text or a time that the app would refuse is refused, since it would
 * be shown; a seed of another length is not, since nothing but the app asks for it.
 *
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED` of format `cwa`.
 */
export function readCwaPayload(bytes: Uint8Array): ReadCwaPayload {
  const payload = decodeCwaPayload(bytes);
  const faults = findCwaPayloadFaults(payload, 'client');
  const shown = faults.find((fault) => fault !== 'cryptographicSeed');
  if (shown !== undefined)
    throw new WaypostError('VENUE_CODE_MALFORMED', `the app refuses the code for its ${shown}`, {
      format: 'cwa',
      what: shown,
    });
  const { description, address, startTimestamp, endTimestamp } = payload.locationData;
  return {
    venue: { id: toHex(deriveCwaLocationId(bytes)), name: description, address, zone: null },
    notBefore: startTimestamp || null,
    expires: endTimestamp || null,
    raw: toRaw(bytes, payload, faults),
  };
}

function parseUrl(text: string) {
  if (OWN_BEGINNING.test(text)) return { ...parseCwaUrl(text), partner: null };
  const { host, path, addition, ...url } = parseCwaPartnerUrl(text, { hosts: 'any' });
  return { ...url, partner: { host, path, addition } };
}

function toRaw(
  bytes: Uint8Array,
  { version, locationData, crowdNotifierData, vendorData }: CwaPayload,
  refusedFor: readonly CwaPayloadFault[],
): CwaPayloadRaw {
  return {
    bytes: toBase64Url(bytes),
    version,
    locationData,
    crowdNotifierData: {
      version: crowdNotifierData.version,
      publicKey: toBase64Url(crowdNotifierData.publicKey),
      cryptographicSeed: toBase64Url(crowdNotifierData.cryptographicSeed),
    },
    vendorData: { ...vendorData, typeName: cwaLocationType(vendorData.type) },
    refusedFor,
  };
}
