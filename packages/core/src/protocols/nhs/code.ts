import { fromBase64Url, isWaypostError, toUtf8, WaypostError } from '../../primitives/index.ts';
import { parseJws, type UnverifiedJws, type VerificationKey } from '../../primitives/jws.ts';
import {
  type SignatureOptions,
  type SignedBytes,
  verifyBytes,
} from '../../primitives/signature.ts';
import { malformedCode } from './errors.ts';
import { readJsonObject } from './json.ts';
import type { NhsKeyLookup } from './keys.ts';

/** What the text of a code begins with. */
export const NHS_CODE_PREFIX = 'UKC19TRACING:';
/** Longest text of a code, in characters: a QR code of level L holds 2,953 bytes. */
export const NHS_CODE_MAX_LENGTH = 2953;

/** Header of a code's JWS. */
export interface NhsCodeHeader {
  readonly alg: 'ES256';
  /** Names the key: its RFC 7638 thumbprint in production, `3` in the apps' own tests. */
  readonly kid: string;
  /** `JWT` or absent, as in production. */
  readonly typ: string | null;
}

/** A code taken apart, nothing of it believed yet. */
export interface ParsedNhsCode {
  /** 1..2^31-1. The apps take every version alike. */
  readonly version: number;
  readonly header: NhsCodeHeader;
  /** UTF-8 of JSON, as signed. Read it by {@link readNhsClaims}. */
  readonly payload: Uint8Array;
  /** Header and payload as they are written, and r || s. */
  readonly signed: SignedBytes;
}

/** What a code says of its place. */
export interface NhsClaims {
  /** Venue id, see {@link isNhsVenueId}. */
  readonly id: string;
  /** Organisation or part name. */
  readonly opn: string;
  /** Kind of venue, three digits. In production only. */
  readonly vt?: string | undefined;
  /** Postcode, without its space. */
  readonly pc?: string | undefined;
}

/** Claims as they were read: members without a meaning here are kept. */
export type ReadNhsClaims = NhsClaims & Readonly<Record<string, unknown>>;

/** A code whose signature holds. */
export interface VerifiedNhsCode {
  readonly version: number;
  /** The name under which its key was found. */
  readonly kid: string;
  readonly claims: ReadNhsClaims;
}

const MAX_VERSION = 0x7fff_ffff;
const VERSION = /^[1-9][0-9]{0,9}$/;

/**
 * Takes a scanned text apart: `UKC19TRACING:<version>:<JWS compact>`. The claims are read by
 * {@link readNhsClaims}, once it is known who signed them.
 *
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED`; `VENUE_CODE_SIGNATURE` for what no key can
 * have signed: another algorithm than ES256, `none` among them, or no signature of 64 bytes.
 */
export function parseNhsCode(text: string): ParsedNhsCode {
  if (typeof text !== 'string' || text.length > NHS_CODE_MAX_LENGTH) throw malformedCode('text');
  if (!text.startsWith(NHS_CODE_PREFIX)) throw malformedCode('text');
  const [version, jwsText, ...rest] = text.slice(NHS_CODE_PREFIX.length).split(':', 3);
  if (version === undefined || jwsText === undefined || rest.length > 0)
    throw malformedCode('text');
  if (!VERSION.test(version) || Number(version) > MAX_VERSION) throw malformedCode('version');
  const jws = takeApart(jwsText);
  const payload = decodePayload(jws);
  const message = toUtf8(jwsText.slice(0, jwsText.lastIndexOf('.')));
  return {
    version: Number(version),
    header: checkedHeader(jws.header),
    payload,
    signed: { message, signature: jws.signature },
  };
}

/** Whether this key signed the code. False for a key of another algorithm. */
export const isNhsCodeSignedBy = async (
  { signed }: ParsedNhsCode,
  key: VerificationKey,
  options: SignatureOptions = {},
): Promise<boolean> => key.algorithm === 'ES256' && verifyBytes(signed, key, options);

/**
 * Reads what a code says. `id` need not fit {@link isNhsVenueId}, the rule of the upload.
 *
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED` naming the claim.
 */
export function readNhsClaims({ payload }: ParsedNhsCode): ReadNhsClaims {
  const claims = readJsonObject(payload);
  if (claims === null) throw malformedCode('JWS');
  const { id, opn, vt, pc } = claims;
  if (!isText(id) || id === '') throw malformedCode('id');
  if (!isText(opn) || opn === '') throw malformedCode('opn');
  if (vt !== undefined && !isText(vt)) throw malformedCode('vt');
  if (pc !== undefined && !isText(pc)) throw malformedCode('pc');
  return claims as ReadNhsClaims;
}

/**
 * (Visitor) Verifies a scanned code by the key that it names. Nothing of it is returned before its
 * signature holds.
 *
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED`; `VENUE_CODE_SIGNATURE` for an unknown key,
 * another algorithm than ES256, and a signature that does not hold.
 */
export async function verifyNhsCode(
  text: string,
  findKey: NhsKeyLookup,
  options: SignatureOptions = {},
): Promise<VerifiedNhsCode> {
  const code = parseNhsCode(text);
  const { version, header } = code;
  const key = findKey(header.kid);
  if (key === undefined || !(await isNhsCodeSignedBy(code, key, options))) throw badSignature();
  return { version, kid: header.kid, claims: readNhsClaims(code) };
}

/** A postcode for people: a space before the last three characters, where it has none and is long. */
export const displayPostcode = (postcode: string): string =>
  postcode.length > 4 && !postcode.includes(' ')
    ? `${postcode.slice(0, -3)} ${postcode.slice(-3)}`
    : postcode;

function takeApart(text: string): UnverifiedJws {
  try {
    return parseJws(text, NHS_CODE_MAX_LENGTH);
  } catch (error) {
    if (isWaypostError(error) && error.code !== 'JWS_MALFORMED') throw badSignature();
    throw malformedCode('JWS');
  }
}

function checkedHeader({ alg, kid, typ, jwk }: UnverifiedJws['header']): NhsCodeHeader {
  if (alg !== 'ES256') throw badSignature();
  if (kid === undefined || jwk !== undefined) throw malformedCode('header');
  if (typ !== undefined && typ !== 'JWT') throw malformedCode('header');
  return { alg, kid, typ: typ ?? null };
}

function decodePayload({ payload }: UnverifiedJws): Uint8Array {
  try {
    return fromBase64Url(payload);
  } catch {
    throw malformedCode('JWS');
  }
}

// JSON can escape a lone surrogate, which no UTF-8 has.
const isText = (value: unknown): value is string =>
  typeof value === 'string' && !/\p{Surrogate}/u.test(value);

const badSignature = (): WaypostError =>
  new WaypostError('VENUE_CODE_SIGNATURE', 'NHS code is not signed by a trusted key');
