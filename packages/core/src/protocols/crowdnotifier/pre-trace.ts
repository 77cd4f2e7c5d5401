/**
 * What the owner of a place uploads when the health authority asks: for each hour the location's half
 * of the key, with all that lets the authority check it.
 *
 * | field | PreTraceWithProof          | PreTrace                               | TraceProof            |
 * | ----- | -------------------------- | -------------------------------------- | --------------------- |
 * | 1     | preTrace                   | identity                               | masterPublicKey       |
 * | 2     | proof                      | partialSecretKeyForIdentityOfLocation  | nonce1, noncePreId    |
 * | 3     | info (2), payload (3)      | cipherTextHealthAuthority              | nonce2, nonceTimekey  |
 * | 4     | startTime                  | message (2, not used)                  |                       |
 * | 5     | endTime                    | notificationKey                        |                       |
 * | 6     | hour (2), slot start (3)   |                                        |                       |
 *
 * Fields 4 to 6 of the envelope are missing in the version that NotifyMe had deployed.
 *
 * Spec: CrowdNotifier technical specification, "Initiating Presence Notification", step B.
 * Vectors: `test/vectors/crowdnotifier.json` (`preTraceV2`).
 *
 * @module
 */
import { ProtoMessage, ProtoWriter } from '../../primitives/foreign.ts';
import { assertBytes } from '../../primitives/index.ts';
import { G1_BYTES, G2_BYTES } from './bls.ts';
import { type HashToG1, IDENTITY_BYTES, ibeKeyDer } from './ibe-keys.ts';
import { NONCE_BYTES, SLOT_SECONDS, type Stay, slotStarts } from './identity.ts';
import { SEALED_SHARE_BYTES } from './location-setup.ts';
import { decoding, malformedList, unlessZero } from './malformed.ts';
import { identityAt, type Venue } from './venue.ts';

/** The location's half of a tracing key, and what it is said to be of. */
export interface PreTrace {
  /** The place as the uploader gives it: nothing of it is believed before `genTrace`. */
  readonly venue: Venue;
  /** 32 bytes. */
  readonly identity: Uint8Array;
  /** 48 bytes. */
  readonly partialSecretKeyForIdentityOfLocation: Uint8Array;
  /** The other half of the master key, 80 bytes, sealed for the health authority. */
  readonly cipherTextHealthAuthority: Uint8Array;
  /** The stay that was asked for, Unix seconds; zeros where the upload does not say. */
  readonly stay: Stay;
  /** Unix seconds; 0 where the upload does not say. */
  readonly slotStart: number;
}

/** What the owner keeps of a place: its code and both shares, one of them sealed. */
export interface PreTraceSource {
  readonly venue: Venue;
  /** 32 bytes. Secret. */
  readonly masterSecretKeyLocation: Uint8Array;
  /** 80 bytes. */
  readonly cipherTextHealthAuthority: Uint8Array;
}

/**
 * (Location owner) The halves for every hour of a case's stay. Opens no other hour.
 *
 * @throws {@link WaypostError} `NUMBER_RANGE`, `BYTES_LENGTH`, `KEY_UNSUITABLE`.
 */
export const genPreTraces = (
  { venue, masterSecretKeyLocation, cipherTextHealthAuthority }: PreTraceSource,
  stay: Stay,
  map: HashToG1 = 'mcl',
): PreTrace[] =>
  slotStarts(stay).map((slotStart) => {
    const identity = identityAt(venue, slotStart);
    const partialSecretKeyForIdentityOfLocation = ibeKeyDer(masterSecretKeyLocation, identity, map);
    return {
      venue,
      identity,
      partialSecretKeyForIdentityOfLocation,
      cipherTextHealthAuthority,
      stay,
      slotStart,
    };
  });

/**
 * Reads one upload.
 *
 * @param version - Which one it is of; the bytes do not say.
 * @throws {@link WaypostError} `VENUE_LIST_MALFORMED`.
 */
export function decodePreTrace(bytes: Uint8Array, version: Venue['version']): PreTrace {
  return decoding(malformedList, 'PreTraceWithProof', () => {
    const message = new ProtoMessage(bytes, 'PreTraceWithProof');
    const half = message.message(1);
    const proof = message.message(2);
    const slot = message.uint(6);
    return assertLengths({
      venue: {
        version,
        source: message.bytes(3).slice(),
        masterPublicKey: proof.bytes(1).slice(),
        nonces: [proof.bytes(2).slice(), proof.bytes(3).slice()],
        notificationKey: half.bytes(5).slice(),
      },
      identity: half.bytes(1).slice(),
      partialSecretKeyForIdentityOfLocation: half.bytes(2).slice(),
      cipherTextHealthAuthority: half.bytes(3).slice(),
      stay: { arrival: message.uint(4), departure: message.uint(5) },
      slotStart: version === 2 ? slot * SLOT_SECONDS : slot,
    });
  });
}

/** Writes one upload. @throws {@link WaypostError} `BYTES_LENGTH`, `NUMBER_RANGE`. */
export function encodePreTrace(preTrace: PreTrace): Uint8Array {
  const { venue, stay, slotStart } = assertLengths(preTrace);
  const half = new ProtoWriter()
    .bytes(1, preTrace.identity)
    .bytes(2, preTrace.partialSecretKeyForIdentityOfLocation)
    .bytes(3, preTrace.cipherTextHealthAuthority)
    .bytes(5, venue.notificationKey);
  const proof = new ProtoWriter()
    .bytes(1, venue.masterPublicKey)
    .bytes(2, venue.nonces[0])
    .bytes(3, venue.nonces[1]);
  return new ProtoWriter()
    .bytes(1, half.finish())
    .bytes(2, proof.finish())
    .bytes(3, venue.source)
    .uint(4, unlessZero(stay.arrival))
    .uint(5, unlessZero(stay.departure))
    .uint(6, unlessZero(venue.version === 2 ? Math.floor(slotStart / SLOT_SECONDS) : slotStart))
    .finish();
}

function assertLengths(preTrace: PreTrace): PreTrace {
  const { venue, partialSecretKeyForIdentityOfLocation: partial } = preTrace;
  assertBytes(preTrace.identity, IDENTITY_BYTES, 'identity');
  assertBytes(partial, G1_BYTES, 'partialSecretKeyForIdentityOfLocation');
  assertBytes(preTrace.cipherTextHealthAuthority, SEALED_SHARE_BYTES, 'cipherTextHealthAuthority');
  assertBytes(venue.masterPublicKey, G2_BYTES, 'masterPublicKey');
  for (const nonce of venue.nonces) assertBytes(nonce, NONCE_BYTES, 'nonce');
  assertBytes(venue.notificationKey, NONCE_BYTES, 'notificationKey');
  return preTrace;
}
