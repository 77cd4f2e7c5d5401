import { assertBytes } from '../../primitives/bytes.ts';
import { fromBase64Url } from '../../primitives/encoding.ts';
import type { RandomBytes } from '../../primitives/random.ts';
import type { CwaPayload } from './payload.ts';
import { assertCwaPayload, CWA_SEED_BYTES } from './rules.ts';

const PUBLIC_KEY =
  'gwLMzE153tQwAOf2MZoUXXfzWTdlSpfS99iZffmcmxOG9njSK4RTimFOFwDh6t0Tyw8XR01ugDYjtuKwjjuK49Oh83FWct6XpefPi9Skjxvvz53i9gaMmUEc96pbtoaA';

/** What a host says of a place. */
export interface CwaVenue {
  /** 1 to 100 UTF-16 units, one line. */
  readonly description: string;
  /** 1 to 100 UTF-16 units, one line. */
  readonly address: string;
  /** 1 to 12: see {@link cwaLocationType}. */
  readonly type: number;
  /** Unix seconds; needed for a temporary place, absent or 0 for a permanent one. */
  readonly startTimestamp?: number | undefined;
  /** Unix seconds, after the start. */
  readonly endTimestamp?: number | undefined;
  /** 1 to 1440 for a permanent place; for a temporary one 0 or absent where it is not said. */
  readonly defaultCheckInLengthInMinutes?: number | undefined;
}

/** The public key of every code, 96 bytes: CrowdNotifier has a field for it, the app has no use. */
export const cwaPublicKey = (): Uint8Array => fromBase64Url(PUBLIC_KEY);

/**
 * (Host) Makes the payload of a new code, by the rules of the generator. Each call makes another
 * place of it, since the seed is new: print what was encoded once, and keep it.
 *
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED` naming the field; `BYTES_LENGTH`.
 */
export function buildCwaPayload(venue: CwaVenue, randomBytes: RandomBytes): CwaPayload {
  const { description, address, type } = venue;
  const { startTimestamp = 0, endTimestamp = 0, defaultCheckInLengthInMinutes = 0 } = venue;
  const seed = assertBytes(randomBytes(CWA_SEED_BYTES), CWA_SEED_BYTES, 'cryptographicSeed');
  const payload = {
    version: 1,
    locationData: { version: 1, description, address, startTimestamp, endTimestamp },
    crowdNotifierData: { version: 1, publicKey: cwaPublicKey(), cryptographicSeed: seed },
    vendorData: { version: 1, type, defaultCheckInLengthInMinutes },
  };
  return assertCwaPayload(payload, 'generator');
}
