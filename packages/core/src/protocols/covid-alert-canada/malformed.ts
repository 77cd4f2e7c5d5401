import { WaypostError } from '../../primitives/errors.ts';

/** @param what - The part that is wrong: `text`, `host`, `encoding`, `lines`, or a field. */
export const malformed = (what: string): WaypostError =>
  new WaypostError('VENUE_CODE_MALFORMED', `COVID Alert code is malformed: ${what}`, {
    format: 'covid-alert-canada',
    what,
  });
