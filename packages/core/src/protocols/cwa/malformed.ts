import { isWaypostError, WaypostError } from '../../primitives/errors.ts';

/** @param what - The part that is wrong: `text`, `host`, `encoding`, `payload`, or a field. */
export const malformed = (what: string): WaypostError =>
  new WaypostError('VENUE_CODE_MALFORMED', `Corona-Warn-App code is malformed: ${what}`, {
    format: 'cwa',
    what,
  });

/** Runs a decoder of bytes or text; what the primitives refuse becomes {@link malformed}. */
export function orMalformed<T>(what: string, decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    if (isWaypostError(error)) throw malformed(what);
    throw error;
  }
}
