import { unixSeconds, WaypostError } from '../primitives/index.ts';
import { MAX_TEXT_LENGTH, type VenueCodeReader } from './reader.ts';
import { campusQrReader, type DecodedCampusQrCode } from './readers/campus-qr.ts';
import { cleaReader, type DecodedCleaCode } from './readers/clea.ts';
import {
  covidAlertCanadaReader,
  type DecodedCovidAlertCanadaCode,
} from './readers/covid-alert-canada.ts';
import { crowdnotifierReader, type DecodedCrowdnotifierCode } from './readers/crowdnotifier.ts';
import { cwaReader, type DecodedCwaCode } from './readers/cwa.ts';
import { type DecodedLeavehomesafeCode, leavehomesafeReader } from './readers/leavehomesafe.ts';
import { type DecodedLucaCode, lucaReader } from './readers/luca.ts';
import { type DecodedNhsCode, nhsReader } from './readers/nhs.ts';
import { type DecodedNzCode, nzReader } from './readers/nz.ts';
import { type DecodedVnCccdCode, vnCccdReader } from './readers/vn-cccd.ts';
import { type DecodedVnPersonalCode, vnPersonalReader } from './readers/vn-personal.ts';
import { type DecodedWaypostCode, waypostReader } from './readers/waypost.ts';
import { type DecodedWaypostCompactCode, waypostCompactReader } from './readers/waypost-compact.ts';
import { type TrustedKeys, trustedKeys, type VenueCodeKeys } from './trust.ts';

/** A venue code of any known format; `format` tells which, and what `raw` holds. */
export type DecodedVenueCode =
  | DecodedWaypostCode
  | DecodedWaypostCompactCode
  | DecodedNhsCode
  | DecodedCwaCode
  | DecodedCrowdnotifierCode
  | DecodedCleaCode
  | DecodedNzCode
  | DecodedCovidAlertCanadaCode
  | DecodedLeavehomesafeCode
  | DecodedLucaCode
  | DecodedCampusQrCode
  | DecodedVnPersonalCode
  | DecodedVnCccdCode;

/** The name of a format: a folder under `protocols`, and a subpath of this package. */
export type VenueCodeFormat = DecodedVenueCode['format'];

/** What a code is held to. */
export interface DecodeOptions {
  /** A JWKS, or what {@link trustedKeys} made of one, for many codes. Left out, nobody is trusted. */
  readonly trust?: VenueCodeKeys | TrustedKeys | undefined;
  /** Time of the scan, Unix seconds. */
  readonly now: number;
}

/**
 * In the order in which they are asked. Luca's table codes carry one of the Corona-Warn-App inside,
 * so Luca stands before it; a Canadian code is known by nothing but a base64 fragment, so it stands
 * behind all that have a name.
 */
const READERS: readonly VenueCodeReader<DecodedVenueCode>[] = [
  waypostCompactReader,
  waypostReader,
  nhsReader,
  lucaReader,
  cwaReader,
  crowdnotifierReader,
  cleaReader,
  nzReader,
  leavehomesafeReader,
  campusQrReader,
  vnPersonalReader,
  vnCccdReader,
  covidAlertCanadaReader,
];

const NOBODY: TrustedKeys = trustedKeys({ keys: [] });

/**
 * (Other apps) Recognises a scanned text as a venue code of any known format, and says what it
 * holds and whether to believe it. Opens and fetches nothing.
 *
 * @param text - What a scanner read, as it stands.
 * @throws {@link WaypostError} `VENUE_CODE_UNRECOGNISED` for a text of no known format;
 * `VENUE_CODE_MALFORMED`, with `format` in its details, for a damaged one of a known format;
 * `KEY_UNSUITABLE` as {@link trustedKeys}; `TIME_RANGE` for `now`.
 */
export async function decodeVenueCode(
  text: string,
  { trust, now }: DecodeOptions,
): Promise<DecodedVenueCode> {
  const context = { trust: asTrustedKeys(trust), now: unixSeconds(now) };
  const isBounded = typeof text === 'string' && text.length <= MAX_TEXT_LENGTH;
  const reader = isBounded ? READERS.find((candidate) => candidate.recognises(text)) : undefined;
  if (reader === undefined)
    throw new WaypostError('VENUE_CODE_UNRECOGNISED', 'text is no venue code of a known format');
  return reader.read(text, context);
}

function asTrustedKeys(trust: VenueCodeKeys | TrustedKeys | undefined): TrustedKeys {
  if (trust === undefined) return NOBODY;
  return 'find' in trust ? trust : trustedKeys(trust);
}
