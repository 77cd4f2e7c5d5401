import type { P256Jwk, VerificationKey } from '../../primitives/jws.ts';

/** Finds the trusted key that a code or a list names; `undefined` where there is none. */
export type NhsKeyLookup = (keyId: string) => VerificationKey | undefined;

/**
 * The public key under which the posters of England and Wales were signed. Its `kid` is its RFC 7638
 * thumbprint.
 */
export const NHS_PRODUCTION_KEY: P256Jwk & { readonly kid: string } = {
  kty: 'EC',
  crv: 'P-256',
  x: 'VyPX5CqxSdg0JE_2O0wog0qmvza_GLVAxNmJROQwMjs',
  y: 'c5NVOWBEgb5O546HdCycFU5sPsP2iEb750LAdcOQltY',
  kid: 'YrqeLTq8z-ofH5nzlaSGnYRfB9bu9yPlWYU_2b6qXOQ',
};
