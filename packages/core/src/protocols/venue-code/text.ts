import { malformed } from './content.ts';
import { DISPLAY_CODE } from './display.ts';

/** Longest text of a venue code, in characters. A QR code of level M ends at 2,331 bytes. */
export const VENUE_CODE_MAX_LENGTH = 2048;

const HOST = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:[0-9]{1,5})?$/;
const URL_PREFIX = /^https:\/\/[^\s/?#@\\]+\/v#/;

/** A venue code taken apart, nothing of it believed yet. */
export interface VenueCodeText {
  readonly jws: string;
  /** The rotating code that stood behind `~`, or `null`. */
  readonly display: string | null;
}

/** `https://<host>/v#<JWS>`. @throws {@link WaypostError} `VENUE_CODE_MALFORMED`. */
export function buildText(host: string, jws: string): string {
  if (!HOST.test(host)) throw malformed('host');
  const text = `https://${host}/v#${jws}`;
  if (text.length > VENUE_CODE_MAX_LENGTH) throw malformed('text');
  return text;
}

/**
 * Takes a scanned text apart: `https://<any host>/v#<JWS>` or the bare JWS, each with or without
 * `~` and a display code. The host is not looked at, since anybody can print one.
 *
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED`.
 */
export function splitText(text: string): VenueCodeText {
  if (typeof text !== 'string' || text.length > VENUE_CODE_MAX_LENGTH) throw malformed('text');
  const [jws = '', display = null, ...rest] = text.replace(URL_PREFIX, '').split('~', 3);
  if (rest.length > 0 || (display !== null && !DISPLAY_CODE.test(display)))
    throw malformed('display');
  return { jws, display };
}
