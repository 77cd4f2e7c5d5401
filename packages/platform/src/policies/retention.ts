/**
 * How long things are kept. The read path asks these before it uses anything, whether or not the job
 * that erases has run.
 *
 * @module
 */
import { DAY_SECONDS } from '@waypost/core/primitives';

/** First UTC day whose check-ins are kept at `now`: they are kept, and dropped, by whole days. */
export const firstKeptDay = (now: number, retentionDays: number): number =>
  Math.floor(now / DAY_SECONDS) - retentionDays;

/** What was received or made before this instant is no longer kept at `now`. Unix seconds. */
export const keptSince = (now: number, retentionDays: number): number =>
  now - retentionDays * DAY_SECONDS;
