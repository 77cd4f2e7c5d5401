import { sha256, toHex, toUtf8, unixSeconds, WaypostError } from '../../primitives/index.ts';
import { assertInForce, type VenueClaims, type VenueCodeTrust, withLocation } from './in-force.ts';
import { splitText, type VenueCodeText } from './text.ts';
import { verifySigned } from './verify.ts';

/** How much is remembered. */
export interface VerifiedCodesOptions {
  /** Most codes, 1 to 1,000,000, about 1 kB each: the one not seen for the longest time goes first. */
  readonly maxCodes: number;
}

/** Verifies venue codes, and remembers those whose signature held. */
export interface VerifiedCodes {
  /**
   * As `verifyVenueCode`: the same answer and the same errors.
   *
   * @param text - As there.
   * @param trust - As there. What is remembered counts for one issuer and one `keys` object, and is
   * forgotten at the first call with others: a key that is revoked must make another set, as
   * `codeKeys` does, and callers hand in the same set until then.
   * @param now - Time of the scan, Unix seconds.
   */
  verify(text: string, trust: VenueCodeTrust, now: number): Promise<VenueClaims>;
}

const MAX_CODES = 1_000_000;

/**
 * (Whoever sees the same codes again: a kiosk, a gateway) A memory of verified venue codes.
 *
 * Only that a signature held is remembered, under the SHA-256 of form and signed text. Issuer, dates
 * and withdrawn codes are compared each time, and a refusal is not remembered: what is refused now
 * may be right later, and strangers who send nonsense take no room.
 *
 * @throws {@link WaypostError} `NUMBER_RANGE` for `maxCodes`.
 */
export function rememberVerifiedCodes({ maxCodes }: VerifiedCodesOptions): VerifiedCodes {
  if (!Number.isInteger(maxCodes) || maxCodes < 1 || maxCodes > MAX_CODES)
    throw new WaypostError('NUMBER_RANGE', `maxCodes must be 1 to ${MAX_CODES}`, {
      what: 'maxCodes',
    });
  // A Map keeps the order of insertion: the first one is the one not seen for the longest time.
  const known = new Map<string, VenueClaims>();
  let believed: Pick<VenueCodeTrust, 'issuer' | 'keys'> | undefined;
  const isBelieved = ({ issuer, keys }: VenueCodeTrust): boolean =>
    believed?.issuer === issuer && believed.keys === keys;

  const recall = (digest: string): VenueClaims | undefined => {
    const claims = known.get(digest);
    if (claims === undefined) return undefined;
    known.delete(digest);
    known.set(digest, claims);
    return claims;
  };

  const remember = (digest: string, claims: VenueClaims): void => {
    known.set(digest, claims);
    const [oldest] = known.keys();
    if (known.size > maxCodes && oldest !== undefined) known.delete(oldest);
  };

  return {
    async verify(text, trust, now) {
      const time = unixSeconds(now);
      const scanned = splitText(text);
      if (!isBelieved(trust)) known.clear();
      believed = { issuer: trust.issuer, keys: trust.keys };
      const digest = digestOf(scanned);
      const recalled = recall(digest);
      const claims = recalled ?? withLocation(await verifySigned(scanned, trust));
      assertInForce(claims, trust, time);
      // Other keys may have come while the signature was checked by these.
      if (recalled === undefined && isBelieved(trust)) remember(digest, claims);
      return copyOf(claims, scanned);
    },
  };
}

/** Without the display code, which is not signed and changes. */
const digestOf = ({ form, signed }: VenueCodeText): string =>
  toHex(sha256(toUtf8(`${form}:${signed}`)));

/** Nobody's change of what was returned may change what is remembered. */
const copyOf = (claims: VenueClaims, { display }: VenueCodeText): VenueClaims => ({
  ...claims,
  venueId: claims.venueId.slice(),
  seed: claims.seed.slice(),
  locationId: claims.locationId.slice(),
  display,
});
