import { fromForeignBase64 } from '../../primitives/foreign.ts';
import { toBase64Url } from '../../primitives/index.ts';
import { decodeLocationSpecificPart } from './location-specific-part.ts';
import { malformed } from './malformed.ts';

/** What stands before the location-specific part in France. */
export const CLEA_URL_PREFIX = 'https://tac.gouv.fr?v=0#';

// 258 characters, and room for a slash and for padding that was escaped.
const MAX_LENGTH = 280;
const URL = /^https:\/\/tac\.gouv\.fr\/?\?v=0#(.*)$/is;

/**
 * The text of a QR code: 171 or 258 characters.
 *
 * @param lsp - Location-specific part, 110 or 175 bytes.
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED` as {@link decodeLocationSpecificPart}.
 */
export function buildCleaUrl(lsp: Uint8Array): string {
  decodeLocationSpecificPart(lsp);
  return CLEA_URL_PREFIX + toBase64Url(lsp);
}

/**
 * Takes a scanned text apart. Base64 padding is accepted, plain or as `%3D`: the published libraries
 * leave none, some or all of it.
 *
 * @returns The location-specific part, not looked into yet.
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED`: `url`, `base64`.
 */
export function parseCleaUrl(text: string): Uint8Array {
  const match = typeof text === 'string' && text.length <= MAX_LENGTH ? URL.exec(text) : null;
  if (match === null) throw malformed('url');
  try {
    return fromForeignBase64((match[1] ?? '').replaceAll(/%3d/gi, '='));
  } catch {
    throw malformed('base64');
  }
}
