import { toUtf8 } from '../../primitives/index.ts';
import { type SigningKey, signJws } from '../../primitives/jws.ts';
import { encodeClaims } from './claims.ts';
import type { VenueCodeContent } from './content.ts';
import { buildText } from './text.ts';

/** `typ` of a venue code's JWS. */
export const VENUE_CODE_TYP = 'venue+jwt';

/** Who issues a venue code, and where it leads. */
export interface VenueCodeIssuer {
  /** The `iss` that every client has configured, at most 200 bytes of UTF-8. */
  readonly issuer: string;
  /** Where a phone's camera leads: host name in lower case, with a port where it needs one. */
  readonly host: string;
  /** A `code` key of the key list. */
  readonly key: SigningKey;
  /** Sign without WebCrypto. For tests. */
  readonly portable?: boolean | undefined;
}

/**
 * (Issuer) Issues a venue code in its JWS form.
 *
 * @returns `https://<host>/v#<JWS>`, to be drawn as a QR code.
 * @throws {@link WaypostError} `BYTES_LENGTH`, and `VENUE_CODE_MALFORMED` naming the field: the
 * same rules as for a code that is read, so that nothing is printed that no phone would take.
 */
export async function issueVenueCode(
  content: VenueCodeContent,
  { issuer, host, key, portable }: VenueCodeIssuer,
): Promise<string> {
  const payload = toUtf8(JSON.stringify(encodeClaims(content, issuer)));
  return buildText(host, await signJws(payload, key, { typ: VENUE_CODE_TYP, portable }));
}
