import { concatBytes, toBase32, toBase45 } from '../../../primitives/index.ts';
import type { SigningKey } from '../../../primitives/jws.ts';
import { signBytes } from '../../../primitives/signature.ts';
import type { VenueCodeContent } from '../content.ts';
import { buildBase32Text, buildBase45Text } from '../text.ts';
import { encodeContent } from './content.ts';
import { compactKeyId, signedMessage } from './signed-content.ts';

/** Who issues a compact venue code, and where it leads. */
export interface CompactVenueCodeIssuer {
  /**
   * Where a phone's camera leads: host name in lower case, with a port where it needs one. `null` for
   * the smaller text that leads nowhere, and that only an app reads.
   */
  readonly host: string | null;
  /** A `code` key of the key list. */
  readonly key: SigningKey;
  /** Sign without WebCrypto. For tests. */
  readonly portable?: boolean | undefined;
}

/**
 * (Issuer) Issues a venue code in its compact form.
 *
 * @returns `HTTPS://<HOST>/V#<base32>`, or without a host `WP1:<Base45>`, to be drawn as a QR code.
 * @throws {@link WaypostError} `BYTES_LENGTH`, and `VENUE_CODE_MALFORMED` naming the field: the
 * same rules as for a code that is read; `KEY_UNSUITABLE` when this host refuses the key.
 */
export async function issueCompactVenueCode(
  content: VenueCodeContent,
  { host, key, portable }: CompactVenueCodeIssuer,
): Promise<string> {
  const bytes = encodeContent(content);
  const signature = await signBytes(signedMessage(bytes), key, { portable });
  const signed = concatBytes(compactKeyId(key), bytes, signature);
  return host === null
    ? buildBase45Text(toBase45(signed))
    : buildBase32Text(host, toBase32(signed));
}
