// What the tests of Corona-Warn-App share.
import { buildCwaPayload, type CwaPayload, type CwaVenue } from '@waypost/core/cwa';
import { toBase64Url } from '@waypost/core/primitives';
import { fromForeignBase64 } from '@waypost/core/primitives/foreign';
import { expect } from 'vitest';
import { seededRandom } from '../filters/kit.ts';

/** A payload as the vectors print it. */
export interface PrintedPayload {
  readonly version: number;
  readonly locationData: CwaPayload['locationData'];
  readonly crowdNotifierData: {
    readonly version: number;
    readonly publicKeyBase64: string;
    readonly cryptographicSeedBase64: string;
  };
  readonly vendorData: CwaPayload['vendorData'];
}

export function payloadOf(printed: PrintedPayload): CwaPayload {
  const { version, publicKeyBase64, cryptographicSeedBase64 } = printed.crowdNotifierData;
  return {
    version: printed.version,
    locationData: printed.locationData,
    crowdNotifierData: {
      version,
      publicKey: fromForeignBase64(publicKeyBase64),
      cryptographicSeed: fromForeignBase64(cryptographicSeedBase64),
    },
    vendorData: printed.vendorData,
  };
}

/** A code that the generator would make; what is given overrides it. */
export const goodPayload = (changes: Partial<CwaVenue> = {}): CwaPayload =>
  buildCwaPayload(
    {
      description: 'Quán Cà Phê',
      address: 'Huế',
      type: 4,
      defaultCheckInLengthInMinutes: 45,
      ...changes,
    },
    seededRandom(1),
  );

export const unix = (text: string): number => Date.parse(text) / 1000;

/** The text of a URL with other payload bytes. */
export const urlOf = (payload: Uint8Array): string =>
  `https://e.coronawarn.app?v=1#${toBase64Url(payload)}`;

/** What `toThrow` takes for a code that is refused for one part. */
export const malformedAt = (what: string): Error =>
  expect.objectContaining({ code: 'VENUE_CODE_MALFORMED', details: { format: 'cwa', what } });
