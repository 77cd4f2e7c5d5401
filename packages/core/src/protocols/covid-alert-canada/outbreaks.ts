/**
 * Published outbreaks, and how a diary is matched with them.
 *
 * | message                        | field | type                     | holds                        |
 * | ------------------------------ | ----- | ------------------------ | ---------------------------- |
 * | `OutbreakEventExport`          | 3     | repeated `OutbreakEvent` | outbreaks                    |
 * | `OutbreakEvent`                | 1     | string                   | short code of the place      |
 * |                                | 2     | `Timestamp`              | start                        |
 * |                                | 3     | `Timestamp`              | end                          |
 * |                                | 4     | uint32                   | severity: 1 or 2             |
 * | `Timestamp`                    | 1     | int64                    | Unix seconds                 |
 * | `OutbreakEventExportSignature` | 1     | bytes                    | ECDSA P-256 of the list, DER |
 *
 * Spec: covidshield.proto of the COVID Alert server. The number of field 3 of the export is inferred
 * from the order of its members.
 *
 * @module
 */
import { fromDerSignature } from '../../primitives/der-signature.ts';
import { isWaypostError, WaypostError } from '../../primitives/errors.ts';
import type { VerificationKey } from '../../primitives/jws-keys.ts';
import { ProtoMessage } from '../../primitives/protobuf.ts';
import { ProtoWriter } from '../../primitives/protobuf-writer.ts';
import { type SignatureOptions, verifyBytes } from '../../primitives/signature.ts';
import { unixSeconds } from '../../primitives/time.ts';

/** What visitors are asked to do: 1 to isolate and get tested, 2 to watch themselves for 14 days. */
export type OutbreakSeverity = 1 | 2;

/** A time at which people at a place were exposed. */
export interface OutbreakEvent {
  /** Short code of the place. */
  readonly locationId: string;
  /** Unix seconds, included. */
  readonly start: number;
  /** Unix seconds, included, not before `start`. */
  readonly end: number;
  /** 1 is the more serious. A number that is not known is read as 1. */
  readonly severity: OutbreakSeverity;
}

const EXPORT = { locations: 3 } as const;
const EVENT = { locationId: 1, start: 2, end: 3, severity: 4 } as const;
const TIMESTAMP = { seconds: 1 } as const;
const EXPORT_SIGNATURE = { signature: 1 } as const;

/** The two files of a published archive. */
export interface OutbreakExport {
  /** `export.bin` */
  readonly list: Uint8Array;
  /** `export.sig` */
  readonly signature: Uint8Array;
}

/**
 * (Visitor's device) Verifies a published list and reads it. A list whose signature does not hold is
 * not read. (The app writes the failure to its log, and uses the list.)
 *
 * @param key - A P-256 key.
 * @throws {@link WaypostError} `VENUE_LIST_SIGNATURE`; `VENUE_LIST_MALFORMED` as
 * {@link decodeOutbreaks}.
 */
export async function verifyOutbreaks(
  { list, signature }: OutbreakExport,
  key: VerificationKey,
  options: SignatureOptions = {},
): Promise<OutbreakEvent[]> {
  const message = { message: list, signature: readSignature(signature) };
  if (key.algorithm !== 'ES256' || !(await verifyBytes(message, key, options)))
    throw badSignature();
  return decodeOutbreaks(list);
}

/**
 * Reads a list whose signature is known to hold. All of it or nothing.
 *
 * @throws {@link WaypostError} `VENUE_LIST_MALFORMED`: not such a message, an outbreak without place
 * or times, or one that ends before it starts.
 */
export function decodeOutbreaks(list: Uint8Array): OutbreakEvent[] {
  try {
    return new ProtoMessage(list, 'outbreak list').messages(EXPORT.locations).map(decodeEvent);
  } catch (error) {
    if (isWaypostError(error)) throw malformedList();
    throw error;
  }
}

/**
 * (Authority) Writes a list, to be signed.
 *
 * @throws {@link WaypostError} `VENUE_LIST_MALFORMED` by the rules of {@link decodeOutbreaks};
 * `NUMBER_RANGE`, `ENCODING_INVALID`.
 */
export function encodeOutbreaks(events: readonly OutbreakEvent[]): Uint8Array {
  const writer = new ProtoWriter();
  for (const event of events) {
    assertEvent(event);
    const message = new ProtoWriter()
      .string(EVENT.locationId, event.locationId)
      .bytes(EVENT.start, timestamp(event.start))
      .bytes(EVENT.end, timestamp(event.end))
      .uint(EVENT.severity, event.severity);
    writer.bytes(EXPORT.locations, message.finish());
  }
  return writer.finish();
}

function decodeEvent(message: ProtoMessage): OutbreakEvent {
  if (!message.has(EVENT.start) || !message.has(EVENT.end)) throw malformedList();
  return assertEvent({
    locationId: message.string(EVENT.locationId),
    start: message.message(EVENT.start).uint(TIMESTAMP.seconds),
    end: message.message(EVENT.end).uint(TIMESTAMP.seconds),
    severity: message.uint(EVENT.severity) === 2 ? 2 : 1,
  });
}

function assertEvent(event: OutbreakEvent): OutbreakEvent {
  const { locationId, start, end } = event;
  if (locationId === '' || unixSeconds(start) > unixSeconds(end)) throw malformedList();
  return event;
}

const timestamp = (seconds: number): Uint8Array =>
  new ProtoWriter().uint(TIMESTAMP.seconds, seconds).finish();

function readSignature(file: Uint8Array): Uint8Array {
  try {
    const message = new ProtoMessage(file, 'outbreak list signature');
    return fromDerSignature(message.bytes(EXPORT_SIGNATURE.signature));
  } catch (error) {
    if (isWaypostError(error)) throw badSignature();
    throw error;
  }
}

const malformedList = (): WaypostError =>
  new WaypostError('VENUE_LIST_MALFORMED', 'outbreak list is malformed');

const badSignature = (): WaypostError =>
  new WaypostError('VENUE_LIST_SIGNATURE', 'outbreak list has a signature that does not hold');
