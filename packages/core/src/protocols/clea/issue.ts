import type { RandomBytes } from '../../primitives/index.ts';
import { type LocContactMsg, sealLocContactMsg } from './contact-message.ts';
import { deriveLtId, deriveLtKey, type LtKeyVariant } from './location-keys.ts';
import { sealLocationSpecificPart } from './location-specific-part.ts';
import type { CleaVenue } from './message.ts';
import { buildCleaUrl } from './url.ts';

/** A location, as its device or its maker's service knows it. */
export interface CleaLocation {
  readonly venue: CleaVenue;
  /** SK_L, 51 bytes. Secret of the location. */
  readonly skL: Uint8Array;
  /** PK_SA, the server's key: 33 bytes compressed or 65 uncompressed. */
  readonly serverPublicKey: Uint8Array;
  /** Left out, no locContactMsg is in the codes. */
  readonly contact?: CleaContact | undefined;
  /** Left out, the specification's. */
  readonly ltKeyVariant?: LtKeyVariant | undefined;
}

/** Whom the manual contact tracing team calls. */
export interface CleaContact extends Omit<LocContactMsg, 'periodStart'> {
  /** PK_MCTA: 33 bytes compressed or 65 uncompressed. */
  readonly authorityPublicKey: Uint8Array;
}

/** When a code is shown. */
export interface CleaCodeTimes {
  /** Beginning of the period, Unix seconds at a full hour. */
  readonly periodStart: number;
  /** From when this very code is shown, Unix seconds. */
  readonly qrStart: number;
}

/**
 * (Location) Issues a code. One of a new period names the location by another LTId; one within a
 * period keeps it and looks different, since it is sealed afresh.
 *
 * @returns `https://tac.gouv.fr?v=0#…`, to be drawn as a QR code.
 * @throws {@link WaypostError} `BYTES_LENGTH`, `TIME_RANGE`, `NUMBER_RANGE`, `TEXT_LENGTH`,
 * `KEY_UNSUITABLE`.
 */
export function issueCleaCode(
  location: CleaLocation,
  { periodStart, qrStart }: CleaCodeTimes,
  randomBytes: RandomBytes,
): string {
  const { venue, skL, serverPublicKey, contact, ltKeyVariant } = location;
  const ltKey = deriveLtKey(skL, periodStart, ltKeyVariant);
  const sealedContact =
    contact === undefined
      ? null
      : sealLocContactMsg(
          { ...contact, periodStart },
          { publicKey: contact.authorityPublicKey, randomBytes },
        );
  const message = { ...venue, reserved2: 0, periodStart, qrStart, ltKey, sealedContact };
  const server = { publicKey: serverPublicKey, randomBytes };
  return buildCleaUrl(sealLocationSpecificPart(deriveLtId(ltKey), message, server));
}
