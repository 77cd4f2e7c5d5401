/**
 * The texts of NZ COVID Tracer codes: one content in a QR code, a link or an NFC tag.
 *
 * | form   | text                                                          |
 * | ------ | ------------------------------------------------------------- |
 * | `qr`   | `NZCOVIDTRACER:` and base64 of the JSON                       |
 * | `link` | `https://tracing.covid19.govt.nz/scan?source=url#data=<qr>`   |
 * | `nfc`  | `https://tracing.covid19.govt.nz/scan#data=<qr>`              |
 *
 * Spec: QR codes, links and NFC tags of the NZ COVID Tracer app. Vectors: `test/vectors/nz.json`.
 *
 * @module
 */
import { toUtf8 } from '../../primitives/encoding.ts';
import { toBase64 } from '../../primitives/foreign-base64.ts';
import { fromBase64Json, type JsonObject } from '../../primitives/foreign-json.ts';
import { isGln } from './gln.ts';
import { malformed } from './malformed.ts';

/** Longest text, in characters: what a QR code of level L holds. */
export const NZ_CODE_MAX_LENGTH = 4296;

/** How a code came: by camera, by a link that was followed, or by a tag. */
export type NzCodeForm = 'qr' | 'link' | 'nfc';

/** A place, in the words of the code. Nothing of it is signed. */
export interface NzPlace {
  /** Global Location Number. 13 digits in real codes; nothing checks it when a code is read. */
  readonly gln: string;
  /** Name of the place. */
  readonly opn: string;
  /** Address, its lines parted by line feeds. */
  readonly adr: string;
}

/** All that a code says. */
export interface NzCode extends NzPlace {
  /** Version of the content: `c19:1`. */
  readonly ver: string;
  /** What the code is for: `entry`. */
  readonly typ: string;
}

const PREFIX = 'NZCOVIDTRACER:';
const URL_FORM = /^https:\/\/tracing\.covid19\.govt\.nz\/scan(\?[^#]*)?#data=/;
const LINK_QUERY = /[?&]source=url(&|$)/;
const VERSION = 'c19:1';
const TYPE = 'entry';

/**
 * Reads a code in any of its forms. Other members of the JSON are passed over, as the app does.
 *
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED` with `what`: `text`, `json` (no JSON object in
 * base64), or the member that is no text.
 */
export function parseNzCode(text: string): { readonly form: NzCodeForm; readonly code: NzCode } {
  if (typeof text !== 'string' || text.length > NZ_CODE_MAX_LENGTH) throw malformed('text');
  const url = URL_FORM.exec(text);
  if (url === null) return { form: 'qr', code: parseContent(text) };
  const form = LINK_QUERY.test(url[1] ?? '') ? 'link' : 'nfc';
  return { form, code: parseContent(text.slice(url[0].length)) };
}

/**
 * (Registrar) The text for a place: `ver` is `c19:1`, `typ` is `entry`.
 *
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED` with `what`: `gln` unless its check digit holds,
 * `opn`, `adr`, and `text` where the result is too long.
 */
export function encodeNzCode({ gln, opn, adr }: NzPlace, form: NzCodeForm = 'qr'): string {
  if (!isGln(gln)) throw malformed('gln');
  const json = JSON.stringify({ gln, ver: VERSION, typ: TYPE, opn, adr });
  const content = PREFIX + toBase64(toUtf8(json));
  // What was written is read again, so that nothing is printed that no app would take.
  const text = linkPrefix(form) + content;
  parseNzCode(text);
  return text;
}

function linkPrefix(form: NzCodeForm): string {
  if (form === 'qr') return '';
  return `https://tracing.covid19.govt.nz/scan${form === 'link' ? '?source=url' : ''}#data=`;
}

function parseContent(text: string): NzCode {
  if (!text.startsWith(PREFIX)) throw malformed('text');
  const json = decodeJson(text.slice(PREFIX.length));
  const member = (name: keyof NzCode): string => {
    const value = json[name];
    if (typeof value !== 'string') throw malformed(name);
    return value;
  };
  return {
    gln: member('gln'),
    ver: member('ver'),
    typ: member('typ'),
    opn: member('opn'),
    adr: member('adr'),
  };
}

function decodeJson(digits: string): JsonObject {
  try {
    return fromBase64Json(digits);
  } catch {
    throw malformed('json');
  }
}
