// What the readers of both forms of a Waypost code have in common.
import { fromBase64Url, toBase64Url } from '@waypost/core/primitives';
import { deriveLocationId } from '@waypost/core/venue-code';
import { trustedKeys, type VenueCodeKeys } from '@waypost/core/venue-codes';
import type { ReadContext } from '../../src/venue-codes/reader.ts';
import { ed25519Key, p256Key } from '../primitives/jws-kit.ts';
import { content, now } from '../venue-code/venue-kit.ts';

type Key = VenueCodeKeys['keys'][number];

export const context = (keys: readonly Key[], at = now, issuer?: string): ReadContext => ({
  trust: trustedKeys({ keys, issuer }),
  now: at,
});

const { kid: _kid, ...bare } = p256Key.jwk;
/** The P-256 key without a name. */
export const nameless: Key = bare;
const { kid: _other, ...bareOther } = ed25519Key.jwk;
/** A key that signed nothing, without a name. */
export const namelessOther: Key = bareOther;
/** The P-256 key under a name that is not its thumbprint. */
export const renamed: Key = { ...p256Key.jwk, kid: 'poster-key' };
/** Another key under the name of the P-256 key. */
export const impostor: Key = { ...ed25519Key.jwk, kid: p256Key.kid };

const venueId = toBase64Url(content.venueId);

export const venue = { id: venueId, name: content.name, address: content.address, zone: null };
export const validity = {
  notBefore: content.notBefore,
  expires: content.expires,
  status: 'in-force',
};
export const rawContent = {
  ...content,
  venueId,
  seed: toBase64Url(content.seed),
  locationId: toBase64Url(deriveLocationId(content)),
  display: null,
};
export const noCode = {
  signature: 'invalid',
  venue: { id: null, name: null, address: null, zone: null },
  validity: { notBefore: null, expires: null, status: 'unknown' },
  raw: null,
};

/** A character of the signature changed, so that the text stays well-formed. */
export const tampered = (text: string): string => {
  const at = text.length - 20;
  return text.slice(0, at) + (text.charAt(at) === 'A' ? 'B' : 'A') + text.slice(at + 1);
};

export const thumbprintStart = (kid: string): string =>
  toBase64Url(fromBase64Url(kid).subarray(0, 8));
