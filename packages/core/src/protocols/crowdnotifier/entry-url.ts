/**
 * The URL in a QR code: `https://<host>?v=<version>#<payload in base64url>`. The host is never asked:
 * the payload stands behind `#`, and nothing is opened.
 *
 * Read as the apps read it: with `https://`, `http://` or neither, with or without `/` before `?`, and
 * with other parameters beside `v`. Host and version must be exactly those expected.
 *
 * Spec: CrowdNotifier technical specification, "Entry QR Code Format"; SwissCovid check-in QR code
 * format. Vectors: `test/vectors/crowdnotifier.json` (`entryUrl`).
 *
 * @module
 */
import { fromForeignBase64 } from '../../primitives/foreign.ts';
import { toBase64Url } from '../../primitives/index.ts';
import { decodeQrCodeEntryV2, type QrCodeEntryV2 } from './entry-v2.ts';
import { decoding, malformedCode } from './malformed.ts';
import { decodeQrCodePayload, type QrCodePayload } from './qr-code-payload.ts';

/** Longest URL read, in characters: what a QR code can hold. */
export const ENTRY_URL_MAX_LENGTH = 4296;

/** Whose codes a URL may be. */
export interface EntryUrlFormat {
  /** In lower case, without scheme, port or path. */
  readonly host: string;
  readonly versions: readonly number[];
}

/** The two apps that were in use, with what their codes say. */
export const ENTRY_URL_FORMATS = {
  notifyme: { host: 'qr.notify-me.ch', versions: [2, 3] },
  swisscovid: { host: 'qr.swisscovid.ch', versions: [4] },
} as const;

/** NotifyMe or SwissCovid. */
export type EntryCodeVariant = keyof typeof ENTRY_URL_FORMATS;

/** A URL taken apart. */
export interface EntryUrl {
  /** Of the URL; the payload has a version of its own. */
  readonly version: number;
  /** The payload, or the entry of version 2, not yet read. */
  readonly payload: Uint8Array;
}

/** A code of one of the apps. `payload` holds the bytes that identities are made of. */
export type EntryCode = EntryUrl &
  (
    | { readonly variant: 'notifyme'; readonly version: 2; readonly entry: QrCodeEntryV2 }
    | {
        readonly variant: EntryCodeVariant;
        readonly version: 3 | 4;
        readonly content: QrCodePayload;
      }
  );

const URL_PARTS = /^(?:https?:\/\/)?([^/?#]*)\/?\?([^#]*)#([^#]*)$/;

/**
 * Takes a URL apart.
 *
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED` with `what`: `url`, `host`, `version`, `base64`.
 */
export function parseEntryUrl(text: string, { host, versions }: EntryUrlFormat): EntryUrl {
  if (typeof text !== 'string' || text.length > ENTRY_URL_MAX_LENGTH) throw malformedCode('url');
  const [, actualHost, query = '', fragment = ''] = URL_PARTS.exec(text) ?? [];
  if (actualHost === undefined) throw malformedCode('url');
  if (actualHost !== host) throw malformedCode('host');
  const stated = query.split('&').filter((parameter) => parameter.startsWith('v='));
  const version = versions.find((each) => stated.length === 1 && stated[0] === `v=${each}`);
  if (version === undefined) throw malformedCode('version');
  const payload = decoding(malformedCode, 'base64', () => fromForeignBase64(fragment));
  return { version, payload };
}

/** Writes a URL. @throws {@link WaypostError} `VENUE_CODE_MALFORMED` where it gets too long. */
export function buildEntryUrl(host: string, { version, payload }: EntryUrl): string {
  const text = `https://${host}?v=${version}#${toBase64Url(payload)}`;
  if (text.length > ENTRY_URL_MAX_LENGTH) throw malformedCode('url');
  return text;
}

/** Which app a text claims to be of, by its beginning in any case; `null` for any other text. */
export function entryCodeVariant(text: string): EntryCodeVariant | null {
  const [, name] = /^(?:https?:\/\/)?qr\.(notify-me|swisscovid)\.ch(?=[/?#:]|$)/i.exec(text) ?? [];
  if (name === undefined) return null;
  return name.toLowerCase() === 'swisscovid' ? 'swisscovid' : 'notifyme';
}

/**
 * Reads a code of NotifyMe (versions 2 and 3) or SwissCovid (version 4).
 *
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED`.
 */
export function decodeEntryCode(text: string): EntryCode {
  const variant = entryCodeVariant(text);
  if (variant === null) throw malformedCode('host');
  const { version, payload } = parseEntryUrl(text, ENTRY_URL_FORMATS[variant]);
  if (version === 2)
    return { variant: 'notifyme', version, payload, entry: decodeQrCodeEntryV2(payload) };
  const content = decodeQrCodePayload(payload);
  return { variant, version: version === 3 ? 3 : 4, payload, content };
}
