/**
 * Plays the health department, so that `verify-venue-code.ts` runs on its own: a key list by the root
 * key, and a venue code by a key of that list. In earnest the root key is kept offline.
 */
import { randomBytes } from 'node:crypto';
import { generateSigningKey, signingKey } from '@waypost/core/jws';
import { issueKeyList } from '@waypost/core/keys-and-lists';
import { fromHex } from '@waypost/core/primitives';
import { issueVenueCode } from '@waypost/core/venue-code';

const DAY = 86_400;
const now = Math.floor(Date.now() / 1000);
const rootKey = signingKey(generateSigningKey('EdDSA', randomBytes));
const codeKey = signingKey(generateSigningKey('ES256', randomBytes));
const indexKey = signingKey(generateSigningKey('EdDSA', randomBytes));

/** What an app has in its configuration: the issuer's name, and which root key to believe. */
export const issuer = 'https://health.example';
/** Thumbprint of the root key. */
export const rootThumbprint: string = rootKey.kid;

/** What `GET /.well-known/waypost-keys` would answer. */
export const { text: keyListText } = await issueKeyList(
  {
    issuer,
    issuedAt: now,
    expires: now + 30 * DAY,
    codeKeys: [codeKey.jwk],
    indexKeys: [indexKey.jwk],
    cardKeys: [],
    revoked: [],
  },
  { key: rootKey, previous: null },
);

/** What a phone reads from the poster's QR code. */
export const scannedText: string = await issueVenueCode(
  {
    // A real venue has random ones; fixed here, so that each run prints the same location id.
    venueId: fromHex('00112233445566778899aabbccddeeff'),
    seed: fromHex('000102030405060708090a0b0c0d0e0f'),
    codeVersion: 1,
    notBefore: now,
    expires: now + 365 * DAY,
    kind: 1,
    name: 'Bưu cục Minh Xuân',
    address: 'Minh Xuân, Tuyên Quang',
    zone: 'Quầy 3',
  },
  { issuer, host: 'checkin.health.example', key: codeKey },
);
