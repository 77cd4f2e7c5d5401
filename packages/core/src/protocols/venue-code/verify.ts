import { isWaypostError, unixSeconds } from '../../primitives/index.ts';
import { parseJsonObject, verifyJws } from '../../primitives/jws.ts';
import { parseClaims } from './claims.ts';
import { verifyCompactForm } from './compact/verify.ts';
import { malformed } from './content.ts';
import {
  acceptClaims,
  notSigned,
  type SignedClaims,
  type VenueClaims,
  type VenueCodeTrust,
} from './in-force.ts';
import { VENUE_CODE_TYP } from './issue.ts';
import { splitText, VENUE_CODE_MAX_LENGTH, type VenueCodeText } from './text.ts';

/**
 * (Visitor, other apps) Verifies a scanned venue code in either form. Nothing of it is returned
 * before its signature holds, and its host is never believed.
 *
 * @param text - JWS form: `https://<any host>/v#<JWS>` or the bare JWS. Compact form: as
 * {@link verifyCompactVenueCode}. Each with or without `~` and eight characters of a display.
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
  return acceptClaims(await verifySigned(splitText(text), trust), trust, time);
}

/** What a code of either form says once its signature holds, in force or not. @throws as above. */
export const verifySigned = (
  scanned: VenueCodeText,
  trust: VenueCodeTrust,
): Promise<SignedClaims> =>
  scanned.form === 'jws' ? verifyJwsForm(scanned, trust) : verifyCompactForm(scanned, trust);

async function verifyJwsForm(
  { signed, display }: VenueCodeText,
  { keys, portable }: VenueCodeTrust,
): Promise<SignedClaims> {
  const options = { typ: VENUE_CODE_TYP, maxLength: VENUE_CODE_MAX_LENGTH, portable };
  try {
    const { payload, kid } = await verifyJws(signed, keys, options);
    return { ...parseClaims(parseJsonObject(payload)), keyId: kid, display };
  } catch (error) {
    if (!isWaypostError(error) || error.code === 'VENUE_CODE_MALFORMED') throw error;
    if (error.code === 'JWS_MALFORMED' || error.code === 'JWS_TYPE') throw malformed('JWS');
    throw notSigned();
  }
}
