/**
 * What stands in the Bluetooth Low Energy advertisement of a phone.
 *
 * Specification: Exposure Notification, Bluetooth Specification v1.2, section "Advertising Payload";
 * Bluetooth Core Supplement, part A (data types). Vectors: `test/vectors/gaen.json`, `cryptography`, for the
 * service data; for the whole advertisement none was published.
 *
 * @module
 */
import { assertBytes, concatBytes } from '../../primitives/index.ts';
import { RPI_BYTES } from './keys.ts';
import { METADATA_BYTES } from './metadata.ts';

/** The 16-bit service UUID of Exposure Notification. */
export const EN_SERVICE_UUID = 0xfd6f;
/** Length of the service data, in bytes. */
export const SERVICE_DATA_BYTES: number = RPI_BYTES + METADATA_BYTES;

/** What is broadcast: changed together with the phone's random address, every 10 to 20 minutes. */
export interface Advertisement {
  /** Rolling Proximity Identifier, 16 bytes. */
  readonly rpi: Uint8Array;
  /** Associated Encrypted Metadata, 4 bytes. */
  readonly aem: Uint8Array;
}

const FLAGS_AND_UUID = Uint8Array.of(2, 0x01, 0x1a, 3, 0x03, 0x6f, 0xfd);
const SERVICE_DATA_HEAD = Uint8Array.of(0x16, 0x6f, 0xfd);
const STRUCTURE_BYTES = SERVICE_DATA_HEAD.length + SERVICE_DATA_BYTES;

/**
 * Service data as a scanner reports it: 20 bytes.
 *
 * | bytes  | field |
 * | ------ | ----- |
 * | 0..15  | RPI   |
 * | 16..19 | AEM   |
 *
 * @throws {@link WaypostError} `BYTES_LENGTH`.
 */
export const encodeServiceData = ({ rpi, aem }: Advertisement): Uint8Array =>
  concatBytes(assertBytes(rpi, RPI_BYTES, 'RPI'), assertBytes(aem, METADATA_BYTES, 'AEM'));

/** The inverse of {@link encodeServiceData}. Copies. @throws {@link WaypostError} `BYTES_LENGTH`. */
export function decodeServiceData(bytes: Uint8Array): Advertisement {
  assertBytes(bytes, SERVICE_DATA_BYTES, 'service data');
  return { rpi: bytes.slice(0, RPI_BYTES), aem: bytes.slice(RPI_BYTES) };
}

/**
 * The whole advertisement: 31 bytes.
 *
 * | bytes  | field                                                     |
 * | ------ | --------------------------------------------------------- |
 * | 0..2   | `02 01 1a`: flags                                         |
 * | 3..6   | `03 03 6f fd`: complete list of services, UUID LE         |
 * | 7..10  | `17 16 6f fd`: service data of 20 bytes for that UUID     |
 * | 11..30 | service data                                              |
 *
 * @throws {@link WaypostError} `BYTES_LENGTH`.
 */
export const encodeAdvertisement = (advertisement: Advertisement): Uint8Array =>
  concatBytes(
    FLAGS_AND_UUID,
    Uint8Array.of(STRUCTURE_BYTES),
    SERVICE_DATA_HEAD,
    encodeServiceData(advertisement),
  );

/**
 * Finds the service data in any advertisement: structures of one byte of length, then as many bytes.
 *
 * @returns `null` for an advertisement of anything else, and for one that is cut off.
 */
export function decodeAdvertisement(bytes: Uint8Array): Advertisement | null {
  for (let at = 0; at < bytes.length; at += 1 + bytes[at]!) {
    const structure = bytes.subarray(at + 1, at + 1 + STRUCTURE_BYTES);
    if (
      bytes[at] === STRUCTURE_BYTES &&
      structure.length === STRUCTURE_BYTES &&
      SERVICE_DATA_HEAD.every((byte, i) => structure[i] === byte)
    )
      return decodeServiceData(structure.subarray(SERVICE_DATA_HEAD.length));
  }
  return null;
}
