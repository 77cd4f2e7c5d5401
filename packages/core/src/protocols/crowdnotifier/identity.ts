/**
 * Identities: what a place is called in one slot of time, and the secrets behind it. Whoever has the
 * code can compute them all; without it they look random.
 *
 * | value                                     | bytes       | from                                       |
 * | ----------------------------------------- | ----------- | ------------------------------------------ |
 * | noncePreId, nonceTimekey, notificationKey | 32 each     | HKDF-SHA256(payload, no salt, "CrowdNotifier_v3", 96) |
 * | preId                                     | 32          | SHA-256("CN-PREID" \|\| payload \|\| noncePreId) |
 * | timeKey                                   | 32          | SHA-256("CN-TIMEKEY" \|\| u32be(length) \|\| u64be(start) \|\| nonceTimekey) |
 * | identity                                  | 32          | SHA-256("CN-ID" \|\| preId \|\| u32be(length) \|\| u64be(start) \|\| timeKey) |
 * | identity, version 2                       | 32          | SHA-256(SHA-256(info \|\| nonce1) \|\| nonce2 \|\| hour in decimal digits) |
 *
 * `payload` and `info` are the bytes of the code as they were read, never encoded again.
 *
 * Spec: CrowdNotifier technical specification, "Computing Identities and Keys".
 * Vectors: `test/vectors/crowdnotifier.json` (`identityV3`, `hkdf`, `identityV2`, `userUploadInfo`).
 *
 * @module
 */
import {
  assertBytes,
  assertUint,
  ByteWriter,
  hkdfSha256,
  sha256,
  toUtf8,
  UINT32_MAX,
  WaypostError,
} from '../../primitives/index.ts';

/** Length of every nonce, key and identity here, in bytes. */
export const NONCE_BYTES = 32;
/** The one length of a slot that was ever in use, in seconds. */
export const SLOT_SECONDS = 3600;

const MIN_SLOT_SECONDS = 900;
const MAX_SLOT_SECONDS = 86_400;
/** Slots of one stay at most: 41 days of hours. */
const MAX_SLOTS = 1000;
const HKDF_INFO = 'CrowdNotifier_v3';
const PREID_LABEL = toUtf8('CN-PREID');
const TIMEKEY_LABEL = toUtf8('CN-TIMEKEY');
const ID_LABEL = toUtf8('CN-ID');

/** What follows from a code of version 3 or 4. All secret from whoever has not seen the code. */
export interface QrCodeKeys {
  readonly noncePreId: Uint8Array;
  readonly nonceTimekey: Uint8Array;
  /** Opens the message that comes with a trace. */
  readonly notificationKey: Uint8Array;
}

/** A span of time that has an identity of its own. */
export interface Slot {
  /** Unix seconds; {@link slotStarts} gives aligned ones. */
  readonly start: number;
  /** Seconds, 900..86400. @defaultValue 3600 */
  readonly length?: number;
}

/** When somebody was somewhere, Unix seconds. */
export interface Stay {
  readonly arrival: number;
  /** Not before the arrival. */
  readonly departure: number;
}

/** Derives nonces and notification key, 32 bytes each, from the raw payload of a code. */
export function deriveQrCodeKeys(payload: Uint8Array): QrCodeKeys {
  const okm = hkdfSha256(payload, HKDF_INFO, 3 * NONCE_BYTES);
  return {
    noncePreId: okm.slice(0, NONCE_BYTES),
    nonceTimekey: okm.slice(NONCE_BYTES, 2 * NONCE_BYTES),
    notificationKey: okm.slice(2 * NONCE_BYTES),
  };
}

/** The place without its time, 32 bytes: what a visitor uploads in the server-based variant. */
export const derivePreId = (payload: Uint8Array): Uint8Array =>
  sha256(PREID_LABEL, payload, deriveQrCodeKeys(payload).noncePreId);

/** The key of one slot, 32 bytes, uploaded with the preId. @throws `NUMBER_RANGE`. */
export const deriveTimeKey = (payload: Uint8Array, slot: Slot): Uint8Array =>
  sha256(TIMEKEY_LABEL, slotBytes(slot), deriveQrCodeKeys(payload).nonceTimekey);

/** The identity of a place in a slot, 32 bytes; versions 3 and 4. @throws `NUMBER_RANGE`. */
export const deriveIdentity = (payload: Uint8Array, slot: Slot): Uint8Array =>
  combineIdentity(derivePreId(payload), deriveTimeKey(payload, slot), slot);

/**
 * The identity from its uploaded parts, as the server of SwissCovid does it.
 *
 * @throws {@link WaypostError} `BYTES_LENGTH`, `NUMBER_RANGE`.
 */
export const combineIdentity = (preId: Uint8Array, timeKey: Uint8Array, slot: Slot): Uint8Array =>
  sha256(
    ID_LABEL,
    assertBytes(preId, NONCE_BYTES, 'preId'),
    slotBytes(slot),
    assertBytes(timeKey, NONCE_BYTES, 'timeKey'),
  );

/** What an identity of version 2 is made of. */
export interface IdentityV2Source {
  /** The description of the place as it stands in the code. */
  readonly info: Uint8Array;
  /** 32 bytes. */
  readonly nonce1: Uint8Array;
  /** 32 bytes. */
  readonly nonce2: Uint8Array;
  /** Hours since the Unix epoch. */
  readonly hour: number;
}

/** The identity of a place in an hour, 32 bytes; version 2. @throws `BYTES_LENGTH`, `NUMBER_RANGE`. */
export function deriveIdentityV2({ info, nonce1, nonce2, hour }: IdentityV2Source): Uint8Array {
  const place = sha256(info, assertBytes(nonce1, NONCE_BYTES, 'nonce1'));
  const digits = toUtf8(String(assertUint(hour, UINT32_MAX, 'hour')));
  return sha256(place, assertBytes(nonce2, NONCE_BYTES, 'nonce2'), digits);
}

/**
 * Starts of the slots that a stay touches, in order. Closed at both ends, as in every app: a
 * departure on the stroke of the hour counts for the hour that begins.
 *
 * @throws {@link WaypostError} `NUMBER_RANGE` for a departure before the arrival, and for more than
 * 1,000 slots.
 */
export function slotStarts({ arrival, departure }: Stay, length: number = SLOT_SECONDS): number[] {
  const first = Math.floor(assertUint(arrival, Number.MAX_SAFE_INTEGER, 'arrival') / length);
  const last = Math.floor(assertUint(departure, Number.MAX_SAFE_INTEGER, 'departure') / length);
  if (departure < arrival || last - first >= MAX_SLOTS)
    throw new WaypostError('NUMBER_RANGE', 'a stay must be 0 s to 1,000 slots long', {
      what: 'departure',
    });
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * length);
}

function slotBytes({ start, length = SLOT_SECONDS }: Slot): Uint8Array {
  if (assertUint(length, MAX_SLOT_SECONDS, 'slot length') < MIN_SLOT_SECONDS)
    throw new WaypostError('NUMBER_RANGE', `slot length must be at least ${MIN_SLOT_SECONDS} s`, {
      what: 'slot length',
    });
  return new ByteWriter(12).u32be(length).u64be(start).finish();
}
