import { WaypostError } from '../../primitives/errors.ts';

/** @param what - The part that is wrong: `text`, `l`. */
export const malformed = (what: string): WaypostError =>
  new WaypostError('VENUE_CODE_MALFORMED', `Campus QR code is malformed: ${what}`, {
    format: 'campus-qr',
    what,
  });
