/**
 * Signs and verifies by WebCrypto through `jose`, whose only door this is, or by the portable
 * implementation where the host has no WebCrypto (a page without https) or none for this curve.
 *
 * @module
 */
import { CompactSign, compactVerify } from 'jose';
import { fromBase64Url, toBase64Url, toUtf8 } from './encoding.ts';
import { WaypostError } from './errors.ts';
import type { PublicJwk, SigningKey, VerificationKey } from './jws-keys.ts';
import { type JwsAlgorithm, signPortably, verifyPortably } from './jws-portable.ts';
import { isUnknownToHost, webCrypto } from './web-crypto.ts';

/** Protected header of a compact JWS: these members and no others. */
export interface JwsHeader {
  readonly alg: JwsAlgorithm;
  /** RFC 7638 thumbprint of the key. */
  readonly kid?: string;
  /** What the payload is, such as `venue+jwt`. */
  readonly typ?: string;
  /** The key itself. Allowed only where its thumbprint is pinned. */
  readonly jwk?: unknown;
}

/** A compact JWS taken apart, nothing of it believed yet. */
export interface UnverifiedJws {
  readonly text: string;
  readonly header: JwsHeader;
  /** Base64url, as signed. */
  readonly payload: string;
  /** 64 bytes. */
  readonly signature: Uint8Array;
}

/** What is to be signed. */
export interface UnsignedJws {
  readonly header: JwsHeader & { readonly jwk?: PublicJwk };
  readonly payload: Uint8Array;
}

/** Whether the signature of `jws` holds under `key`, whose algorithm its header must name. */
export async function verifySignature(
  jws: UnverifiedJws,
  key: VerificationKey,
  portable: boolean,
): Promise<boolean> {
  if (!portable && webCrypto() !== undefined) {
    try {
      await compactVerify(jws.text, key.jwk, { algorithms: [key.algorithm] });
      return true;
    } catch (error) {
      if (!isUnknownToHost(error)) return false;
    }
  }
  const message = toUtf8(jws.text.slice(0, jws.text.lastIndexOf('.')));
  const { publicKey } = key;
  return verifyPortably(key.algorithm, { publicKey, message, signature: jws.signature });
}

/** The compact JWS of this header and payload. */
export async function createSignature(
  { header, payload }: UnsignedJws,
  key: SigningKey,
  portable: boolean,
): Promise<string> {
  if (!portable && webCrypto() !== undefined) {
    try {
      const jws = new CompactSign(payload).setProtectedHeader({ ...header });
      return await jws.sign(key.privateJwk);
    } catch (error) {
      if (!isUnknownToHost(error)) throw new WaypostError('KEY_UNSUITABLE', 'key cannot sign here');
    }
  }
  const input = `${toBase64Url(toUtf8(JSON.stringify(header)))}.${toBase64Url(payload)}`;
  const secret = fromBase64Url(key.privateJwk.d);
  return `${input}.${toBase64Url(signPortably(key.algorithm, secret, toUtf8(input)))}`;
}
