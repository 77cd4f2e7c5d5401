// Codes to be signed and drawn, and the two ways to make them.

import { generateSigningKey, type SigningKey, signingKey } from '@waypost/core/jws';
import { toBase64Url } from '@waypost/core/primitives';
import { issueVenueCode, type VenueCodeContent } from '@waypost/core/venue-code';
import { importJWK, SignJWT } from 'jose';
import { seededBytes } from './random.ts';

const ISSUER = 'waypost-bench';
const HOST = 'waypost.example';

/** Seed of the venues. */
export const SEED = 1;

/** Contents of `count` codes, the same each time. */
export function makeContents(count: number): VenueCodeContent[] {
  const bytes = seededBytes(SEED);
  return Array.from({ length: count }, (_, i) => ({
    venueId: bytes(16),
    codeVersion: 1,
    seed: bytes(16),
    notBefore: 1_790_000_000,
    expires: 1_821_536_000,
    kind: 1,
    name: `Bưu cục Minh Xuân ${String(i).padStart(5, '0')}`,
    address: 'Minh Xuân, Tuyên Quang',
    zone: '',
  }));
}

/** A key of the issuer; another one each time. */
export const makeKey = (): SigningKey =>
  signingKey(
    generateSigningKey('ES256', (length) => crypto.getRandomValues(new Uint8Array(length))),
  );

/** Signs with our core. */
export const signOurs = (content: VenueCodeContent, key: SigningKey): Promise<string> =>
  issueVenueCode(content, { issuer: ISSUER, host: HOST, key });

/** Signs the same claims with jose alone, as an issuer without our core would. */
export async function signerOfPeer(
  key: SigningKey,
): Promise<(c: VenueCodeContent) => Promise<string>> {
  const imported = await importJWK({ ...key.privateJwk }, 'ES256');
  return async (content) => {
    const jws = await new SignJWT({
      iss: ISSUER,
      sub: toBase64Url(content.venueId),
      ver: content.codeVersion,
      sed: toBase64Url(content.seed),
      nbf: content.notBefore,
      exp: content.expires,
      knd: content.kind,
      nam: content.name,
      adr: content.address,
      zon: content.zone,
    })
      .setProtectedHeader({ alg: 'ES256', kid: key.kid, typ: 'venue+jwt' })
      .sign(imported);
    return `https://${HOST}/v#${jws}`;
  };
}
