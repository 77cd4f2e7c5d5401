/**
 * The texts of Corona-Warn-App codes: URLs that carry a payload behind `#`, so that no server sees it.
 *
 * | form    | text                                                                    |
 * | ------- | ----------------------------------------------------------------------- |
 * | own     | `https://e.coronawarn.app[/]?v=<digits>#<payload>`                       |
 * | partner | `https://<host>/<vendor data>#[<addition>]/CWA<digits>/<payload>`        |
 *
 * The payload is base64url; the first codes had base32. Letters count in either case, but for those
 * of the payload.
 *
 * Spec: event registration of the Corona-Warn-App, and the QR code descriptors of its configuration.
 * Vectors: `test/vectors/cwa.json`.
 *
 * @module
 */
import { fromBase32, toBase64Url } from '../../primitives/encoding.ts';
import { fromForeignBase64 } from '../../primitives/foreign-base64.ts';
import { malformed, orMalformed } from './malformed.ts';

/** Longest text, in characters: what a QR code of level L holds. */
export const CWA_URL_MAX_LENGTH = 4296;
/** Hosts of the partners that the app knew. */
export const CWA_PARTNER_HOSTS: readonly string[] = ['app.luca-app.de'];

const OWN_URL = /^https:\/\/e\.coronawarn\.app\/?\?v=(\d{1,9})#(\S+)$/i;
const PARTNER_URL = /^https:\/\/([a-z0-9.-]{1,253})(\/[^\s#]*)#(\S*)\/CWA(\d{1,9})\/(\S+)$/i;

/** A URL taken apart, its payload not yet read. */
export interface CwaUrl {
  /** The version that stands in the URL, not the payload's own. */
  readonly version: number;
  /** Bytes of a QRCodePayload as they were printed: the location id is a hash of just these. */
  readonly payload: Uint8Array;
}

/** A partner's URL taken apart: it leads to the partner, and carries a payload of the app as well. */
export interface CwaPartnerUrl extends CwaUrl {
  /** In lower case. */
  readonly host: string;
  /** The partner's own data before `#`: path and query, from the first `/`. */
  readonly path: string;
  /** The partner's own data behind `#`, before `/CWA`; may be empty. */
  readonly addition: string;
}

/** Whose URLs are read. */
export interface CwaPartnerOptions {
  /** Host names without port; `'any'` where nothing is opened and nobody is believed. */
  readonly hosts?: readonly string[] | 'any' | undefined;
}

/**
 * Takes the app's own URL apart.
 *
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED` with `what`: `text`, `encoding`.
 */
export function parseCwaUrl(text: string): CwaUrl {
  const [, version = '', payload = ''] = match(OWN_URL, text);
  return { version: Number(version), payload: decodePayloadText(payload) };
}

/**
 * Takes a partner's URL apart.
 *
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED` with `what`: `text`, `encoding`, and `host` for
 * one that is not among `hosts`.
 */
export function parseCwaPartnerUrl(text: string, options: CwaPartnerOptions = {}): CwaPartnerUrl {
  const hosts = options.hosts ?? CWA_PARTNER_HOSTS;
  const groups = match(PARTNER_URL, text);
  const [, writtenHost = '', path = '', addition = '', version = '', payload = ''] = groups;
  const host = writtenHost.toLowerCase();
  if (hosts !== 'any' && !hosts.some((known) => known.toLowerCase() === host))
    throw malformed('host');
  return {
    host,
    path,
    addition,
    version: Number(version),
    payload: decodePayloadText(payload),
  };
}

/** (Generator) The app's own URL of a payload. @throws `VENUE_CODE_MALFORMED` where it is too long. */
export const buildCwaUrl = (payload: Uint8Array): string =>
  withinLimit(`https://e.coronawarn.app?v=1#${toBase64Url(payload)}`);

/**
 * (Partner) A partner's URL with a payload of the app behind it.
 *
 * @param url - `https://<host>/<vendor data>#[<addition>]`.
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED` where the result is no such URL.
 */
export function buildCwaPartnerUrl(url: string, payload: Uint8Array): string {
  const text = withinLimit(`${url}/CWA1/${toBase64Url(payload)}`);
  match(PARTNER_URL, text);
  return text;
}

// A message cannot begin with the bytes that `B` begins in base64url, since their field number is
// 0. In base32 `B` begins the tag of field 1, with which every payload begins.
function decodePayloadText(text: string): Uint8Array {
  return orMalformed('encoding', () =>
    text.startsWith('B') ? fromBase32(text.replace(/={1,6}$/, '')) : fromForeignBase64(text),
  );
}

function match(pattern: RegExp, text: string): RegExpExecArray {
  const groups = typeof text === 'string' ? pattern.exec(withinLimit(text)) : null;
  if (groups === null) throw malformed('text');
  return groups;
}

function withinLimit(text: string): string {
  if (text.length > CWA_URL_MAX_LENGTH) throw malformed('text');
  return text;
}
