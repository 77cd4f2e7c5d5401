/**
 * The texts of Campus QR codes: URLs of a university's own server.
 *
 * | code      | text                                             |
 * | --------- | ------------------------------------------------ |
 * | check-in  | `<base>/campus-qr?s=1&l=<location>[-<seat>]`     |
 * | check-out | `<base>/campus-qr/checkout`, one for all places  |
 *
 * Spec: the pages of Campus QR that print codes. No printed code was published to compare with.
 * Vectors: `test/vectors/campus-qr.json`, for the matching.
 *
 * @module
 */
import { malformed } from './malformed.ts';

/** Longest text, in characters: what a QR code of level L holds. */
export const CAMPUS_QR_MAX_LENGTH = 4296;

/** A code taken apart. Nothing of it is signed, nor that its server exists. */
export interface CampusQrCode {
  /** `http` or `https` URL of the server, without a slash at its end. */
  readonly base: string;
  readonly purpose: 'check-in' | 'check-out';
  /** Identifier of the room; `null` in a code for check-out. */
  readonly locationId: string | null;
  /** Number of the seat, from 1; `null` where the room has no seats. */
  readonly seat: number | null;
}

const URL_FORM =
  /^(https?:\/\/[^\s/?#@\\]+(?:\/[^\s?#]*)?)\/campus-qr(?:(\/checkout)\/?|\/?\?([^\s#]*))$/i;
const BEGINNING = /^https?:\/\/[^\s/?#@\\]+\/(?:[^\s?#]*\/)?campus-qr(?![^/?#])/i;
// Identifiers are 20 random characters without a hyphen. One with two parts is a room and a seat.
const LOCATION = /^([A-Za-z0-9_]{1,64})(?:-0*([1-9]\d{0,4}))?$/;

/** Whether a text claims to be such a code: a URL with `campus-qr` in its path. */
export const isCampusQrUrl = (text: string): boolean => BEGINNING.test(text);

/**
 * Reads a code. The parameter `s`, and any other, is passed over.
 *
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED` with `what`: `text`, or `l` where the place is
 * missing, stands there twice, or has a seat that is no number from 1.
 */
export function parseCampusQrCode(text: string): CampusQrCode {
  if (typeof text !== 'string' || text.length > CAMPUS_QR_MAX_LENGTH) throw malformed('text');
  const [, base, checkout, query = ''] = URL_FORM.exec(text) ?? [];
  if (base === undefined) throw malformed('text');
  if (checkout !== undefined) return { base, purpose: 'check-out', locationId: null, seat: null };
  return { base, purpose: 'check-in', ...parseLocation(query) };
}

function parseLocation(query: string): Pick<CampusQrCode, 'locationId' | 'seat'> {
  const places = query.split('&').filter((parameter) => parameter.startsWith('l='));
  const [place = '', ...more] = places.map((parameter) => parameter.slice(2));
  const [, locationId, seat] = LOCATION.exec(place) ?? [];
  if (locationId === undefined || more.length > 0) throw malformed('l');
  return { locationId, seat: seat === undefined ? null : Number(seat) };
}
