/**
 * What a phone heard, and a table in which it is found by identifier.
 *
 * Spec: Exposure Notification, Cryptography Specification v1.2, section "Matching Values From Users".
 *
 * @module
 */
import {
  assertBytes,
  assertUint,
  toHex,
  UINT32_MAX,
  WaypostError,
} from '../../primitives/index.ts';
import { RPI_BYTES } from './keys.ts';
import { METADATA_BYTES } from './metadata.ts';

/** One advertisement, heard once. */
export interface Sighting {
  /** Rolling Proximity Identifier, 16 bytes. */
  readonly rpi: Uint8Array;
  /** Associated Encrypted Metadata, 4 bytes. */
  readonly aem: Uint8Array;
  /** Received signal strength in dBm, -128..127; 127 means that the radio did not measure it. */
  readonly rssi: number;
  /** Unix seconds, whole. */
  readonly at: number;
  /** When the scan before this one was, Unix seconds; absent or 0 where it is not known. */
  readonly previousScanAt?: number | undefined;
}

const INT8_MIN = -128;
/** Bluetooth Core Specification, volume 4, part E: "RSSI is not available". */
const RSSI_UNAVAILABLE = 127;

/** Sightings by identifier. Built once; a look-up costs the same however many there are. */
export class SightingTable {
  readonly #byRpi: Map<string, Sighting[]> = new Map();
  /** First four bytes of each identifier: most look-ups end here, before a string is made. */
  readonly #prefixes: Set<number> = new Set();

  /**
   * @param sightings - In any order; those without a signal strength are passed over.
   * @throws {@link WaypostError} `BYTES_LENGTH`, `NUMBER_RANGE` for a sighting that is none.
   */
  constructor(sightings: Iterable<Sighting>) {
    for (const sighting of sightings) {
      assertSighting(sighting);
      if (sighting.rssi === RSSI_UNAVAILABLE) continue;
      this.#prefixes.add(prefixOf(sighting.rpi, 0));
      const name = toHex(sighting.rpi);
      const group = this.#byRpi.get(name);
      if (group) group.push(sighting);
      else this.#byRpi.set(name, [sighting]);
    }
  }

  /**
   * The sightings of one identifier.
   *
   * @param rpis - Identifiers, joined: of `deriveRpis`.
   * @param index - Which of them.
   */
  find(rpis: Uint8Array, index: number): readonly Sighting[] {
    const at = index * RPI_BYTES;
    if (!this.#prefixes.has(prefixOf(rpis, at))) return [];
    return this.#byRpi.get(toHex(rpis.subarray(at, at + RPI_BYTES))) ?? [];
  }
}

const prefixOf = (bytes: Uint8Array, at: number): number =>
  (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;

function assertSighting({ rpi, aem, rssi, at, previousScanAt }: Sighting): void {
  assertBytes(rpi, RPI_BYTES, 'RPI');
  assertBytes(aem, METADATA_BYTES, 'AEM');
  assertUint(at, UINT32_MAX, 'at');
  assertUint(previousScanAt ?? 0, UINT32_MAX, 'previousScanAt');
  if (!Number.isInteger(rssi) || rssi < INT8_MIN || rssi > RSSI_UNAVAILABLE)
    throw new WaypostError('NUMBER_RANGE', 'RSSI must be an int8', { what: 'rssi' });
}
