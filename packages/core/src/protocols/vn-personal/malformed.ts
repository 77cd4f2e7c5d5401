import { WaypostError } from '../../primitives/errors.ts';

/** @param what - The part that is wrong: `text`, or a field. Never its content: it is a person's. */
export const malformed = (what: string): WaypostError =>
  new WaypostError('VENUE_CODE_MALFORMED', `personal QR code is malformed: ${what}`, {
    format: 'vn-personal',
    what,
  });
