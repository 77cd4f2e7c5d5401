/**
 * Compact JSON Web Signatures, verified as RFC 8725 asks: an allow-list of algorithms, each bound to
 * its kind of key; an exact `typ`; keys found by a `kid` that is their thumbprint; an allow-list of
 * header members; and nothing of the payload returned before the signature holds.
 *
 * | refused                                       | code              |
 * | --------------------------------------------- | ----------------- |
 * | too long, not three parts, loose base64url,   | `JWS_MALFORMED`   |
 * | header not JSON or with a member besides      |                   |
 * | `alg`, `kid`, `typ` (so `crit`, `b64`, `jku`, |                   |
 * | `x5u`, `x5c`, `jwk`)                          |                   |
 * | `alg` not `ES256` or `EdDSA`, or not the      | `JWS_ALGORITHM`   |
 * | algorithm of the key                          |                   |
 * | another `typ` than asked for                  | `JWS_TYPE`        |
 * | no `kid`, or one of no known key              | `JWS_KEY_UNKNOWN` |
 * | a signature that does not hold                | `JWS_SIGNATURE`   |
 *
 * RFC 9864 names the algorithm `Ed25519` too; the Waypost protocol knows it as `EdDSA` only, and a
 * second name for one thing is refused.
 *
 * Sources: RFC 7515 (JWS), RFC 7518, RFC 8037, RFC 8725. Vectors: the tests hold those of RFC 7515
 * and RFC 8037, and read Wycheproof's.
 *
 * @module
 */
import { fromBase64Url, fromUtf8 } from './encoding.ts';
import { WaypostError } from './errors.ts';
import {
  createSignature,
  type JwsHeader,
  type UnverifiedJws,
  verifySignature,
} from './jws-crypto.ts';
import { type KeySet, type SigningKey, type VerificationKey, verificationKey } from './jws-keys.ts';
import { SIGNATURE_BYTES } from './jws-portable.ts';

export type { JwsHeader, UnverifiedJws } from './jws-crypto.ts';
export * from './jws-keys.ts';
export type { JwsAlgorithm } from './jws-portable.ts';

/** What a JWS must be to be accepted. */
export interface VerifyJwsOptions {
  /** The exact `typ` of the header; left out, the header must have none. */
  readonly typ?: string | undefined;
  /** Longest text looked at, in characters. */
  readonly maxLength: number;
  /** Use the portable implementation even where the host has WebCrypto. For tests. */
  readonly portable?: boolean | undefined;
}

/** How a JWS is made. */
export interface SignJwsOptions {
  /** The `typ` of the header. */
  readonly typ: string;
  /** Put the public key in the header, for {@link verifyPinnedJws}. */
  readonly embedKey?: boolean;
  /** Use the portable implementation even where the host has WebCrypto. For tests. */
  readonly portable?: boolean | undefined;
}

/** A JWS whose signature holds. */
export interface VerifiedJws {
  readonly header: JwsHeader;
  readonly payload: Uint8Array;
  /** Thumbprint of the key that signed. */
  readonly kid: string;
}

/**
 * Signs `payload`. The header is `alg` and `kid` of the key, `typ`, and `jwk` where it is embedded.
 *
 * @returns Compact JWS. ES256 gives another signature each time, EdDSA the same.
 * @throws {@link WaypostError} `KEY_UNSUITABLE` when the host refuses the key.
 */
export function signJws(
  payload: Uint8Array,
  key: SigningKey,
  options: SignJwsOptions,
): Promise<string> {
  const { typ, embedKey = false, portable = false } = options;
  const header = { alg: key.algorithm, kid: key.kid, typ, ...(embedKey && { jwk: key.jwk }) };
  return createSignature({ header, payload }, key, portable);
}

/**
 * Verifies by the key of `keys` that the header's `kid` names.
 *
 * @throws {@link WaypostError} as the table of this module says.
 */
export function verifyJws(
  text: string,
  keys: KeySet,
  options: VerifyJwsOptions,
): Promise<VerifiedJws> {
  return verifyJwsBy(text, options, ({ jwk, kid = '' }) => {
    if (jwk !== undefined) throw memberNotAllowed();
    return keys.get(kid);
  });
}

/**
 * Verifies by the key in the header itself, whose thumbprint must be the pinned one, as must `kid`.
 *
 * @param thumbprint - RFC 7638 thumbprint of the only key believed, base64url.
 * @throws {@link WaypostError} as the table of this module says; `KEY_UNSUITABLE` for a `jwk` that
 * is not a sound public key.
 */
