// The issuer of the vectors, and codes that no honest issuer would sign.

import { ed25519 } from '@noble/curves/ed25519.js';
import type { CovidAlertIssuer } from '@waypost/core/covid-alert-canada';
import {
  type SigningKey,
  signingKey,
  type VerificationKey,
  verificationKey,
} from '@waypost/core/jws';
import { concatBytes, fromHex, toBase64Url } from '@waypost/core/primitives';
import { fromForeignBase64, toBase64 } from '@waypost/core/primitives/foreign';
import vectors from '../vectors/covid-alert-canada.json' with { type: 'json' };

const { seed, publicKey } = vectors.code;
const secret = fromHex(seed);
const jwk = { kty: 'OKP', crv: 'Ed25519', x: toBase64Url(fromForeignBase64(publicKey)) };

/** The key of the vector, as a phone has it. */
export const portalKey: VerificationKey = verificationKey(jwk);
export const portalSigningKey: SigningKey = signingKey({ ...jwk, d: toBase64Url(secret) });

export const URL_BASE = 'https://alpha.canada.ca/covid-alert.html';
export const by: CovidAlertIssuer = { url: URL_BASE, key: portalSigningKey };

/** What the vector says. */
export const place = { id: 'aB3dE5gH', name: 'Café du Nord', address: '1 Main St, Montréal' };

/** A code around any bytes, signed by the key of the vector. */
export function signed(payload: Uint8Array): string {
  const signature = ed25519.sign(payload, secret);
  return `${URL_BASE}#${toBase64(concatBytes(signature, payload))}`;
}
