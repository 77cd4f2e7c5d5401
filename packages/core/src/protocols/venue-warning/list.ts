import { ByteReader } from '../../primitives/byte-reader.ts';
import { ByteWriter } from '../../primitives/byte-writer.ts';
import { compareBytes, concatBytes } from '../../primitives/bytes.ts';
import { WaypostError } from '../../primitives/errors.ts';
import {
  CIPHERTEXT_BYTES,
  deriveWarningTag,
  LIST_SALT_BYTES,
  MAX_WARNINGS_OF_A_PLACE,
  NONCE_BYTES,
  openVenueWarning,
  type SealedWarning,
  TAG_BYTES,
} from './sealed-warning.ts';
import type { VenueWarning } from './venue-warning.ts';

/** Length of an entry, in bytes. */
export const ENTRY_BYTES: number = TAG_BYTES + NONCE_BYTES + CIPHERTEXT_BYTES;
/** Most entries of a list: 17 MB. */
export const MAX_LIST_ENTRIES = 262_144;

const MAGIC = [0x57, 0x50, 0x57, 0x31] as const; // WPW1
const HEADER_BYTES = 4 + LIST_SALT_BYTES + 4;

/** A published list of warnings, checked in form. */
export interface VenueWarningList {
  /** 16 bytes. */
  readonly listSalt: Uint8Array;
  /** How many entries there are, those that only pad it included. */
  readonly size: number;
  /** The entries, 65 bytes each, sorted by tag: a view of the bytes that were parsed. */
  readonly entries: Uint8Array;
}

/**
 * | bytes  | list                                                        |
 * | ------ | ----------------------------------------------------------- |
 * | 0..3   | ASCII `WPW1`                                                |
 * | 4..19  | listSalt                                                    |
 * | 20..23 | n, u32be                                                    |
 * | 24..   | n entries: tag (16), nonce (24), ciphertext (25)            |
 *
 * Who published the list is not checked here, but by the signed index that lists its SHA-256.
 *
 * @throws {@link WaypostError} `WARNING_LIST_FORMAT`: another length, more than 262,144 entries, tags
 *   out of order or repeated.
 */
export function parseVenueWarningList(bytes: Uint8Array): VenueWarningList {
  if (!(bytes instanceof Uint8Array) || bytes.length < HEADER_BYTES) throw formatError();
  const reader = new ByteReader(bytes, 'venue warning list');
  for (const byte of MAGIC) if (reader.u8() !== byte) throw formatError();
  const listSalt = reader.bytes(LIST_SALT_BYTES);
  const size = reader.u32be();
  if (size > MAX_LIST_ENTRIES || reader.remaining !== size * ENTRY_BYTES) throw formatError();
  const list = { listSalt, size, entries: reader.bytes(reader.remaining) };
  for (let i = 1; i < size; i++)
    if (compareBytes(tagAt(list, i - 1), tagAt(list, i)) >= 0) throw formatError();
  return list;
}

/**
 * (Device) The warnings of one place in a list; empty where there is none.
 *
 * @param list - As it was published, or parsed once for all the places of a diary.
 * @param locationId - 32 bytes, from a code that this device has scanned.
 * @throws {@link WaypostError} `BYTES_LENGTH`, and `WARNING_LIST_FORMAT` for bytes that are no list.
 */
export function findVenueWarnings(
  list: Uint8Array | VenueWarningList,
  locationId: Uint8Array,
): VenueWarning[] {
  if (list instanceof Uint8Array) return findVenueWarnings(parseVenueWarningList(list), locationId);
  const found: VenueWarning[] = [];
  for (let i = 0; i < MAX_WARNINGS_OF_A_PLACE; i++) {
    const entry = findEntry(list, deriveWarningTag(list.listSalt, locationId, i));
    if (!entry) break;
    const warning = openVenueWarning(locationId, entry);
    if (warning) found.push(warning);
  }
  return found;
}

/** Writes a list of entries that are sorted already. */
export function encodeList(listSalt: Uint8Array, entries: readonly SealedWarning[]): Uint8Array {
  const writer = new ByteWriter(HEADER_BYTES + entries.length * ENTRY_BYTES);
  for (const byte of MAGIC) writer.u8(byte);
  writer.bytes(listSalt).u32be(entries.length);
  for (const { tag, nonce, ciphertext } of entries)
    writer.bytes(concatBytes(tag, nonce, ciphertext));
  return writer.finish();
}

/** Takes 65 bytes apart. */
export function decodeEntry(bytes: Uint8Array): SealedWarning {
  const reader = new ByteReader(bytes, 'warning entry');
  return {
    tag: reader.bytes(TAG_BYTES),
    nonce: reader.bytes(NONCE_BYTES),
    ciphertext: reader.bytes(CIPHERTEXT_BYTES),
  };
}

function findEntry(list: VenueWarningList, tag: Uint8Array): SealedWarning | null {
  let low = 0;
  let high = list.size;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareBytes(tagAt(list, middle), tag) < 0) low = middle + 1;
    else high = middle;
  }
  if (low === list.size || compareBytes(tagAt(list, low), tag) !== 0) return null;
  return decodeEntry(list.entries.subarray(low * ENTRY_BYTES, (low + 1) * ENTRY_BYTES));
}

const tagAt = ({ entries }: VenueWarningList, i: number): Uint8Array =>
  entries.subarray(i * ENTRY_BYTES, i * ENTRY_BYTES + TAG_BYTES);

const formatError = (): WaypostError =>
  new WaypostError('WARNING_LIST_FORMAT', 'not a venue warning list');
