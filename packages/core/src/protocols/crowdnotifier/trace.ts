/**
 * (Health authority) From an upload to a tracing key: what the owner of a place sent, checked and
 * completed; or what a visitor sent, in the server-based variant.
 *
 * Spec: CrowdNotifier technical specification, "Initiating Presence Notification", step C, and
 * "Server-Based CrowdNotifier".
 * Vectors: `test/vectors/crowdnotifier.json` (`preTraceV2`, `serverBasedTrace`).
 *
 * @module
 */
import { equalBytes } from '../../primitives/index.ts';
import {
  combineSecretKeys,
  type HashToG1,
  ibeKeyDer,
  type TracingKey,
  verifyTrace,
} from './ibe-keys.ts';
import { type Stay, slotStarts } from './identity.ts';
import { decoding, malformedList } from './malformed.ts';
import type { PreTrace } from './pre-trace.ts';
import { openSealedBox } from './sealed-box.ts';
import { identityAt, type Venue, venueOfEntryV2, venueOfPayload } from './venue.ts';

/** A tracing key that was checked, and what belongs to it. */
export interface Trace extends TracingKey {
  /** Start of its slot, Unix seconds. */
  readonly slotStart: number;
  /** 32 bytes: seals the message to the visitors. */
  readonly notificationKey: Uint8Array;
}

/** What the health authority knows when an upload comes in. */
export interface TraceRequest {
  /** When the case was there, as the authority found out: no other hour is traced. */
  readonly stay: Stay;
  /** 32 bytes, X25519. */
  readonly healthAuthoritySecretKey: Uint8Array;
  /** How the code hashes identities. @defaultValue `mcl` */
  readonly map?: HashToG1;
}

/**
 * Checks an upload and completes the key: the identity must follow from the code for an hour of the
 * stay, the sealed share must open, and the sum of both halves must be the key for that identity.
 * Whether the code is that of the place in question, a person must say (step D).
 *
 * @returns The trace, or `null` for an upload that is to be dropped.
 * @throws {@link WaypostError} `VENUE_LIST_MALFORMED` where its code cannot be read; `POINT_INVALID`,
 * `KEY_UNSUITABLE` for keys that no honest owner makes; `BYTES_LENGTH`; `NUMBER_RANGE`.
 */
export function genTrace(
  preTrace: PreTrace,
  { stay, healthAuthoritySecretKey, map = 'mcl' }: TraceRequest,
): Trace | null {
  const venue = provenVenue(preTrace);
  const { identity, partialSecretKeyForIdentityOfLocation: partial } = preTrace;
  const slotStart = slotStarts(stay).find((start) =>
    equalBytes(identityAt(venue, start), identity),
  );
  if (slotStart === undefined) return null;
  const share = openSealedBox(preTrace.cipherTextHealthAuthority, healthAuthoritySecretKey);
  if (share === null) return null;
  const secretKeyForIdentity = combineSecretKeys(partial, ibeKeyDer(share, identity, map));
  const trace = { identity, secretKeyForIdentity };
  if (!verifyTrace(trace, venue.masterPublicKey, map)) return null;
  return { ...trace, slotStart, notificationKey: venue.notificationKey };
}

/** What a visitor uploads of one slot in the server-based variant. */
export interface ServerTraceSource {
  /** 32 bytes. */
  readonly identity: Uint8Array;
  readonly slotStart: number;
  /** 32 bytes. */
  readonly notificationKey: Uint8Array;
}

/**
 * (Server) Makes the tracing key by itself: in the server-based variant it holds the whole master key.
 *
 * @throws {@link WaypostError} `BYTES_LENGTH`, `KEY_UNSUITABLE`.
 */
export const genServerTrace = (
  source: ServerTraceSource,
  masterSecretKey: Uint8Array,
  map: HashToG1 = 'mcl',
): Trace => ({
  ...source,
  secretKeyForIdentity: ibeKeyDer(masterSecretKey, source.identity, map),
});

/**
 * The place of an upload, read again from its code. What can be derived is not taken from the upload:
 * in version 3 everything, in version 2 the notification key.
 */
function provenVenue({ venue }: PreTrace): Venue {
  return decoding(malformedList, 'payload', () => {
    if (venue.version === 3) return venueOfPayload(venue.source);
    const { source: info, masterPublicKey, nonces } = venue;
    return venueOfEntryV2({ info, masterPublicKey, nonce1: nonces[0], nonce2: nonces[1] });
  });
}
