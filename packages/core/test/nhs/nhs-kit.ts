import { type P256Jwk, type VerificationKey, verificationKey } from '@waypost/core/jws';
import {
  NHS_VENUE_ID_ALPHABET,
  type NhsClaims,
  type NhsKeyLookup,
  parseNhsCode,
} from '@waypost/core/nhs';
import { isWaypostError, toBase64Url } from '@waypost/core/primitives';
import { fromForeignBase64 } from '@waypost/core/primitives/foreign';
import fc from 'fast-check';
import vectors from '../vectors/nhs.json' with { type: 'json' };

/** The key of a SubjectPublicKeyInfo of P-256, whose last 64 bytes are x and y. */
export function jwkOf(publicKey: string): P256Jwk {
  const point = fromForeignBase64(publicKey).slice(-64);
  const [x, y] = [toBase64Url(point.slice(0, 32)), toBase64Url(point.slice(32))];
  return { kty: 'EC', crv: 'P-256', x, y };
}

export const testJwk: P256Jwk & { readonly kid: string } = {
  ...jwkOf(vectors.test.publicKey),
  kid: vectors.test.keyId,
};

/** A lookup of keys by the names that are given. */
export function lookup(keys: Readonly<Record<string, VerificationKey>>): NhsKeyLookup {
  const byId = new Map(Object.entries(keys));
  return (keyId) => byId.get(keyId);
}

/** The keys of the vectors: `3` and the production key. */
export const findKey = lookup({
  [vectors.test.keyId]: verificationKey(testJwk),
  [vectors.production.kid]: verificationKey(jwkOf(vectors.production.publicKey)),
});

/** Every code of the vectors that must be accepted. */
export const goodCodes = [
  ...vectors.codes.filter(({ accept }) => accept),
  ...vectors.production.codes.map((code) => ({ name: 'a production poster', ...code })),
].map(({ name, qr, payload }) => ({
  name,
  qr,
  payload: payload as NhsClaims,
  header: parseNhsCode(qr).header,
}));

export const at = (text: string): number => Date.parse(text) / 1000;

/** Details of the error that `run` ends with. */
export function detailsOf(run: () => unknown): Record<string, unknown> {
  try {
    run();
  } catch (error) {
    if (isWaypostError(error)) return { code: error.code, ...error.details };
    throw error;
  }
  return { code: 'accepted' };
}

/** Message of the error that `run` ends with. */
export function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (isWaypostError(error)) return error.message;
    throw error;
  }
  return 'accepted';
}

/** Any venue id that follows the rule. */
export const anyVenueId: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...NHS_VENUE_ID_ALPHABET.split('')), { minLength: 1, maxLength: 12 })
  .map((letters) => letters.join(''));
