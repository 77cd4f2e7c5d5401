import { WaypostError } from '../../primitives/errors.ts';

/** @param what - The part that is wrong: `text`, or a field. Never its content: it is a person's. */
export const malformed = (what: string): WaypostError =>
  new WaypostError('VENUE_CODE_MALFORMED', `identity card code is malformed: ${what}`, {
    format: 'vn-cccd',
    what,
  });
