import { equalBytes, unixSeconds } from '../../../primitives/index.ts';
import { verifyBytes } from '../../../primitives/signature.ts';
import {
  acceptClaims,
  notSigned,
  type SignedClaims,
  type VenueClaims,
  type VenueCodeTrust,
} from '../in-force.ts';
import { splitText, type VenueCodeText } from '../text.ts';
import { decodeContent } from './content.ts';
import { compactKeyId, parseSignedContent, signedMessage } from './signed-content.ts';

/**
 * (Visitor, other apps) Verifies a scanned venue code in its compact form only; `verifyVenueCode`
 * takes both. Nothing of it is returned before its signature holds, and its host is never believed.
 * It carries no issuer: the keys are the configured issuer's, so the code is.
 *
 * @param text - `HTTPS://<any host>/V#<base32>`, the bare base32, or `WP1:<Base45>`, with or without
 * `~` and eight characters of a display.
 * @param now - Time of the scan, Unix seconds.
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED`, `VENUE_CODE_SIGNATURE` (also for an unknown
 * key), `VENUE_CODE_NOT_YET_VALID`, `VENUE_CODE_EXPIRED` from `expires` on, `VENUE_CODE_WITHDRAWN`;
 * `TIME_RANGE` for `now`.
 */
export async function verifyCompactVenueCode(
  text: string,
  trust: VenueCodeTrust,
  now: number,
): Promise<VenueClaims> {
  const time = unixSeconds(now);
  return acceptClaims(await verifyCompactForm(splitText(text), trust), trust, time);
}

/** What a compact code says once its signature holds, in force or not. @throws as above. */
export async function verifyCompactForm(
  scanned: VenueCodeText,
  { issuer, keys, portable }: VenueCodeTrust,
): Promise<SignedClaims> {
  const { keyId, content, signature } = parseSignedContent(scanned);
  const message = signedMessage(content);
  for (const key of keys.values()) {
    if (!equalBytes(compactKeyId(key), keyId)) continue;
    if (await verifyBytes({ message, signature }, key, { portable }))
      return { ...decodeContent(content), issuer, keyId: key.kid, display: scanned.display };
  }
  throw notSigned();
}
