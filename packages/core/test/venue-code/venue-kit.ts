import { fromHex } from '@waypost/core/primitives';
import type { VenueCodeContent, VenueCodeIssuer, VenueCodeTrust } from '@waypost/core/venue-code';
import { bothKeys, p256Key } from '../primitives/jws-kit.ts';
import locations from '../vectors/location.json' with { type: 'json' };

const first = locations.cases[1];

/** The first venue of the vectors that has a name. */
export const content: VenueCodeContent = {
  venueId: fromHex(first?.venueId ?? ''),
  codeVersion: first?.codeVersion ?? 0,
  seed: fromHex(first?.seed ?? ''),
  notBefore: first?.notBefore ?? 0,
  expires: first?.expires ?? 0,
  kind: first?.kind ?? 0,
  name: first?.name ?? '',
  address: first?.address ?? '',
  zone: first?.zone ?? '',
};

export const issuer = 'https://health.example';
export const by: VenueCodeIssuer = { issuer, host: 'checkin.health.example', key: p256Key };
export const trust: VenueCodeTrust = { issuer, keys: bothKeys };
/** A time at which {@link content} is in force. */
export const now = 1_800_000_000;
