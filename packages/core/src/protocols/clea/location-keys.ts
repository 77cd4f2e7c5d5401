import {
  assertBytes,
  ByteWriter,
  concatBytes,
  hmacSha256,
  sha256,
  toHex,
  toUtf8,
} from '../../primitives/index.ts';
import { toPeriodNtpTime } from './ntp.ts';

/** Length of the permanent secret of a location, SK_L, in bytes (408 bits). */
export const SK_L_BYTES = 51;
/** Length of the secret of a location for one period, LTKey, in bytes. */
export const LT_KEY_BYTES = 32;
/** Length of the public id of a location for one period, LTId, in bytes. */
export const LT_ID_BYTES = 16;

/**
 * Who derives the LTKey: each published implementation hashes something else, so that devices of
 * two makers at one place would show two places.
 *
 * | variant                | hashed by SHA-256, `t` as uint32 BE | bytes |
 * | ---------------------- | ----------------------------------- | ----- |
 * | `specification`        | SK_L, t                             | 55    |
 * | `c`                    | SK_L, t, nine zeros                 | 64    |
 * | `java`                 | t, SK_L                             | 55    |
 * | `javascript`           | SK_L, nine zeros, t                 | 64    |
 * | `javascript-as-called` | SK_L, thirteen zeros: never rotates | 64    |
 */
export type LtKeyVariant = 'specification' | 'c' | 'java' | 'javascript' | 'javascript-as-called';

/** All variants, the specification's first. */
export const LT_KEY_VARIANTS: readonly LtKeyVariant[] = [
  'specification',
  'c',
  'java',
  'javascript',
  'javascript-as-called',
];

const NINE_ZEROS = new Uint8Array(9);
const THIRTEEN_ZEROS = new Uint8Array(13);
const LT_ID_INPUT = toUtf8('1');

const HASHED: Record<LtKeyVariant, (skL: Uint8Array, t: Uint8Array) => Uint8Array> = {
  specification: (skL, t) => concatBytes(skL, t),
  c: (skL, t) => concatBytes(skL, t, NINE_ZEROS),
  java: (skL, t) => concatBytes(t, skL),
  javascript: (skL, t) => concatBytes(skL, NINE_ZEROS, t),
  'javascript-as-called': (skL) => concatBytes(skL, THIRTEEN_ZEROS),
};

/**
 * (Location) Derives the LTKey, 32 bytes: secret of the location and, once it opened a code, of the
 * server. Specification section 3.3, step 1.
 *
 * @param skL - 51 bytes, the permanent secret of the location.
 * @param periodStart - Beginning of the period, Unix seconds at a full hour.
 * @throws {@link WaypostError} `BYTES_LENGTH`, `TIME_RANGE`.
 */
export function deriveLtKey(
  skL: Uint8Array,
  periodStart: number,
  variant: LtKeyVariant = 'specification',
): Uint8Array {
  assertBytes(skL, SK_L_BYTES, 'SK_L');
  const t = new ByteWriter(4).u32be(toPeriodNtpTime(periodStart)).finish();
  return sha256(HASHED[variant](skL, t));
}

/**
 * Derives the LTId, 16 bytes: the first half of `HMAC-SHA256(LTKey, "1")`. Public: it names the
 * location for one period. Specification section 3.3, step 2.
 *
 * @param ltKey - 32 bytes.
 * @throws {@link WaypostError} `BYTES_LENGTH`.
 */
export const deriveLtId = (ltKey: Uint8Array): Uint8Array =>
  hmacSha256(assertBytes(ltKey, LT_KEY_BYTES, 'LTKey'), LT_ID_INPUT).slice(0, LT_ID_BYTES);

/**
 * An LTId as the servers and apps write it: UUID text in lower case.
 *
 * @param ltId - 16 bytes.
 * @throws {@link WaypostError} `BYTES_LENGTH`.
 */
export const formatLtId = (ltId: Uint8Array): string =>
  toHex(assertBytes(ltId, LT_ID_BYTES, 'LTId')).replace(
    /^(.{8})(.{4})(.{4})(.{4})(.{12})$/,
    '$1-$2-$3-$4-$5',
  );
