/**
 * What a case uploads in the server-based variant (SwissCovid): for each hour of each stay two derived
 * values, which tell the server nothing of the place.
 *
 * | field | UserUploadPayload                  | UploadVenueInfo                          |
 * | ----- | ---------------------------------- | ---------------------------------------- |
 * | 1     | version                            | preId, 32 bytes                          |
 * | 2     | venueInfos                         | timeKey, 32 bytes                        |
 * | 3     | userInteractionDurationMs, fixed32 | intervalStartMs, fixed64                 |
 * | 4     |                                    | intervalEndMs, fixed64                   |
 * | 5     |                                    | notificationKey, 32 bytes                |
 * | 6     |                                    | fake, one byte                           |
 *
 * Every field has one length, so that real and invented entries differ in nothing but the last byte. An
 * earlier form had int64 and bool in the place of the fixed fields; it is read as well.
 *
 * Spec: CrowdNotifier technical specification, "Server-Based CrowdNotifier".
 * Vectors: `test/vectors/crowdnotifier.json` (`userUploadInfo`, `uploadBackend`).
 *
 * @module
 */
import { ProtoMessage, ProtoWriter, protoFields } from '../../primitives/foreign.ts';
import { assertBytes, type RandomBytes, WaypostError } from '../../primitives/index.ts';
import {
  combineIdentity,
  derivePreId,
  deriveQrCodeKeys,
  deriveTimeKey,
  NONCE_BYTES,
  SLOT_SECONDS,
  type Stay,
  slotStarts,
} from './identity.ts';
import { decoding, malformedList, unlessZero } from './malformed.ts';
import type { ServerTraceSource } from './trace.ts';

/** Entries that every upload is filled up to. */
export const UPLOAD_ENTRIES = 1024;
/** What the apps add to a stay before they upload it: the air is not clean at once. */
export const UPLOAD_AEROSOL_SECONDS = 1800;

/** Bytes of randomness for an invented time: 48 bits, a number that is exact in every language. */
const FAKE_TIME_BYTES = 6;

/** One hour of a stay. */
export interface UploadVenueInfo {
  /** 32 bytes. */
  readonly preId: Uint8Array;
  /** 32 bytes. */
  readonly timeKey: Uint8Array;
  /** Milliseconds since the Unix epoch: the arrival, or the start of the slot. */
  readonly intervalStartMs: number;
  /** Milliseconds since the Unix epoch: the departure, or the end of the slot. */
  readonly intervalEndMs: number;
  /** 32 bytes. */
  readonly notificationKey: Uint8Array;
}

/** An upload as it is read: `real` is what counts, `fakes` how many entries were invented. */
export interface UserUpload {
  readonly version: number;
  readonly real: readonly UploadVenueInfo[];
  readonly fakes: number;
  /** Milliseconds. */
  readonly userInteractionDurationMs: number;
}

/**
 * (Visitor) The entries of one stay, one for each hour it touches, cut to the stay at both ends.
 *
 * @param payload - Raw payload of the code.
 * @throws {@link WaypostError} `NUMBER_RANGE`.
 */
export function buildUploadVenueInfos(payload: Uint8Array, stay: Stay): UploadVenueInfo[] {
  const preId = derivePreId(payload);
  const { notificationKey } = deriveQrCodeKeys(payload);
  return slotStarts(stay).map((start) => ({
    preId,
    timeKey: deriveTimeKey(payload, { start }),
    intervalStartMs: Math.max(start, stay.arrival) * 1000,
    intervalEndMs: Math.min(start + SLOT_SECONDS, stay.departure) * 1000,
    notificationKey,
  }));
}

/**
 * (Server) What a tracing key is made from: the identity of the hour in which the entry begins.
 *
 * @throws {@link WaypostError} `BYTES_LENGTH`, `NUMBER_RANGE`.
 */
export function traceSourceOf(info: UploadVenueInfo): ServerTraceSource {
  const slotMs = SLOT_SECONDS * 1000;
  const slotStart = Math.floor(info.intervalStartMs / slotMs) * SLOT_SECONDS;
  const identity = combineIdentity(info.preId, info.timeKey, { start: slotStart });
  return { identity, slotStart, notificationKey: info.notificationKey };
}

