import { isWaypostError, unixSeconds, WaypostError } from '../../primitives/index.ts';
import { type KeySet, parseJsonObject, verifyJws } from '../../primitives/jws.ts';
import { malformed, type ParsedClaims, parseClaims } from './content.ts';
import { VENUE_CODE_TYP } from './issue.ts';
import { deriveLocationId } from './location.ts';
import { splitText, VENUE_CODE_MAX_LENGTH } from './text.ts';

/** Which venue codes the issuer took back. A verified withdrawn list is one. */
export interface WithdrawnVenueCodes {
  isWithdrawn(venueId: Uint8Array, codeVersion: number): boolean;
}

/** What a client believes, from its configuration and the newest lists it verified. */
export interface VenueCodeTrust {
  /** The configured issuer. */
  readonly issuer: string;
  /** The `code` keys of the key list, without revoked ones. */
  readonly keys: KeySet;
  /** Left out, no code counts as withdrawn. */
  readonly withdrawn?: WithdrawnVenueCodes | undefined;
  /** Verify without WebCrypto. For tests. */
  readonly portable?: boolean | undefined;
}

/** What a verified venue code says. */
export interface VenueClaims extends ParsedClaims {
  /** 32 bytes, see {@link deriveLocationId}. */
  readonly locationId: Uint8Array;
  /** Thumbprint of the key that signed. */
  readonly keyId: string;
  /** The rotating code that stood behind `~`, or `null`. Not signed: the server checks it. */
  readonly display: string | null;
}

/**
 * (Visitor, other apps) Verifies a scanned venue code in its JWS form. Nothing of it is returned
 * before its signature holds, and its host is never believed.
 *
 * @param text - `https://<any host>/v#<JWS>` or the bare JWS, with or without `~` and eight
 * characters of a display.
 * @param now - Time of the scan, Unix seconds.
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED`, `VENUE_CODE_SIGNATURE` (also for an unknown
 * key or an algorithm that is not allowed), `VENUE_CODE_ISSUER`, `VENUE_CODE_NOT_YET_VALID`,
 * `VENUE_CODE_EXPIRED` from `expires` on, `VENUE_CODE_WITHDRAWN`; `TIME_RANGE` for `now`.
 */
export async function verifyVenueCode(
  text: string,
  trust: VenueCodeTrust,
  now: number,
): Promise<VenueClaims> {
  const time = unixSeconds(now);
  const { jws, display } = splitText(text);
  const { claims, keyId } = await verifyClaims(jws, trust);
  assertInForce(claims, trust, time);
  return { ...claims, locationId: deriveLocationId(claims), keyId, display };
}

async function verifyClaims(
  jws: string,
  { keys, portable }: VenueCodeTrust,
): Promise<{ claims: ParsedClaims; keyId: string }> {
  const options = { typ: VENUE_CODE_TYP, maxLength: VENUE_CODE_MAX_LENGTH, portable };
  try {
    const { payload, kid } = await verifyJws(jws, keys, options);
    return { claims: parseClaims(parseJsonObject(payload)), keyId: kid };
  } catch (error) {
    if (!isWaypostError(error) || error.code === 'VENUE_CODE_MALFORMED') throw error;
    if (error.code === 'JWS_MALFORMED' || error.code === 'JWS_TYPE') throw malformed('JWS');
    throw new WaypostError('VENUE_CODE_SIGNATURE', 'venue code is not signed by a trusted key');
  }
}

function assertInForce(claims: ParsedClaims, trust: VenueCodeTrust, now: number): void {
  if (claims.issuer !== trust.issuer)
    throw new WaypostError('VENUE_CODE_ISSUER', 'venue code is of another issuer');
  if (now < claims.notBefore)
    throw new WaypostError('VENUE_CODE_NOT_YET_VALID', 'venue code is not valid yet');
  if (now >= claims.expires) throw new WaypostError('VENUE_CODE_EXPIRED', 'venue code has expired');
  if (trust.withdrawn?.isWithdrawn(claims.venueId, claims.codeVersion))
    throw new WaypostError('VENUE_CODE_WITHDRAWN', 'venue code was withdrawn');
}
