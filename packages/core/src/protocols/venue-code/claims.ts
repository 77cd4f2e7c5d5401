import { fromBase64Url, toBase64Url } from '../../primitives/index.ts';
import {
  assertContent,
  malformed,
  parseContent,
  readText,
  type VenueCodeContent,
} from './content.ts';

/** What the claims of a venue code say. */
export interface ParsedClaims extends VenueCodeContent {
  /** 1 to 200 bytes of UTF-8. */
  readonly issuer: string;
}

const ISSUER_MAX_BYTES = 200;

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
 * @throws {@link WaypostError} `BYTES_LENGTH`; `VENUE_CODE_MALFORMED` naming the field.
 */
export function encodeClaims(content: VenueCodeContent, issuer: string): Record<string, unknown> {
  const checked = assertContent(content);
  return {
    iss: readIssuer(issuer),
    sub: toBase64Url(checked.venueId),
    ver: checked.codeVersion,
    sed: toBase64Url(checked.seed),
    nbf: checked.notBefore,
    exp: checked.expires,
    knd: checked.kind,
    nam: checked.name,
    adr: checked.address,
    zon: checked.zone,
  };
}

/**
 * Reads claims: each must be there, in range, and no other.
 *
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED` naming the field.
 */
export function parseClaims(claims: Record<string, unknown>): ParsedClaims {
  const { iss, sub, ver, sed, nbf, exp, knd, nam, adr, zon, ...others } = claims;
  if (Object.keys(others).length > 0) throw malformed('claims');
  const content = parseContent({
    venueId: readBytes(sub, 'venueId'),
    codeVersion: ver,
    seed: readBytes(sed, 'seed'),
    notBefore: nbf,
    expires: exp,
    kind: knd,
    name: nam,
    address: adr,
    zone: zon,
  });
  return { issuer: readIssuer(iss), ...content };
}

function readIssuer(value: unknown): string {
  const issuer = readText(value, ISSUER_MAX_BYTES, 'issuer');
  if (issuer === '') throw malformed('issuer');
  return issuer;
}

function readBytes(value: unknown, what: string): Uint8Array {
  try {
    return fromBase64Url(value as string);
  } catch {
    throw malformed(what);
  }
}
