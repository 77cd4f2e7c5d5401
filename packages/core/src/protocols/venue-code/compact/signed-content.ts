import {
  concatBytes,
  fromBase32,
  fromBase45,
  fromBase64Url,
  toUtf8,
} from '../../../primitives/index.ts';
import type { VerificationKey } from '../../../primitives/jws.ts';
import { malformed } from '../content.ts';
import type { VenueCodeForm, VenueCodeText } from '../text.ts';

/** Length of the key id in a compact code, in bytes. */
export const COMPACT_KEY_ID_BYTES = 8;

const SIGNATURE_BYTES = 64;
const LABEL = toUtf8('waypost/1/venue-code');

/** How the bytes of a compact code are written. */
export type CompactEncoding = Exclude<VenueCodeForm, 'jws'>;

/** A compact venue code as bytes, nothing of it believed yet. Views of one buffer. */
export interface SignedContent {
  readonly encoding: CompactEncoding;
  /** 8 bytes. */
  readonly keyId: Uint8Array;
  /** See {@link encodeContent}. */
  readonly content: Uint8Array;
  /** 64 bytes: r || s of ES256, or R || S of Ed25519. */
  readonly signature: Uint8Array;
}

/** How a compact code names a key: the first 8 bytes of its RFC 7638 thumbprint. */
export const compactKeyId = (key: VerificationKey): Uint8Array =>
  fromBase64Url(key.kid).subarray(0, COMPACT_KEY_ID_BYTES);

/** What is signed: `"waypost/1/venue-code" || content`. */
export const signedMessage = (content: Uint8Array): Uint8Array => concatBytes(LABEL, content);

/**
 * Takes a compact code apart.
 *
 * | bytes   | field     |
 * | ------- | --------- |
 * | 0..7    | keyId     |
 * | 8..     | content   |
 * | last 64 | signature |
 *
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED`, also for a JWS.
 */
export function parseSignedContent({ form, signed }: VenueCodeText): SignedContent {
  if (form === 'jws') throw malformed('text');
  const bytes = decodeText(form, signed);
  const end = bytes.length - SIGNATURE_BYTES;
  if (end <= COMPACT_KEY_ID_BYTES) throw malformed('text');
  return {
    encoding: form,
    keyId: bytes.subarray(0, COMPACT_KEY_ID_BYTES),
    content: bytes.subarray(COMPACT_KEY_ID_BYTES, end),
    signature: bytes.subarray(end),
  };
}

function decodeText(encoding: CompactEncoding, text: string): Uint8Array {
  try {
    return encoding === 'base32' ? fromBase32(text) : fromBase45(text);
  } catch {
    throw malformed('text');
  }
}
