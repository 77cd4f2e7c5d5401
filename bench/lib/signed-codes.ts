// Codes to be signed and drawn, and the two ways to make them.

import { generateSigningKey, type SigningKey, signingKey } from '@waypost/core/jws';
import { toBase64Url } from '@waypost/core/primitives';
import { issueVenueCode, type VenueCodeContent } from '@waypost/core/venue-code';
import { importJWK, jwtVerify, SignJWT } from 'jose';
import { seededBytes } from './random.ts';

/** Who signs, and where codes lead. */
export const ISSUER = 'waypost-bench';
export const HOST = 'waypost.example';

/** A time at which the codes are in force, Unix seconds. */
export const NOW = 1_800_000_000;

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

/** The same key each time. */
export const makeSeededKey = (): SigningKey =>
  signingKey(generateSigningKey('ES256', seededBytes(SEED)));

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

/** Verifies with jose alone, as an app without our core would; says which venue it is. */
export async function verifierOfPeer(key: SigningKey): Promise<(text: string) => Promise<string>> {
  const imported = await importJWK({ ...key.jwk }, 'ES256');
  const options = {
    algorithms: ['ES256'],
    issuer: ISSUER,
    typ: 'venue+jwt',
    currentDate: new Date(NOW * 1000),
  };
  return async (text) => {
    const { payload } = await jwtVerify(text.slice(text.indexOf('#') + 1), imported, options);
    return payload.sub ?? '';
  };
}
