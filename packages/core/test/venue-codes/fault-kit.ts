// How decoders fail, for the tests of formats.
import { isWaypostError } from '@waypost/core/primitives';

/** Code of the error that `run` ends with, and what it names; `accepted` when it ends with none. */
export function fault(run: () => unknown): string {
  try {
    run();
    return 'accepted';
  } catch (error) {
    if (!isWaypostError(error)) throw error;
    const what = error.details['what'];
    return error.code === 'VENUE_CODE_MALFORMED' ? `${error.code} ${String(what)}` : error.code;
  }
}

/** Runs a decoder on whatever it may be given: it may end with our error, and with no other. */
export const ends = (run: () => unknown): boolean => fault(run) !== '';

/** A copy with one bit of one byte turned over, or several by a mask. */
export const flip = (bytes: Uint8Array, at: number, mask = 1): Uint8Array =>
  bytes.map((byte, i) => (i === at ? byte ^ mask : byte));
