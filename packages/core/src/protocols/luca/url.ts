import { fromBase64Json, type JsonObject } from '../../primitives/foreign.ts';
import { toBase64Url, toUtf8 } from '../../primitives/index.ts';
import { malformed } from './malformed.ts';

/** The one host of printed Luca codes. */
export const LUCA_HOST = 'app.luca-app.de';
/** Longest URL, in characters: what a QR code of level L holds. */
export const LUCA_URL_MAX_LENGTH = 4296;

/** What a printed code leads to: a place that has an operator, or a private meeting. */
export type LucaUrlKind = 'table' | 'meeting';

/** A printed code. */
export interface LucaUrl {
  readonly kind: LucaUrlKind;
  /** UUID in lower case, which the server knows the place by. */
  readonly scannerId: string;
  /**
   * JSON object of the place, such as `{"table":7}`; of a meeting, `fn` and `ln`, the names of its
   * host. `null` where there is none.
   */
  readonly data: JsonObject | null;
}

/** A printed code taken apart. */
export interface ParsedLucaUrl extends LucaUrl {
  /** Base64url text of a payload for the Corona-Warn-App, or `null`. */
  readonly cwaPayload: string | null;
}

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const SCANNER_ID = new RegExp(`^${UUID}$`);
const PRINTED_URL = new RegExp(
  `^https://app\\.luca-app\\.de/webapp/(meeting/)?(${UUID})/?(?:#(.*))?$`,
  'is',
);
const WITH_CWA = /^(.*)\/CWA1\/(\S+)$/is;

/**
 * Takes a printed code apart.
 *
 * | form    | text                                                                         |
 * | ------- | ---------------------------------------------------------------------------- |
 * | table   | `https://app.luca-app.de/webapp/<scannerId>[#[<data>][/CWA1/<payload>]]`         |
 * | meeting | `https://app.luca-app.de/webapp/meeting/<scannerId>[#[<data>][/CWA1/<payload>]]` |
 *
 * `data` is base64 of a JSON object in UTF-8.
 *
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED`: `url`, `data`.
 */
export function parseLucaUrl(text: string): ParsedLucaUrl {
  const isBounded = typeof text === 'string' && text.length <= LUCA_URL_MAX_LENGTH;
  const match = isBounded ? PRINTED_URL.exec(text) : null;
  if (match === null) throw malformed('url');
  const [, meeting, scannerId = '', fragment = ''] = match;
  const [, data, cwaPayload] = WITH_CWA.exec(fragment) ?? [fragment, fragment, null];
  return {
    kind: meeting === undefined ? 'table' : 'meeting',
    scannerId: scannerId.toLowerCase(),
    data: data ? parseData(data) : null,
    cwaPayload: cwaPayload ?? null,
  };
}

/**
 * (Operator) The text of a printed code.
 *
 * @param cwaPayload - Payload for the Corona-Warn-App, as bytes.
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED`: `scannerId`, `data` for what is no JSON, `url`
 * where it grows too long.
 */
export function buildLucaUrl({ kind, scannerId, data }: LucaUrl, cwaPayload?: Uint8Array): string {
  if (!SCANNER_ID.test(scannerId)) throw malformed('scannerId');
  const path = kind === 'meeting' ? `meeting/${scannerId}` : scannerId;
  const cwa = cwaPayload === undefined ? '' : `/CWA1/${toBase64Url(cwaPayload)}`;
  const fragment = encodeData(data) + cwa;
  const text = `https://${LUCA_HOST}/webapp/${path}${fragment && `#${fragment}`}`;
  if (text.length > LUCA_URL_MAX_LENGTH) throw malformed('url');
  return text;
}

function parseData(text: string): JsonObject {
  try {
    return fromBase64Json(text);
  } catch {
    throw malformed('data');
  }
}

function encodeData(data: JsonObject | null): string {
  if (data === null) return '';
  try {
    const text = toBase64Url(toUtf8(JSON.stringify(data)));
    fromBase64Json(text); // what no reader would take is not printed
    return text;
  } catch {
    throw malformed('data');
  }
}
