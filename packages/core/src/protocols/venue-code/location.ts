import {
  assertBytes,
  assertUint,
  ByteWriter,
  sha256,
  toUtf8,
  UINT32_MAX,
  WaypostError,
} from '../../primitives/index.ts';

/** Length of a venue id, in bytes. */
export const VENUE_ID_BYTES = 16;
/** Length of the seed of a venue code, in bytes. */
export const SEED_BYTES = 16;
/** Length of a location id, in bytes. */
export const LOCATION_ID_BYTES = 32;
/** Longest zone, in bytes of UTF-8. */
export const ZONE_MAX_BYTES = 40;

const LABEL = toUtf8('waypost/1/location');

/** One version of the code of one venue, or of one zone in it. */
export interface LocationSource {
  /** 16 bytes. */
  readonly venueId: Uint8Array;
  /** Version of the venue's code, 0..2^32-1. */
  readonly codeVersion: number;
  /** Room or table, at most 40 bytes of UTF-8; may be empty. Hashed as written, not normalised. */
  readonly zone: string;
  /** 16 random bytes of this code version. Known to whoever saw the code. */
  readonly seed: Uint8Array;
}

/**
 * Derives the location id, 32 bytes: what a check-in names, and the key to venue warnings. Nobody
 * can compute it who has not seen the code. Protocol section 3.
 *
 * | bytes   | hashed by SHA-256          |
 * | ------- | -------------------------- |
 * | 0..17   | UTF-8 `waypost/1/location` |
 * | 18..33  | venueId                    |
 * | 34..37  | codeVersion, uint32 BE     |
 * | 38..39  | length of zone, uint16 BE  |
 * | 40..    | zone, UTF-8                |
 * | last 16 | seed                       |
 *
 * @throws {@link WaypostError} `BYTES_LENGTH`, `NUMBER_RANGE`, `TEXT_LENGTH`, `ENCODING_INVALID`.
 */
export function deriveLocationId({ venueId, codeVersion, zone, seed }: LocationSource): Uint8Array {
  const zoneBytes = toUtf8(zone);
  if (zoneBytes.length > ZONE_MAX_BYTES)
    throw new WaypostError('TEXT_LENGTH', `zone must be at most ${ZONE_MAX_BYTES} bytes`, {
      what: 'zone',
      max: ZONE_MAX_BYTES,
      actual: zoneBytes.length,
    });
  const source = new ByteWriter(96)
    .bytes(LABEL)
    .bytes(assertBytes(venueId, VENUE_ID_BYTES, 'venueId'))
    .u32be(assertUint(codeVersion, UINT32_MAX, 'codeVersion'))
    .u16be(zoneBytes.length)
    .bytes(zoneBytes)
    .bytes(assertBytes(seed, SEED_BYTES, 'seed'));
  return sha256(source.finish());
}
