// Wycheproof's JSON Web Signature, Ed25519 and ECDSA cases, read from a folder beside the repository
// where there is one. Every algorithm but ES256 and EdDSA counts as refused.
import { existsSync, readFileSync } from 'node:fs';
import { type VerificationKey, verificationKey, verifyJwsWithKey } from '@waypost/core/jws';
import { fromHex, isWaypostError } from '@waypost/core/primitives';
import { describe, expect, it } from 'vitest';
import { isValidPublicKey, verifyPortably } from '../../src/primitives/jws-portable.ts';
import { IMPLEMENTATIONS, outcome } from './jws-kit.ts';

interface Group {
  readonly public?: unknown;
  readonly private?: unknown;
  readonly publicKey?: { readonly pk?: string; readonly uncompressed?: string };
  readonly tests: readonly {
    readonly tcId: number;
    readonly comment: string;
    readonly result: 'valid' | 'invalid' | 'acceptable';
    readonly jws: string;
    readonly msg: string;
    readonly sig: string;
  }[];
}

const folder = new URL('../../../../../shared/data/wycheproof/', import.meta.url);
const fileOf = (name: string): URL => new URL(`${name}_test.json`, folder);
const skipped = existsSync(fileOf('json_web_signature')) ? '' : ' (skipped: no Wycheproof folder)';
const groupsOf = (name: string): readonly Group[] =>
  (JSON.parse(readFileSync(fileOf(name), 'utf8')) as { testGroups: Group[] }).testGroups;

function keyOrNull(jwk: unknown): VerificationKey | null {
  try {
    return verificationKey(jwk);
  } catch (error) {
    if (isWaypostError(error) && error.code === 'KEY_UNSUITABLE') return null;
    throw error;
  }
}

describe.skipIf(skipped !== '')(`Wycheproof${skipped}`, () => {
  it.each(IMPLEMENTATIONS)(
    'JSON Web Signature by %s: 2 accepted, 399 refused',
    async (_, portable) => {
      const accepted: number[] = [];
      let refused = 0;
      for (const { public: publicJwk, private: privateJwk, tests } of groupsOf(
        'json_web_signature',
      )) {
        const key = keyOrNull(publicJwk ?? privateJwk);
        for (const { tcId, jws } of tests) {
          const options = { maxLength: 10_000, portable };
          const code = key && (await outcome(() => verifyJwsWithKey(jws, key, options)));
          if (code === 'accepted') accepted.push(tcId);
          else refused++;
        }
      }
      // The valid ES256 cases. The file has no EdDSA case, and none of its valid others is allowed.
      expect(accepted).toEqual([18, 378]);
      expect(refused).toBe(399);
    },
  );

  it.each([
    ['ed25519', 'EdDSA'],
    ['ecdsa_secp256r1_sha256_p1363', 'ES256'],
  ] as const)('%s: the portable verdict is that of every case', (name, algorithm) => {
    let cases = 0;
    for (const { publicKey: { pk, uncompressed } = {}, tests } of groupsOf(name)) {
      const publicKey = fromHex(pk ?? uncompressed ?? '');
      expect(isValidPublicKey(algorithm, publicKey)).toBe(true);
      for (const { tcId, msg, sig, result } of tests) {
        const signed = { publicKey, message: fromHex(msg), signature: fromHex(sig) };
        expect(verifyPortably(algorithm, signed), `case ${tcId}`).toBe(result === 'valid');
        cases++;
      }
    }
    expect(cases).toBeGreaterThan(100);
  });
});
