import { WaypostError } from '../../primitives/errors.ts';

/** @param what - The part that is wrong: `text`, `venueId`, `json`, or a member. */
export const malformed = (what: string): WaypostError =>
  new WaypostError('VENUE_CODE_MALFORMED', `LeaveHomeSafe code is malformed: ${what}`, {
    format: 'leavehomesafe',
    what,
  });
