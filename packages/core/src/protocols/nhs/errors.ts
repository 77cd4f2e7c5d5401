import { WaypostError } from '../../primitives/index.ts';

/** @param what - The part that is wrong: `text`, `version`, `JWS`, `header`, or a claim. */
export const malformedCode = (what: string): WaypostError =>
  new WaypostError('VENUE_CODE_MALFORMED', `NHS code is malformed: ${what}`, {
    format: 'nhs',
    what,
  });

/**
 * Of a list, an upload or an answer as a whole.
 *
 * @param what - The part that is wrong.
 */
export const malformedDocument = (
  what: string,
  reason: string = `${what} is wrong`,
): WaypostError =>
  new WaypostError('VENUE_LIST_MALFORMED', `NHS document is malformed: ${reason}`, { what });
