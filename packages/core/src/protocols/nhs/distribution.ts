import { fromDerSignature, fromForeignBase64 } from '../../primitives/foreign.ts';
import { concatBytes, toUtf8, WaypostError } from '../../primitives/index.ts';
import { type SignatureOptions, verifyBytes } from '../../primitives/signature.ts';
import { malformedDocument } from './errors.ts';
import type { NhsKeyLookup } from './keys.ts';
import { parseHttpDate } from './utc-time.ts';

/** What was asked of an endpoint that answers each request on its own. */
export interface NhsRequest {
  /** `request-id` that the app sent. */
  readonly requestId: string;
  /** `POST`, `GET`. */
  readonly method: string;
  /** With the leading slash. */
  readonly path: string;
}

/** A response with its signature. */
export interface SignedNhsResponse {
  /** Header `x-amz-meta-signature`: `keyId="<name>",signature="<base64>"`. */
  readonly signature: string;
  /** Header `x-amz-meta-signature-date`: `Mon, 03 Aug 2020 23:20:48 UTC`. */
  readonly date: string;
  /** As received, not parsed and written again. */
  readonly body: Uint8Array;
  /** For a dynamic endpoint only. Left out, the response is a distributed file. */
  readonly request?: NhsRequest | undefined;
}

/** Who signed a response, and when. */
export interface VerifiedNhsResponse {
  readonly keyId: string;
  /** Unix seconds. Whoever keeps it can refuse an older list than seen. */
  readonly signedAt: number;
}

const HEADER_MAX_LENGTH = 300;
const HEADER = /^keyId="([^"]+)",signature="([^"]+)"$/;

/**
 * Verifies the signature of a response: ECDSA on P-256 with SHA-256, in DER, by the key that it names.
 *
 * | response         | signed bytes                                            |
 * | ---------------- | ------------------------------------------------------- |
 * | distributed file | date, `:`, body                                         |
 * | dynamic endpoint | requestId, `:`, method, `:`, path, `:`, date, `:`, body |
 *
 * @throws {@link WaypostError} `VENUE_LIST_MALFORMED` for a header that is not as above;
 * `VENUE_LIST_SIGNATURE` for an unknown key and for a signature that does not hold; `ENCODING_INVALID`
 * for a request that is no Unicode text.
 */
export async function verifyNhsDistribution(
  { signature: header, date, body, request }: SignedNhsResponse,
  findKey: NhsKeyLookup,
  options: SignatureOptions = {},
): Promise<VerifiedNhsResponse> {
  const { keyId, signature } = parseSignatureHeader(header);
  const signedAt = parseHttpDate(date);
  if (signedAt === null) throw malformedDocument('date', 'its date header is wrong');
  if (!(body instanceof Uint8Array)) throw malformedDocument('body');
  const key = findKey(keyId);
  if (key?.algorithm !== 'ES256') throw badSignature();
  const prefix = request
    ? `${request.requestId}:${request.method}:${request.path}:${date}:`
    : `${date}:`;
  const message = concatBytes(toUtf8(prefix), body);
  if (!(await verifyBytes({ message, signature }, key, options))) throw badSignature();
  return { keyId, signedAt };
}

function parseSignatureHeader(header: string): { keyId: string; signature: Uint8Array } {
  const match =
    typeof header === 'string' && header.length <= HEADER_MAX_LENGTH ? HEADER.exec(header) : null;
  const [, keyId, signature] = match ?? [];
  if (keyId === undefined || signature === undefined)
    throw malformedDocument('signature', 'its signature header is wrong');
  try {
    return { keyId, signature: fromDerSignature(fromForeignBase64(signature)) };
  } catch {
    throw badSignature();
  }
}

const badSignature = (): WaypostError =>
  new WaypostError('VENUE_LIST_SIGNATURE', 'response is not signed by a trusted key');
