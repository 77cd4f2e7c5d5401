import {
  assertBytes,
  fromBase64Url,
  toBase64Url,
  toUtf8,
  UINT32_MAX,
  WaypostError,
} from '../../primitives/index.ts';
import { SEED_BYTES, VENUE_ID_BYTES, ZONE_MAX_BYTES } from './location.ts';

/** What a venue code says, in either of its forms. */
export interface VenueCodeContent {
  /** 16 bytes. */
  readonly venueId: Uint8Array;
  /** Version of the venue's code, 0..2^32-1. */
  readonly codeVersion: number;
  /** 16 random bytes of this code version. */
  readonly seed: Uint8Array;
  /** First second in which the code counts, Unix time. */
  readonly notBefore: number;
  /** First second in which it no longer counts, Unix time; after `notBefore`. */
  readonly expires: number;
  /** Kind of place, 0..255. */
  readonly kind: number;
  /** 1 to 100 bytes of UTF-8, without control characters. */
  readonly name: string;
  /** At most 100 bytes of UTF-8, without control characters; may be empty. */
  readonly address: string;
  /** At most 40 bytes of UTF-8, without control characters; may be empty. */
  readonly zone: string;
}

const ISSUER_MAX_BYTES = 200;
const NAME_MAX_BYTES = 100;
const ADDRESS_MAX_BYTES = 100;
const KIND_MAX = 0xff;

// Control characters, line and paragraph separators, lone surrogates, and the marks that turn the
// direction of text: whatever could make a name look like something else on a screen or in a log.
const UNFIT_CHARACTER = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;

/**
 * Claims of the JWS form. Bytes are base64url, times Unix seconds.
 *
 * | claim | field       | claim | field     | claim | field     |
 * | ----- | ----------- | ----- | --------- | ----- | --------- |
 * | `iss` | issuer      | `sed` | seed      | `knd` | kind      |
 * | `sub` | venueId     | `nbf` | notBefore | `nam` | name      |
 * | `ver` | codeVersion | `exp` | expires   | `adr` | address   |
 * |       |             |       |           | `zon` | zone      |
 *
 * @throws {@link WaypostError} `BYTES_LENGTH`. The rest is checked by {@link parseClaims}.
 */
export function encodeClaims(content: VenueCodeContent, issuer: string): Record<string, unknown> {
  return {
    iss: issuer,
    sub: toBase64Url(assertBytes(content.venueId, VENUE_ID_BYTES, 'venueId')),
    ver: content.codeVersion,
    sed: toBase64Url(assertBytes(content.seed, SEED_BYTES, 'seed')),
    nbf: content.notBefore,
    exp: content.expires,
    knd: content.kind,
    nam: content.name,
    adr: content.address,
    zon: content.zone,
  };
}

/** What the claims of a venue code say. */
export interface ParsedClaims extends VenueCodeContent {
  readonly issuer: string;
}

/**
 * Reads claims: each must be there, in range, and no other.
 *
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED` naming the claim.
 */
export function parseClaims(claims: Record<string, unknown>): ParsedClaims {
  const { iss, sub, ver, sed, nbf, exp, knd, nam, adr, zon, ...others } = claims;
  if (Object.keys(others).length > 0) throw malformed('claims');
  const content = {
    issuer: readText(iss, ISSUER_MAX_BYTES, 'iss'),
    venueId: readBytes(sub, VENUE_ID_BYTES, 'sub'),
    codeVersion: readUint(ver, UINT32_MAX, 'ver'),
    seed: readBytes(sed, SEED_BYTES, 'sed'),
    notBefore: readUint(nbf, UINT32_MAX, 'nbf'),
    expires: readUint(exp, UINT32_MAX, 'exp'),
    kind: readUint(knd, KIND_MAX, 'knd'),
    name: readText(nam, NAME_MAX_BYTES, 'nam'),
    address: readText(adr, ADDRESS_MAX_BYTES, 'adr'),
    zone: readText(zon, ZONE_MAX_BYTES, 'zon'),
  };
  if (content.issuer === '') throw malformed('iss');
  if (content.name === '') throw malformed('nam');
  if (content.expires <= content.notBefore) throw malformed('exp');
  return content;
}

/** @param what - The part that is wrong: a claim, `host`, `text`. */
export const malformed = (what: string): WaypostError =>
  new WaypostError('VENUE_CODE_MALFORMED', `venue code is malformed: ${what}`, { what });

function readBytes(value: unknown, length: number, what: string): Uint8Array {
  try {
    return assertBytes(fromBase64Url(value as string), length, what);
  } catch {
    throw malformed(what);
  }
}

function readUint(value: unknown, max: number, what: string): number {
  if (!Number.isInteger(value) || (value as number) < 0 || (value as number) > max)
    throw malformed(what);
  return value as number;
}

function readText(value: unknown, maxBytes: number, what: string): string {
  if (typeof value !== 'string' || UNFIT_CHARACTER.test(value)) throw malformed(what);
  if (toUtf8(value).length > maxBytes) throw malformed(what);
  return value;
}
