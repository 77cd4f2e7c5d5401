import { WaypostError } from '../../primitives/index.ts';

/** @param what - The part that is wrong: `url`, `data`, `cwa`, `z85`, `checksum`, a field. */
export const malformed = (what: string): WaypostError =>
  new WaypostError('VENUE_CODE_MALFORMED', `Luca code is malformed: ${what}`, {
    format: 'luca',
    what,
  });
