import {
  generateSigningKey,
  type JwsAlgorithm,
  type PrivateJwk,
  type SigningKey,
  signingKey,
} from '@waypost/core/jws';
import {
  type IndexList,
  issueKeyList,
  type KeyList,
  type KeyListContent,
  verifyKeyList,
  type WithdrawnListContent,
} from '@waypost/core/keys-and-lists';
import { fromHex } from '@waypost/core/primitives';
import locations from '../vectors/location.json' with { type: 'json' };

/** A key of its own for each byte: fixed, so that a failure can be repeated. */
export function fixedKey(algorithm: JwsAlgorithm, byte: number): SigningKey {
  const jwk: PrivateJwk = generateSigningKey(algorithm, (length) =>
    new Uint8Array(length).fill(byte),
  );
  return signingKey(jwk);
}

export const rootKey = fixedKey('EdDSA', 1);
export const codeKey = fixedKey('ES256', 2);
export const retiredCodeKey = fixedKey('EdDSA', 3);
export const indexKey = fixedKey('EdDSA', 4);
export const p256IndexKey = fixedKey('ES256', 5);
export const leakedIndexKey = fixedKey('ES256', 6);
export const strangeKey = fixedKey('EdDSA', 7);

export const issuer = 'https://health.example';
export const HOUR = 3600;
export const DAY = 24 * HOUR;
/** When every list here is issued. */
export const issuedAt = 1_795_000_000;
/** A minute later: when every list here is read, unless the test says so. */
export const now = issuedAt + 60;
const firstDay = Math.floor(issuedAt / DAY);

export const venueId: Uint8Array = fromHex(locations.cases[0]?.venueId ?? '');

export const keyContent: KeyListContent = {
  issuer,
  issuedAt,
  expires: issuedAt + 30 * DAY,
  codeKeys: [codeKey.jwk, retiredCodeKey.jwk],
  indexKeys: [indexKey.jwk, p256IndexKey.jwk, leakedIndexKey.jwk],
  cardKeys: [0, 1, 2].map((i) => ({
    day: firstDay + i,
    publicKey: new Uint8Array(32).fill(0x10 + i),
  })),
  revoked: [retiredCodeKey.kid, leakedIndexKey.kid],
};

export const indexContent: IndexList = {
  issuer,
  issuedAt,
  expires: issuedAt + 48 * HOUR,
  bundles: [
    { sequence: 4, sha256: new Uint8Array(32).fill(4), bytes: 94_226, rule: 'who-15min' },
    { sequence: 9, sha256: new Uint8Array(32).fill(9), bytes: 24_594, rule: 'cwa-10min-aerosol' },
  ],
  warnings: [{ sequence: 1, sha256: new Uint8Array(32).fill(1), bytes: 16_664 }],
  withdrawn: [2, 4],
};

export const withdrawnContent: WithdrawnListContent = {
  issuer,
  issuedAt,
  expires: issuedAt + 48 * HOUR,
  codes: [
    { venueId, codeVersion: 1 },
    { venueId, codeVersion: 3 },
  ],
};

export const keyTrust = { issuer, rootThumbprint: rootKey.kid, seen: null } as const;

/** {@link keyContent} as a client sees it, with other members where given. */
export async function keyList(other: Partial<KeyListContent> = {}): Promise<KeyList> {
  const signer = { key: rootKey, previous: null };
  const { text } = await issueKeyList({ ...keyContent, ...other }, signer);
  return (await verifyKeyList(text, keyTrust, now)).list;
}
