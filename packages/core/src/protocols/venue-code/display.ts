import {
  assertBytes,
  ByteWriter,
  equalBytes,
  hmacSha256,
  toBase32,
  toUtf8,
  unixSeconds,
} from '../../primitives/index.ts';
import { LOCATION_ID_BYTES } from './location.ts';

/** Length of a display secret, in bytes. */
export const DISPLAY_SECRET_BYTES = 32;
/** How long a display shows one code, in seconds. */
export const DISPLAY_STEP_SECONDS = 30;

/** What a rotating display code looks like: eight characters of RFC 4648 base32. */
export const DISPLAY_CODE: RegExp = /^[A-Z2-7]{8}$/;

const CODE_BYTES = 5;
const LABEL = toUtf8('waypost/1/display');

/** A display, as the server and the display itself know it. */
export interface Display {
  /** 32 random bytes. Secret of the display and the server. */
  readonly secret: Uint8Array;
  /** 32 bytes. */
  readonly locationId: Uint8Array;
}

/**
 * The code a display shows at this time: eight characters of base32, the first 40 bits of
 * `HMAC-SHA256(secret, "waypost/1/display" || locationId || u64be(floor(t / 30)))`. Protocol
 * section 3.
 *
 * @throws {@link WaypostError} `BYTES_LENGTH`, `TIME_RANGE`.
 */
export const displayCode = (secret: Uint8Array, locationId: Uint8Array, time: number): string =>
  codeOfStep({ secret, locationId }, stepAt(time));

/**
 * Whether `code` is what the display showed in the step of `arrivedAt` or in a neighbour. Takes the
 * same time for every code of the right form.
 *
 * @throws {@link WaypostError} `BYTES_LENGTH`, `TIME_RANGE`: never for the code.
 */
export function isFreshDisplayCode(code: string, arrivedAt: number, display: Display): boolean {
  const step = stepAt(arrivedAt);
  if (typeof code !== 'string' || !DISPLAY_CODE.test(code)) return false;
  const shown = toUtf8(code);
  let fresh = false;
  for (const candidate of [Math.max(0, step - 1), step, step + 1])
    fresh = equalBytes(shown, toUtf8(codeOfStep(display, candidate))) || fresh;
  return fresh;
}

const stepAt = (time: number): number => Math.floor(unixSeconds(time) / DISPLAY_STEP_SECONDS);

function codeOfStep({ secret, locationId }: Display, step: number): string {
  const mac = hmacSha256(
    assertBytes(secret, DISPLAY_SECRET_BYTES, 'displaySecret'),
    LABEL,
    assertBytes(locationId, LOCATION_ID_BYTES, 'locationId'),
    new ByteWriter(8).u64be(step).finish(),
  );
  return toBase32(mac.subarray(0, CODE_BYTES));
}
