/**
 * The list that the authority publishes: one entry a place and hour.
 *
 * | field | ProblematicEventWrapper | ProblematicEvent                                 |
 * | ----- | ----------------------- | ------------------------------------------------ |
 * | 1     | version                 | version                                          |
 * | 2     | events                  | identity, 32 bytes                               |
 * | 3     |                         | secretKeyForIdentity, 48 bytes                   |
 * | 4     |                         | day: its start in UTC, Unix seconds              |
 * | 5     |                         | encryptedAssociatedData: secretbox               |
 * | 6     |                         | cipherTextNonce, 24 bytes, or 32 (Android)       |
 *
 * Spec: CrowdNotifier technical specification, "Data Formats".
 * Vectors: `test/vectors/crowdnotifier.json` (`associatedData`).
 *
 * @module
 */
import { ProtoMessage, ProtoWriter } from '../../primitives/foreign.ts';
import {
  assertBytes,
  DAY_SECONDS,
  type RandomBytes,
  WaypostError,
} from '../../primitives/index.ts';
import {
  type AssociatedData,
  decodeAssociatedData,
  encodeAssociatedData,
} from './associated-data.ts';
import { G1_BYTES } from './bls.ts';
import { IDENTITY_BYTES, type TracingKey } from './ibe-keys.ts';
import { decoding, malformedList, unlessZero } from './malformed.ts';
import {
  openSecretBox,
  SECRET_BOX_NONCE_BYTES,
  SECRET_BOX_OVERHEAD,
  sealSecretBox,
} from './secret-box.ts';

/** Android draws 32 bytes for a nonce, of which libsodium uses the first 24. */
const ANDROID_NONCE_BYTES = 32;

/** A place and hour that its visitors are warned of. Nobody else learns anything from it. */
export interface ProblematicEvent extends TracingKey {
  readonly version: number;
  /** Start of the UTC day in which the slot begins, Unix seconds. */
  readonly day: number;
  readonly encryptedAssociatedData: Uint8Array;
  /** 24 bytes, or 32 of which the first 24 count. */
  readonly cipherTextNonce: Uint8Array;
}

/** The published list. */
export interface ProblematicEventList {
  readonly version: number;
  readonly events: readonly ProblematicEvent[];
}

/** A tracing key with all that is published beside it. */
export interface ProblematicEventSource extends TracingKey {
  readonly version: number;
  /** Start of the slot, Unix seconds. */
  readonly slotStart: number;
  /** 32 bytes. */
  readonly notificationKey: Uint8Array;
  readonly associatedData: AssociatedData;
}

/** Seals the message of a trace and dates it: what is published. @throws `BYTES_LENGTH`. */
export function issueProblematicEvent(
  source: ProblematicEventSource,
  randomBytes: RandomBytes,
): ProblematicEvent {
  const nonce = randomBytes(SECRET_BOX_NONCE_BYTES);
  const message = encodeAssociatedData(source.associatedData);
  return {
    version: source.version,
    identity: source.identity,
    secretKeyForIdentity: source.secretKeyForIdentity,
    day: Math.floor(source.slotStart / DAY_SECONDS) * DAY_SECONDS,
    encryptedAssociatedData: sealSecretBox({ key: source.notificationKey, nonce }, message),
    cipherTextNonce: nonce,
  };
}

/**
 * Opens the message of an event with the notification key of a place.
 *
 * @returns The message, or `null` where the event is of another place.
 * @throws {@link WaypostError} `BYTES_LENGTH`; `VENUE_LIST_MALFORMED` where it opens and is no message.
 */
export function openAssociatedData(
  { encryptedAssociatedData, cipherTextNonce }: ProblematicEvent,
  notificationKey: Uint8Array,
): AssociatedData | null {
  const nonce = cipherTextNonce.subarray(0, SECRET_BOX_NONCE_BYTES);
  const message = openSecretBox({ key: notificationKey, nonce }, encryptedAssociatedData);
  return message === null ? null : decodeAssociatedData(message);
}

/**
 * Reads the published list. One bad entry refuses it all. Whether a secret key is a point of its group
 * is tested when it is used.
 *
 * @throws {@link WaypostError} `VENUE_LIST_MALFORMED`.
 */
export function decodeProblematicEvents(bytes: Uint8Array): ProblematicEventList {
  return decoding(malformedList, 'ProblematicEventWrapper', () => {
    const list = new ProtoMessage(bytes, 'ProblematicEventWrapper');
    return { version: list.uint(1), events: list.messages(2).map(readEvent) };
  });
}

/** Writes the list that is published. @throws {@link WaypostError} `BYTES_LENGTH`, `NUMBER_RANGE`. */
export function encodeProblematicEvents({ version, events }: ProblematicEventList): Uint8Array {
  const list = new ProtoWriter().uint(1, unlessZero(version));
  for (const event of events) list.bytes(2, writeEvent(assertLengths(event)));
  return list.finish();
}

const readEvent = (event: ProtoMessage): ProblematicEvent =>
  assertLengths({
    version: event.uint(1),
    identity: event.bytes(2).slice(),
    secretKeyForIdentity: event.bytes(3).slice(),
    day: event.uint(4),
    encryptedAssociatedData: event.bytes(5).slice(),
    cipherTextNonce: event.bytes(6).slice(),
  });

const writeEvent = (event: ProblematicEvent): Uint8Array =>
  new ProtoWriter()
    .uint(1, unlessZero(event.version))
    .bytes(2, event.identity)
    .bytes(3, event.secretKeyForIdentity)
    .uint(4, unlessZero(event.day))
    .bytes(5, event.encryptedAssociatedData)
    .bytes(6, event.cipherTextNonce)
    .finish();

function assertLengths(event: ProblematicEvent): ProblematicEvent {
  assertBytes(event.identity, IDENTITY_BYTES, 'identity');
  assertBytes(event.secretKeyForIdentity, G1_BYTES, 'secretKeyForIdentity');
  if (event.encryptedAssociatedData.length < SECRET_BOX_OVERHEAD)
    throw new WaypostError('BYTES_LENGTH', 'encryptedAssociatedData is too short', {
      what: 'encryptedAssociatedData',
      min: SECRET_BOX_OVERHEAD,
      actual: event.encryptedAssociatedData.length,
    });
  const isAndroid = event.cipherTextNonce.length === ANDROID_NONCE_BYTES;
  if (!isAndroid) assertBytes(event.cipherTextNonce, SECRET_BOX_NONCE_BYTES, 'cipherTextNonce');
  return event;
}
