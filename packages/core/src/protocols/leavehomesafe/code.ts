/**
 * The texts of LeaveHomeSafe codes (Hong Kong).
 *
 * | characters | hold                                                                     |
 * | ---------- | ------------------------------------------------------------------------ |
 * | 0..4       | `HKEN:`                                                                  |
 * | 5          | version, `0`                                                             |
 * | 6..13      | venue id                                                                 |
 * | 14..       | base64 of the JSON `{ metadata, nameZh, nameEn, type, hash }`            |
 *
 * Spec: none was published; third-party decoders. Vectors: `test/vectors/leavehomesafe.json`.
 *
 * @module
 */
import { toHex, toUtf8 } from '../../primitives/encoding.ts';
import { toBase64 } from '../../primitives/foreign-base64.ts';
import { fromBase64Json, isJsonObject, type JsonObject } from '../../primitives/foreign-json.ts';
import { sha256 } from '../../primitives/hash.ts';
import { malformed } from './malformed.ts';

/** What every code begins with. */
export const LEAVE_HOME_SAFE_PREFIX = 'HKEN:';
/** Longest text, in characters: what a QR code of level L holds. */
export const LEAVE_HOME_SAFE_MAX_LENGTH = 4296;

/** A place, in the words of the code. Nothing of it is signed. */
export interface LeaveHomeSafePlace {
  /** Eight printable characters without blanks. */
  readonly venueId: string;
  /** Name in Chinese. */
  readonly nameZh: string | null;
  /** Name in English. */
  readonly nameEn: string | null;
  /** Kind of place, such as `IMPORT`. */
  readonly type: string;
  /** More about the kind of place. JSON values only. */
  readonly metadata: JsonObject | null;
}

/** All that a code says. */
export interface LeaveHomeSafeCode extends LeaveHomeSafePlace {
  /** One character. */
  readonly version: string;
  /** As it stands in the code; {@link deriveLeaveHomeSafeHash} tells what it should be. */
  readonly hash: string;
}

const TEXT = /^HKEN:([!-~])([!-~]{8})([^\s]+)$/;
const VENUE_ID = /^[!-~]{8}$/;
const VERSION = '0';

/**
 * Reads a code of any version that has this layout. The hash is not compared.
 *
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED` with `what`: `text`, `json` (no JSON object in
 * base64), or the member that is of another kind.
 */
export function parseLeaveHomeSafeCode(text: string): LeaveHomeSafeCode {
  if (typeof text !== 'string' || text.length > LEAVE_HOME_SAFE_MAX_LENGTH) throw malformed('text');
  const [, version, venueId, digits] = TEXT.exec(text) ?? [];
  if (version === undefined || venueId === undefined || digits === undefined)
    throw malformed('text');
  const { metadata, nameZh, nameEn, type, hash } = decodeJson(digits);
  return {
    version,
    venueId,
    nameZh: readOptionalText(nameZh, 'nameZh'),
    nameEn: readOptionalText(nameEn, 'nameEn'),
    type: readText(type, 'type'),
    metadata: readMetadata(metadata),
    hash: readText(hash, 'hash'),
  };
}

/**
 * Derives the hash of a place: SHA-256 of `HKEN`, the venue id and `2020`, in lower-case
 * hexadecimal. Two published codes have it so, and two apps of third parties. It has no key: it
 * finds a mistyped id, and vouches for nothing.
 */
export const deriveLeaveHomeSafeHash = (venueId: string): string =>
  toHex(sha256(toUtf8(`HKEN${venueId}2020`)));

/**
 * The text for a place, of version 0, with the hash that belongs to it.
 *
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED` with `what`: `venueId`, the member that is of
 * another kind, and `text` where the result is too long.
 */
export function encodeLeaveHomeSafeCode(place: LeaveHomeSafePlace): string {
  const { venueId, metadata, nameZh, nameEn, type } = place;
  if (typeof venueId !== 'string' || !VENUE_ID.test(venueId)) throw malformed('venueId');
  const hash = deriveLeaveHomeSafeHash(venueId);
  const json = JSON.stringify({ metadata, nameZh, nameEn, type, hash });
  const text = `${LEAVE_HOME_SAFE_PREFIX}${VERSION}${venueId}${toBase64(toUtf8(json))}`;
  // What was written is read again, so that nothing is printed that no app would take.
  parseLeaveHomeSafeCode(text);
  return text;
}

function readText(value: unknown, what: string): string {
  if (typeof value !== 'string') throw malformed(what);
  return value;
}

const readOptionalText = (value: unknown, what: string): string | null =>
  value === null || value === undefined ? null : readText(value, what);

function readMetadata(value: unknown): JsonObject | null {
  if (value === null || value === undefined) return null;
  if (!isJsonObject(value)) throw malformed('metadata');
  return value;
}

function decodeJson(digits: string): JsonObject {
  try {
    return fromBase64Json(digits);
  } catch {
    throw malformed('json');
  }
}
