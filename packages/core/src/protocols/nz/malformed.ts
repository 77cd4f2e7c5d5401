import { WaypostError } from '../../primitives/errors.ts';

/** @param what - The part that is wrong: `text`, `json`, or a member. */
export const malformed = (what: string): WaypostError =>
  new WaypostError('VENUE_CODE_MALFORMED', `NZ COVID Tracer code is malformed: ${what}`, {
    format: 'nz',
    what,
  });
