import { assertBytes } from '../../primitives/bytes.ts';
import { toUtf8 } from '../../primitives/encoding.ts';
import { WaypostError } from '../../primitives/errors.ts';
import { sha256 } from '../../primitives/hash.ts';

/** Length of a location id and of its hash, in bytes. */
export const CWA_LOCATION_ID_BYTES = 32;

const LOCATION_LABEL = toUtf8('CWA-GUID');

/**
 * Location id, 32 bytes: `SHA-256("CWA-GUID" || payload)`. Whoever has scanned the code knows it; it
 * opens the warnings of that place.
 *
 * @param payload - The bytes that were printed, as {@link parseCwaUrl} gives them.
 * @throws {@link WaypostError} `BYTES_LENGTH` for what is no bytes.
 */
export function deriveCwaLocationId(payload: Uint8Array): Uint8Array {
  if (!(payload instanceof Uint8Array))
    throw new WaypostError('BYTES_LENGTH', 'payload must be a Uint8Array', { what: 'payload' });
  return sha256(LOCATION_LABEL, payload);
}

/**
 * Hash of a location id, 32 bytes: `SHA-256(locationId)`. Published; by it warnings are found.
 *
 * @throws {@link WaypostError} `BYTES_LENGTH`.
 */
export const deriveCwaLocationIdHash = (locationId: Uint8Array): Uint8Array =>
  sha256(assertBytes(locationId, CWA_LOCATION_ID_BYTES, 'locationId'));
