import { WaypostError } from '../../primitives/index.ts';

/** @param what - The part that is wrong: `url`, `length`, a field of the specification. */
export const malformed = (what: string): WaypostError =>
  new WaypostError('VENUE_CODE_MALFORMED', `Cléa code is malformed: ${what}`, {
    format: 'clea',
    what,
  });