/**
 * (Visitor) Writes an upload, filled up with invented entries to 1,024 in all. A dummy upload is one
 * without real entries: it has the same length.
 *
 * @throws {@link WaypostError} `NUMBER_RANGE` for more than 1,024 entries; `BYTES_LENGTH`.
 */
export function encodeUserUpload(
  upload: Pick<UserUpload, 'version' | 'real' | 'userInteractionDurationMs'>,
  randomBytes: RandomBytes,
): Uint8Array {
  if (upload.real.length > UPLOAD_ENTRIES)
    throw new WaypostError('NUMBER_RANGE', `an upload has at most ${UPLOAD_ENTRIES} entries`, {
      what: 'venueInfos',
      max: UPLOAD_ENTRIES,
    });
  const writer = new ProtoWriter().uint(1, unlessZero(upload.version));
  for (const info of upload.real) writer.bytes(2, writeInfo(info, false));
  for (let i = upload.real.length; i < UPLOAD_ENTRIES; i++)
    writer.bytes(2, writeInfo(inventInfo(randomBytes), true));
  return writer.fixed32(3, upload.userInteractionDurationMs).finish();
}

/**
 * (Server) Reads an upload. Of an invented entry nothing is looked at: its times are random bits.
 *
 * @throws {@link WaypostError} `VENUE_LIST_MALFORMED`.
 */
export function decodeUserUpload(bytes: Uint8Array): UserUpload {
  return decoding(malformedList, 'UserUploadPayload', () => {
    const message = new ProtoMessage(bytes, 'UserUploadPayload');
    const infos = message.allBytes(2);
    const real = infos.filter((info) => !isFake(info)).map(readInfo);
    return {
      version: message.uint(1),
      real,
      fakes: infos.length - real.length,
      userInteractionDurationMs: message.uint(3),
    };
  });
}

/** One byte in the deployed form, in which any other length is refused; a bool in the earlier one. */
function isFake(info: Uint8Array): boolean {
  let fake = false;
  for (const { number, value } of protoFields(info, 'UploadVenueInfo')) {
    if (number !== 6) continue;
    fake = value instanceof Uint8Array ? assertBytes(value, 1, 'fake')[0] !== 0 : value.low !== 0;
  }
  return fake;
}

function readInfo(bytes: Uint8Array): UploadVenueInfo {
  const info = new ProtoMessage(bytes, 'UploadVenueInfo');
  return {
    preId: assertBytes(info.bytes(1).slice(), NONCE_BYTES, 'preId'),
    timeKey: assertBytes(info.bytes(2).slice(), NONCE_BYTES, 'timeKey'),
    intervalStartMs: info.uint(3),
    intervalEndMs: info.uint(4),
    notificationKey: assertBytes(info.bytes(5).slice(), NONCE_BYTES, 'notificationKey'),
  };
}

const writeInfo = (info: UploadVenueInfo, fake: boolean): Uint8Array =>
  new ProtoWriter()
    .bytes(1, assertBytes(info.preId, NONCE_BYTES, 'preId'))
    .bytes(2, assertBytes(info.timeKey, NONCE_BYTES, 'timeKey'))
    .fixed64(3, info.intervalStartMs)
    .fixed64(4, info.intervalEndMs)
    .bytes(5, assertBytes(info.notificationKey, NONCE_BYTES, 'notificationKey'))
    .bytes(6, Uint8Array.of(fake ? 1 : 0))
    .finish();

const inventInfo = (randomBytes: RandomBytes): UploadVenueInfo => ({
  preId: randomBytes(NONCE_BYTES),
  timeKey: randomBytes(NONCE_BYTES),
  intervalStartMs: inventTime(randomBytes),
  intervalEndMs: inventTime(randomBytes),
  notificationKey: randomBytes(NONCE_BYTES),
});

const inventTime = (randomBytes: RandomBytes): number =>
  randomBytes(FAKE_TIME_BYTES).reduce((time, byte) => time * 256 + byte, 0);
