import {
  assertBytes,
  assertUint,
  equalBytes,
  hmacSha256,
  UINT32_MAX,
  WaypostError,
} from '../../primitives/index.ts';
import { uint32Le } from './uint32-le.ts';
import { ENC_DATA_BYTES, LUCA_USER_ID_BYTES } from './user-data.ts';

/** Length of a trace id, in bytes. */
export const LUCA_TRACE_ID_BYTES = 16;
/** Length of a tracing secret, in bytes. */
export const TRACING_SECRET_BYTES = 16;
/** Length of a verification tag, in bytes. */
export const VERIFICATION_TAG_BYTES = 8;

const MINUTE_SECONDS = 60;
const VERIFICATION_SECRET_BYTES = { min: 16, max: 32 };

/** A guest, as the own phone knows it, and a health department once the guest is a case. */
export interface LucaGuest {
  /** 16 bytes, a UUID. */
  readonly userId: Uint8Array;
  /** 16 bytes. Secret until disclosed; then every trace id of its time can be derived. */
  readonly tracingSecret: Uint8Array;
}

/**
 * (Guest, health department) Derives the trace id of a minute, 16 bytes.
 *
 * | bytes  | HMAC-SHA256 under the tracing secret, first half              |
 * | ------ | ------------------------------------------------------------- |
 * | 0..15  | user id                                                       |
 * | 16..19 | Unix time rounded down to the minute, in seconds, uint32 LE   |
 *
 * @param time - Unix seconds.
 * @throws {@link WaypostError} `BYTES_LENGTH`, `NUMBER_RANGE`.
 */
export function deriveLucaTraceId({ userId, tracingSecret }: LucaGuest, time: number): Uint8Array {
  assertUint(time, UINT32_MAX, 'time');
  return hmacSha256(
    assertBytes(tracingSecret, TRACING_SECRET_BYTES, 'tracingSecret'),
    assertBytes(userId, LUCA_USER_ID_BYTES, 'userId'),
    uint32Le(time - (time % MINUTE_SECONDS), 'time'),
  ).slice(0, LUCA_TRACE_ID_BYTES);
}

/** What a verification tag binds together. */
export interface TaggedLucaData {
  /** Unix seconds. */
  readonly timestamp: number;
  /** 32 bytes. */
  readonly encData: Uint8Array;
}

/**
 * (Guest) Derives the tag that binds encrypted data to its minute, 8 bytes: the beginning of
 * `HMAC-SHA256(secret, timestamp as uint32 LE || encData)`.
 *
 * @param verificationSecret - 16 to 32 bytes, of the guest.
 * @throws {@link WaypostError} `BYTES_LENGTH`, `NUMBER_RANGE`.
 */
export function deriveVerificationTag(
  verificationSecret: Uint8Array,
  { timestamp, encData }: TaggedLucaData,
): Uint8Array {
  assertVerificationSecret(verificationSecret);
  return hmacSha256(
    verificationSecret,
    uint32Le(timestamp, 'timestamp'),
    assertBytes(encData, ENC_DATA_BYTES, 'encData'),
  ).slice(0, VERIFICATION_TAG_BYTES);
}

/**
 * (Health department) Whether a tag holds, compared in constant time.
 *
 * @throws {@link WaypostError} `BYTES_LENGTH`, `NUMBER_RANGE`.
 */
export const verifyVerificationTag = (
  verificationSecret: Uint8Array,
  { verificationTag, ...data }: TaggedLucaData & { readonly verificationTag: Uint8Array },
): boolean =>
  equalBytes(
    deriveVerificationTag(verificationSecret, data),
    assertBytes(verificationTag, VERIFICATION_TAG_BYTES, 'verificationTag'),
  );

function assertVerificationSecret(secret: Uint8Array): void {
  const { min, max } = VERIFICATION_SECRET_BYTES;
  if (!(secret instanceof Uint8Array) || secret.length < min || secret.length > max)
    throw new WaypostError('BYTES_LENGTH', `verification secret must be ${min} to ${max} bytes`, {
      min,
      max,
    });
}