export function verifyPinnedJws(
  text: string,
  thumbprint: string,
  options: VerifyJwsOptions,
): Promise<VerifiedJws> {
  return verifyJwsBy(text, options, ({ jwk, kid }) => {
    if (kid !== thumbprint || jwk === undefined) return undefined;
    const key = verificationKey(jwk);
    return key.kid === thumbprint ? key : undefined;
  });
}

/**
 * Verifies by one given key. A `kid` in the header is not looked at: for other people's tokens.
 *
 * @throws {@link WaypostError} as the table of this module says.
 */
export function verifyJwsWithKey(
  text: string,
  key: VerificationKey,
  options: VerifyJwsOptions,
): Promise<VerifiedJws> {
  return verifyJwsBy(text, options, ({ jwk }) => {
    if (jwk !== undefined) throw memberNotAllowed();
    return key;
  });
}

/** Reads a JSON object, as payloads hold one. @throws {@link WaypostError} `JWS_MALFORMED`. */
export function parseJsonObject(bytes: Uint8Array): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(fromUtf8(bytes));
  } catch {
    throw malformed('it is not JSON where it must be');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw malformed('it has no JSON object where one must be');
  return value as Record<string, unknown>;
}

async function verifyJwsBy(
  text: string,
  options: VerifyJwsOptions,
  findKey: (header: JwsHeader) => VerificationKey | undefined,
): Promise<VerifiedJws> {
  const jws = parseJws(text, options.maxLength);
  const { header } = jws;
  if (header.typ !== options.typ) throw new WaypostError('JWS_TYPE', 'JWS is of another type');
  const key = findKey(header);
  if (key === undefined) throw new WaypostError('JWS_KEY_UNKNOWN', 'JWS is by an unknown key');
  if (header.alg !== key.algorithm) throw wrongAlgorithm();
  if (!(await verifySignature(jws, key, options.portable ?? false))) throw badSignature();
  return { header, payload: decodePart(jws.payload), kid: key.kid };
}

/**
 * Takes a JWS apart, nothing of it believed: to say what a text claims for which nobody vouches.
 *
 * @param maxLength - Longest text looked at, in characters.
 * @throws {@link WaypostError} `JWS_MALFORMED`; `JWS_ALGORITHM` for one that is not allowed;
 * `JWS_SIGNATURE` for a signature of another length than 64 bytes.
 */
export function parseJws(text: string, maxLength: number): UnverifiedJws {
  if (typeof text !== 'string' || text.length > maxLength) throw malformed('it is too long');
  const [header, payload, signature, ...rest] = text.split('.', 4);
  if (header === undefined || payload === undefined || signature === undefined || rest.length > 0)
    throw malformed('it must have three parts');
  const signatureBytes = decodePart(signature);
  if (signatureBytes.length !== SIGNATURE_BYTES) throw badSignature();
  return { text, header: parseHeader(decodePart(header)), payload, signature: signatureBytes };
}

function parseHeader(bytes: Uint8Array): JwsHeader {
  const { alg, kid, typ, jwk, ...rest } = parseJsonObject(bytes);
  if (Object.keys(rest).length > 0) throw memberNotAllowed();
  if (alg !== 'ES256' && alg !== 'EdDSA') throw wrongAlgorithm();
  if (!isOptionalString(kid) || !isOptionalString(typ)) throw malformed('its header is not text');
  return {
    alg,
    ...(kid !== undefined && { kid }),
    ...(typ !== undefined && { typ }),
    ...(jwk !== undefined && { jwk }),
  };
}

const isOptionalString = (value: unknown): value is string | undefined =>
  value === undefined || typeof value === 'string';

function decodePart(part: string): Uint8Array {
  try {
    return fromBase64Url(part);
  } catch {
    throw malformed('it is not base64url');
  }
}

const malformed = (reason: string): WaypostError =>
  new WaypostError('JWS_MALFORMED', `JWS is malformed: ${reason}`);

const memberNotAllowed = (): WaypostError =>
  malformed('its header has a member that is not allowed');

const wrongAlgorithm = (): WaypostError =>
  new WaypostError('JWS_ALGORITHM', 'JWS is of an algorithm that is not allowed for its key');

const badSignature = (): WaypostError =>
  new WaypostError('JWS_SIGNATURE', 'JWS has a signature that does not hold');
