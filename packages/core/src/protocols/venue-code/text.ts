import { malformed } from './content.ts';
import { DISPLAY_CODE } from './display.ts';

/** Longest text of a venue code, in characters. A QR code of level M ends at 2,331 bytes. */
export const VENUE_CODE_MAX_LENGTH = 2048;

/** How a venue code is written: a JWS, or the compact form as base32 or as Base45. */
export type VenueCodeForm = 'jws' | 'base32' | 'base45';

const HOST = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:[0-9]{1,5})?$/;
const PREFIXES: readonly (readonly [VenueCodeForm, RegExp])[] = [
  ['jws', /^https:\/\/[^\s/?#@\\]+\/v#/],
  // In capitals on paper. A phone may turn scheme and host into small letters, the path never.
  ['base32', /^(?:HTTPS|https):\/\/[^\s/?#@\\]+\/V#/],
  ['base45', /^WP1:/],
];

/** A venue code taken apart, nothing of it believed yet. */
export interface VenueCodeText {
  readonly form: VenueCodeForm;
  /** What is signed, in its encoding: without host and display code. */
  readonly signed: string;
  /** The rotating code that stood behind `~`, or `null`. */
  readonly display: string | null;
}

/** `https://<host>/v#<JWS>`. @throws {@link WaypostError} `VENUE_CODE_MALFORMED`. */
export const buildText = (host: string, jws: string): string =>
  assertLength(`https://${assertHost(host)}/v#${jws}`);

/**
 * `HTTPS://<HOST>/V#<base32>`: capitals, as the alphanumeric mode of QR codes wants them.
 *
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED`.
 */
export const buildBase32Text = (host: string, base32: string): string =>
  assertLength(`HTTPS://${assertHost(host).toUpperCase()}/V#${base32}`);

/** `WP1:<Base45>`. */
export const buildBase45Text = (base45: string): string => `WP1:${base45}`;

/** The form that a text claims by its beginning; `null` for any other and for a bare one. */
export const claimedForm = (text: string): VenueCodeForm | null =>
  PREFIXES.find(([, prefix]) => prefix.test(text))?.[0] ?? null;

/**
 * Takes a scanned text apart: the whole text, or what stands behind the `#` of one, each with or
 * without `~` and a display code. The host is not looked at, since anybody can print one.
 *
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED`.
 */
export function splitText(text: string): VenueCodeText {
  if (typeof text !== 'string' || text.length > VENUE_CODE_MAX_LENGTH) throw malformed('text');
  const [claimed, prefix = ''] = PREFIXES.find(([, pattern]) => pattern.test(text)) ?? [];
  const [signed = '', display = null, ...rest] = text.replace(prefix, '').split('~', 3);
  if (rest.length > 0 || (display !== null && !DISPLAY_CODE.test(display)))
    throw malformed('display');
  // A JWS has two dots, base32 none.
  return { form: claimed ?? (signed.includes('.') ? 'jws' : 'base32'), signed, display };
}

function assertHost(host: string): string {
  if (!HOST.test(host)) throw malformed('host');
  return host;
}

function assertLength(text: string): string {
  if (text.length > VENUE_CODE_MAX_LENGTH) throw malformed('text');
  return text;
}
