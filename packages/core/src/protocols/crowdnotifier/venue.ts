/**
 * A place as its code describes it, whatever the version: all that a visit or a trace needs.
 *
 * @module
 */
import { decodeQrCodeContentV2, type QrCodeEntryV2 } from './entry-v2.ts';
import { deriveIdentity, deriveIdentityV2, deriveQrCodeKeys, SLOT_SECONDS } from './identity.ts';
import { decodeQrCodePayload } from './qr-code-payload.ts';

/** The secrets of a place. Whoever scanned its code has them. */
export interface Venue {
  /** 3 stands for version 4 too, whose cryptography is the same. */
  readonly version: 2 | 3;
  /** Raw bytes that identities are made of: the payload, in version 2 the `info`. */
  readonly source: Uint8Array;
  /** 96 bytes. */
  readonly masterPublicKey: Uint8Array;
  /** nonce1 and nonce2 in version 2, noncePreId and nonceTimekey in version 3; 32 bytes each. */
  readonly nonces: readonly [Uint8Array, Uint8Array];
  /** 32 bytes. */
  readonly notificationKey: Uint8Array;
}

/** The place of a payload of version 3 or 4. @throws {@link WaypostError} `VENUE_CODE_MALFORMED`. */
export function venueOfPayload(payload: Uint8Array): Venue {
  const { publicKey } = decodeQrCodePayload(payload);
  const { noncePreId, nonceTimekey, notificationKey } = deriveQrCodeKeys(payload);
  return {
    version: 3,
    source: payload,
    masterPublicKey: publicKey,
    nonces: [noncePreId, nonceTimekey],
    notificationKey,
  };
}

/** The place of a code of version 2. @throws {@link WaypostError} `VENUE_CODE_MALFORMED`. */
export const venueOfEntryV2 = (entry: Omit<QrCodeEntryV2, 'content' | 'version'>): Venue => ({
  version: 2,
  source: entry.info,
  masterPublicKey: entry.masterPublicKey,
  nonces: [entry.nonce1, entry.nonce2],
  notificationKey: decodeQrCodeContentV2(entry.info).notificationKey,
});

/** The identity, 32 bytes, of a place in the hour that begins at `slotStart`, Unix seconds. */
export function identityAt({ version, source, nonces }: Venue, slotStart: number): Uint8Array {
  if (version === 3) return deriveIdentity(source, { start: slotStart });
  const [nonce1, nonce2] = nonces;
  const hour = Math.floor(slotStart / SLOT_SECONDS);
  return deriveIdentityV2({ info: source, nonce1, nonce2, hour });
}
