/**
 * What a Corona-Warn-App code says: a QRCodePayload with the place, the constants of CrowdNotifier and
 * the kind of place.
 *
 * | message           | fields                                                                       |
 * | ----------------- | ---------------------------------------------------------------------------- |
 * | QRCodePayload     | 1 version, 2 locationData, 3 crowdNotifierData, 4 vendorData (CWALocationData) |
 * | TraceLocation     | 1 version, 2 description, 3 address, 5 startTimestamp, 6 endTimestamp         |
 * | CrowdNotifierData | 1 version, 2 publicKey, 3 cryptographicSeed                                  |
 * | CWALocationData   | 1 version, 2 type, 3 defaultCheckInLengthInMinutes                           |
 *
 * Spec: event registration of the Corona-Warn-App, `trace_location.proto`; Protocol Buffers, proto3.
 * Vectors: `test/vectors/cwa.json`.
 *
 * @module
 */
import { assertUint, UINT32_MAX } from '../../primitives/bytes.ts';
import { ProtoMessage, ProtoWriter } from '../../primitives/protobuf.ts';
import { malformed, orMalformed } from './malformed.ts';
import { nonEmpty, nonZero, uint32 } from './wire.ts';

/** Longest payload, in bytes: more than any QR code holds. */
export const CWA_PAYLOAD_MAX_BYTES = 3072;

/** The place and its time. */
export interface CwaTraceLocation {
  readonly version: number;
  readonly description: string;
  readonly address: string;
  /** Unix seconds; 0 for a place without end. */
  readonly startTimestamp: number;
  /** Unix seconds; 0 for a place without end. */
  readonly endTimestamp: number;
}

/** What CrowdNotifier would need. The app uses it for nothing but to make location ids differ. */
export interface CwaCrowdNotifierData {
  readonly version: number;
  /** 96 bytes, the same in every code: see {@link cwaPublicKey}. */
  readonly publicKey: Uint8Array;
  /** 16 random bytes of this code. */
  readonly cryptographicSeed: Uint8Array;
}

/** The kind of place and how long people stay. */
export interface CwaLocationData {
  readonly version: number;
  /** See {@link cwaLocationType}. */
  readonly type: number;
  /** 0 where it is not said. */
  readonly defaultCheckInLengthInMinutes: number;
}

/** A QRCodePayload with its vendor data read. Numbers are uint32, the timestamps at most 2^53-1. */
export interface CwaPayload {
  readonly version: number;
  readonly locationData: CwaTraceLocation;
  readonly crowdNotifierData: CwaCrowdNotifierData;
  readonly vendorData: CwaLocationData;
}

/**
 * Reads a payload. Its three parts must be there, since every generator writes them and a code that
 * was cut off between two would otherwise pass; what is absent within them is 0 or empty, as proto3
 * has it. Whether what it says makes sense is asked of {@link findCwaPayloadFaults}. Byte fields are
 * copies.
 *
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED` with `what`: `payload`.
 */
export function decodeCwaPayload(bytes: Uint8Array): CwaPayload {
  if (!(bytes instanceof Uint8Array) || bytes.length > CWA_PAYLOAD_MAX_BYTES)
    throw malformed('payload');
  return orMalformed('payload', () => {
    const payload = new ProtoMessage(bytes, 'QRCodePayload');
    if (![2, 3, 4].every((part) => payload.has(part))) throw malformed('payload');
    return {
      version: uint32(payload, 1),
      locationData: readTraceLocation(payload.message(2)),
      crowdNotifierData: readCrowdNotifierData(payload.message(3)),
      // A field of bytes, of which the last one counts: no message that could stand in pieces.
      vendorData: readLocationData(new ProtoMessage(payload.bytes(4), 'CWALocationData')),
    };
  });
}

/**
 * Writes a payload, fields in order and without those that are 0 or empty. Two programs may write
 * one content in two ways: the bytes that were printed count, and are never made anew from a
 * decoded payload.
 *
 * @throws {@link WaypostError} `NUMBER_RANGE`, `ENCODING_INVALID`.
 */
export function encodeCwaPayload(payload: CwaPayload): Uint8Array {
  return new ProtoWriter()
    .uint(1, writtenUint32(payload.version, 'version'))
    .bytes(2, writeTraceLocation(payload.locationData))
    .bytes(3, writeCrowdNotifierData(payload.crowdNotifierData))
    .bytes(4, writeLocationData(payload.vendorData))
    .finish();
}

const readTraceLocation = (message: ProtoMessage): CwaTraceLocation => ({
  version: uint32(message, 1),
  description: message.string(2),
  address: message.string(3),
  startTimestamp: message.uint(5),
  endTimestamp: message.uint(6),
});

const readCrowdNotifierData = (message: ProtoMessage): CwaCrowdNotifierData => ({
  version: uint32(message, 1),
  publicKey: message.bytes(2).slice(),
  cryptographicSeed: message.bytes(3).slice(),
});

const readLocationData = (message: ProtoMessage): CwaLocationData => ({
  version: uint32(message, 1),
  type: uint32(message, 2),
  defaultCheckInLengthInMinutes: uint32(message, 3),
});

const writeTraceLocation = (location: CwaTraceLocation): Uint8Array =>
  new ProtoWriter()
    .uint(1, writtenUint32(location.version, 'version'))
    .string(2, nonEmpty(location.description))
    .string(3, nonEmpty(location.address))
    .uint(5, nonZero(location.startTimestamp))
    .uint(6, nonZero(location.endTimestamp))
    .finish();

const writeCrowdNotifierData = (data: CwaCrowdNotifierData): Uint8Array =>
  new ProtoWriter()
    .uint(1, writtenUint32(data.version, 'version'))
    .bytes(2, nonEmpty(data.publicKey))
    .bytes(3, nonEmpty(data.cryptographicSeed))
    .finish();

const writeLocationData = (data: CwaLocationData): Uint8Array =>
  new ProtoWriter()
    .uint(1, writtenUint32(data.version, 'version'))
    .uint(2, writtenUint32(data.type, 'type'))
    .uint(3, writtenUint32(data.defaultCheckInLengthInMinutes, 'defaultCheckInLengthInMinutes'))
    .finish();

const writtenUint32 = (value: number, what: string): number | undefined =>
  nonZero(assertUint(value, UINT32_MAX, what));
