/**
 * Signatures over bytes, for what is no JWS: ES256 as r || s, and Ed25519. By WebCrypto, or by the
 * portable implementation where the host has none or none for this curve.
 *
 * Sources: FIPS 186-5 (ECDSA), RFC 8032 (Ed25519). Vectors: of RFC 6979 and RFC 8032; and the
 * tests let both implementations judge each other's signatures.
 *
 * @module
 */
import { fromBase64Url } from './encoding.ts';
import { WaypostError } from './errors.ts';
import type { PrivateJwk, PublicJwk, SigningKey, VerificationKey } from './jws-keys.ts';
import { type JwsAlgorithm, signPortably, verifyPortably } from './jws-portable.ts';
import { isUnknownToHost, type WebCrypto, webCrypto } from './web-crypto.ts';

/** Which implementation is used. */
export interface SignatureOptions {
  /** Use the portable implementation even where the host has WebCrypto. For tests. */
  readonly portable?: boolean | undefined;
}

/** A message, and the signature that came with it. */
export interface SignedBytes {
  readonly message: Uint8Array;
  /** 64 bytes; of any other length it does not hold. */
  readonly signature: Uint8Array;
}

const ALGORITHMS: Readonly<Record<JwsAlgorithm, object>> = {
  ES256: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  EdDSA: { name: 'Ed25519' },
};

/**
 * Signs `message` by the one algorithm of the key: 64 bytes.
 *
 * @throws {@link WaypostError} `KEY_UNSUITABLE` when the host refuses the key.
 */
export async function signBytes(
  message: Uint8Array,
  key: SigningKey,
  { portable = false }: SignatureOptions = {},
): Promise<Uint8Array> {
  const host = portable ? undefined : webCrypto();
  if (host !== undefined) {
    try {
      const secret = await importKey(host, key.privateJwk, key.algorithm);
      return new Uint8Array(await host.sign(ALGORITHMS[key.algorithm], secret, message));
    } catch (error) {
      if (!isUnknownToHost(error)) throw new WaypostError('KEY_UNSUITABLE', 'key cannot sign here');
    }
  }
  return signPortably(key.algorithm, fromBase64Url(key.privateJwk.d), message);
}

/** Whether the signature holds, by the one algorithm of the key. Never throws on a signature. */
export async function verifyBytes(
  { message, signature }: SignedBytes,
  key: VerificationKey,
  { portable = false }: SignatureOptions = {},
): Promise<boolean> {
  const host = portable ? undefined : webCrypto();
  if (host !== undefined) {
    try {
      const known = await importKey(host, key.jwk, key.algorithm);
      return await host.verify(ALGORITHMS[key.algorithm], known, signature, message);
    } catch (error) {
      if (!isUnknownToHost(error)) return false;
    }
  }
  return verifyPortably(key.algorithm, { publicKey: key.publicKey, message, signature });
}

function importKey(
  host: WebCrypto,
  jwk: PublicJwk | PrivateJwk,
  algorithm: JwsAlgorithm,
): Promise<object> {
  const usage = 'd' in jwk ? 'sign' : 'verify';
  // Without `alg`: hosts do not agree what Ed25519 is called there.
  const bare = { ...jwk, alg: undefined, use: undefined };
  return host.importKey('jwk', bare, ALGORITHMS[algorithm], false, [usage]);
}
