/**
 * Whose signatures are believed, when codes of many issuers are decoded.
 *
 * @module
 */

import { equalBytes, fromBase64Url, WaypostError } from '../primitives/index.ts';
import {
  type JwsAlgorithm,
  type PublicJwk,
  type VerificationKey,
  verificationKey,
} from '../primitives/jws.ts';
import type { SignatureVerdict } from './decoded.ts';

/**
 * A JSON Web Key Set (RFC 7517, section 5) of public P-256 and Ed25519 keys. `kid` may be any name
 * its issuer uses. A key without `kid` is tried whatever a code says of its key, where the algorithm
 * fits.
 */
export interface VenueCodeKeys {
  readonly keys: readonly (Omit<PublicJwk, 'kid'> & { readonly kid?: string })[];
  /**
   * The `iss` of the Waypost codes that are believed. Left out, each of these keys may sign for any
   * issuer. No other format names an issuer.
   */
  readonly issuer?: string | undefined;
}

/** Finds the keys to try for one signature. Made by {@link trustedKeys}. */
export interface TrustedKeys {
  /** As in {@link VenueCodeKeys}. */
  readonly issuer: string | undefined;
  /**
   * The key that `kid` names, otherwise every key without a name, as far as the algorithm fits.
   * `named` says which: a signature by a named key of another algorithm is invalid, not untrusted.
   */
  find(kid: string | undefined, algorithm: JwsAlgorithm): FoundKeys;
  /**
   * The keys with a name, whatever it is, whose RFC 7638 thumbprint begins with these bytes; otherwise
   * every key without a name.
   */
  findByThumbprint(beginning: Uint8Array): FoundKeys;
}

/** Keys to try, none where the signature is untrusted. */
export interface FoundKeys {
  readonly keys: readonly VerificationKey[];
  /** Whether `kid` named a key, be it one of another algorithm. */
  readonly named: boolean;
}

const MAX_KEYS = 100;

/**
 * Checks the keys once, to be used for many codes.
 *
 * @throws {@link WaypostError} `KEY_UNSUITABLE` for a key that is not a sound public key, for two of
 * one name, and for more than 100.
 */
export function trustedKeys({ keys, issuer }: VenueCodeKeys): TrustedKeys {
  if (!Array.isArray(keys) || keys.length > MAX_KEYS)
    throw new WaypostError('KEY_UNSUITABLE', `trust must be a set of at most ${MAX_KEYS} keys`);
  const named = new Map<string, VerificationKey>();
  const nameless: VerificationKey[] = [];
  for (const jwk of keys) {
    const key = verificationKey(jwk);
    if (jwk.kid === undefined) nameless.push(key);
    else if (named.has(jwk.kid))
      throw new WaypostError('KEY_UNSUITABLE', 'two trusted keys have one name');
    else named.set(jwk.kid, key);
  }
  const sorted = { named, nameless };
  return {
    issuer,
    find: (kid, algorithm) => findKeys(sorted, kid, algorithm),
    findByThumbprint: (beginning) => findByThumbprint(sorted, beginning),
  };
}

interface SortedKeys {
  readonly named: ReadonlyMap<string, VerificationKey>;
  readonly nameless: readonly VerificationKey[];
}

function findKeys(
  trusted: SortedKeys,
  kid: string | undefined,
  algorithm: JwsAlgorithm,
): FoundKeys {
  const fits = (key: VerificationKey): boolean => key.algorithm === algorithm;
  const key = kid === undefined ? undefined : trusted.named.get(kid);
  if (key !== undefined) return { keys: fits(key) ? [key] : [], named: true };
  // A code that names no key, such as a Canadian one, is tried with every key of its algorithm.
  const candidates =
    kid === undefined ? [...trusted.named.values(), ...trusted.nameless] : trusted.nameless;
  return { keys: candidates.filter(fits), named: false };
}

function findByThumbprint({ named, nameless }: SortedKeys, beginning: Uint8Array): FoundKeys {
  // The thumbprint is computed from the key: a name is only what somebody wrote beside it.
  const found = [...named.values()].filter(({ kid: thumbprint }) =>
    equalBytes(fromBase64Url(thumbprint).subarray(0, beginning.length), beginning),
  );
  return found.length > 0 ? { keys: found, named: true } : { keys: nameless, named: false };
}

/** Tries keys in turn. A signature for which no key is to be tried is untrusted. */
export async function judgeSignature(
  { keys, named }: FoundKeys,
  holds: (key: VerificationKey) => Promise<boolean>,
): Promise<Exclude<SignatureVerdict, 'unsigned'>> {
  for (const key of keys) if (await holds(key)) return 'valid';
  return named || keys.length > 0 ? 'invalid' : 'untrusted';
}
