import { UINT32_MAX } from '../../primitives/bytes.ts';
import { isWaypostError, WaypostError } from '../../primitives/errors.ts';
import { ProtoMessage } from '../../primitives/protobuf.ts';

/** Longest single report, record or check-in, in bytes: real ones have 104 or fewer. */
const SMALL_MESSAGE_MAX_BYTES = 1024;

/**
 * A message of a few fields, short enough that no flood of unknown fields fills the memory.
 *
 * @throws {@link WaypostError} `PROTOBUF_MALFORMED`.
 */
export function readSmallMessage(bytes: Uint8Array, what: string): ProtoMessage {
  if (!(bytes instanceof Uint8Array) || bytes.length > SMALL_MESSAGE_MAX_BYTES)
    throw new WaypostError('PROTOBUF_MALFORMED', `${what} is no short message`, { what });
  return new ProtoMessage(bytes, what);
}

/**
 * A field that its schema calls uint32.
 *
 * @throws {@link WaypostError} `PROTOBUF_MALFORMED` above 2^32-1, where other readers drop the upper
 * bits and so read two values as one.
 */
export function uint32(message: ProtoMessage, field: number): number {
  const value = message.uint(field);
  if (value > UINT32_MAX)
    throw new WaypostError('PROTOBUF_MALFORMED', 'an integer is out of range', { field });
  return value;
}

/** Leaves out what is 0, as proto3 does. */
export const nonZero = (value: number): number | undefined => (value === 0 ? undefined : value);

/** Text or bytes, left out where they are empty, as proto3 does. */
export const nonEmpty = <T extends string | Uint8Array>(value: T): T | undefined =>
  value.length === 0 ? undefined : value;

/**
 * Runs a decoder of a published or submitted message.
 *
 * @throws {@link WaypostError} `VENUE_LIST_MALFORMED` where it returns `null`, and in place of what
 * the primitives refuse.
 */
export function orListMalformed<T>(what: string, decode: () => T | null): T {
  let decoded: T | null;
  try {
    decoded = decode();
  } catch (error) {
    if (!isWaypostError(error)) throw error;
    decoded = null;
  }
  if (decoded === null)
    throw new WaypostError('VENUE_LIST_MALFORMED', `${what} is malformed`, { format: 'cwa', what });
  return decoded;
}
