import { ed25519 } from '@noble/curves/ed25519.js';
import { p256 } from '@noble/curves/nist.js';
import type { SigningKey } from '@waypost/core/jws';
import { concatBytes, fromBase64Url, fromHex, toBase32, toUtf8 } from '@waypost/core/primitives';
import type { VenueCodeContent, VenueCodeIssuer, VenueCodeTrust } from '@waypost/core/venue-code';
import fc from 'fast-check';
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

const UINT32_MAX = 2 ** 32 - 1;
const anyId = fc.uint8Array({ minLength: 16, maxLength: 16 });
const anyText = (minLength: number, maxBytes: number) =>
  fc
    .string({ unit: 'binary', minLength, maxLength: maxBytes })
    .filter((text) => !/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u.test(text))
    .filter((text) => toUtf8(text).length <= maxBytes);
/** Content that is in force at {@link now}. */
export const anyContent: fc.Arbitrary<VenueCodeContent> = fc.record({
  venueId: anyId,
  codeVersion: fc.integer({ min: 0, max: UINT32_MAX }),
  seed: anyId,
  notBefore: fc.integer({ min: 0, max: now }),
  expires: fc.integer({ min: now + 1, max: UINT32_MAX }),
  kind: fc.integer({ min: 0, max: 255 }),
  name: anyText(1, 100),
  address: anyText(0, 100),
  zone: anyText(0, 40),
});

interface CompactForgery {
  readonly key?: SigningKey;
  /** Names the key; left out, the one that signs. */
  readonly kid?: string;
  readonly label?: string;
}

/** Signs any content in the compact form, well-formed or not. */
export function forgeCompact(
  bytes: Uint8Array,
  { key = p256Key, kid = key.kid, label = 'waypost/1/venue-code' }: CompactForgery = {},
): string {
  const secret = fromBase64Url(key.privateJwk.d);
  const curve = key.algorithm === 'ES256' ? p256 : ed25519;
  const signature = curve.sign(concatBytes(toUtf8(label), bytes), secret);
  const keyId = fromBase64Url(kid).subarray(0, 8);
  return `HTTPS://A.EXAMPLE/V#${toBase32(concatBytes(keyId, bytes, signature))}`;
}
