import type { PrivateJwk, PublicJwk } from '@waypost/core/jws';

/** The issuer's own keys, as far as this machine holds them. */
export interface IssuerKeys {
  /** Signs venue codes. */
  readonly codeKey: PrivateJwk;
  /** Signs the index and the list of withdrawn codes. */
  readonly indexKey: PrivateJwk;
  /** Every key that still stands in the key list, retired ones too. */
  readonly codeKeys: readonly PublicJwk[];
  readonly indexKeys: readonly PublicJwk[];
  /** The key list, signed by the root key, which is kept offline. */
  readonly keyListText: string;
  /** Public key by UTC day; 32 bytes. */
  cardKey(day: number): Uint8Array | null;
}
