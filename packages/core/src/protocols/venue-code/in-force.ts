import { WaypostError } from '../../primitives/index.ts';
import type { KeySet } from '../../primitives/jws.ts';
import type { ParsedClaims } from './claims.ts';
import { deriveLocationId } from './location.ts';

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
  /** 32 bytes, see {@link deriveLocationId}; the same for both forms. */
  readonly locationId: Uint8Array;
  /** Thumbprint of the key that signed. */
  readonly keyId: string;
  /** The rotating code that stood behind `~`, or `null`. Not signed: the server checks it. */
  readonly display: string | null;
}

/** What was read under a signature that holds. */
export type SignedClaims = Omit<VenueClaims, 'locationId'>;

/**
 * Accepts signed claims as those of a code that counts now.
 *
 * @throws {@link WaypostError} `VENUE_CODE_ISSUER`, `VENUE_CODE_NOT_YET_VALID`,
 * `VENUE_CODE_EXPIRED` from `expires` on, `VENUE_CODE_WITHDRAWN`.
 */
export function acceptClaims(
  claims: SignedClaims,
  trust: VenueCodeTrust,
  now: number,
): VenueClaims {
  assertInForce(claims, trust, now);
  return withLocation(claims);
}

/** What {@link acceptClaims} holds claims to. @throws as it does. */
export function assertInForce(claims: SignedClaims, trust: VenueCodeTrust, now: number): void {
  if (claims.issuer !== trust.issuer)
    throw new WaypostError('VENUE_CODE_ISSUER', 'venue code is of another issuer');
  if (now < claims.notBefore)
    throw new WaypostError('VENUE_CODE_NOT_YET_VALID', 'venue code is not valid yet');
  if (now >= claims.expires) throw new WaypostError('VENUE_CODE_EXPIRED', 'venue code has expired');
  if (trust.withdrawn?.isWithdrawn(claims.venueId, claims.codeVersion))
    throw new WaypostError('VENUE_CODE_WITHDRAWN', 'venue code was withdrawn');
}

/** Claims with what follows from them. */
export const withLocation = (claims: SignedClaims): VenueClaims => ({
  ...claims,
  locationId: deriveLocationId(claims),
});

/** The one answer to a signature that does not hold, and to a key that is not believed. */
export const notSigned = (): WaypostError =>
  new WaypostError('VENUE_CODE_SIGNATURE', 'venue code is not signed by a trusted key');
