/**
 * When what patients disclosed is published: in batches, so that the moment of an upload is not seen.
 *
 * @module
 */
import { DAY_SECONDS, unixSeconds, WaypostError } from '../../primitives/index.ts';

/** Seconds between two batches. */
export const BATCH_SECONDS = 7_200;
/** Days that phones keep what they heard: nothing older is published. */
export const RETENTION_DAYS = 21;

/** What every batch says. */
export interface Batch {
  /** Unix seconds, a multiple of 7,200. What is heard from then on is replayed, and counts for nothing. */
  readonly releaseAt: number;
}

/** (Server) The next time of release, this instant included. @throws `TIME_RANGE`. */
export const nextReleaseAt = (at: number): number =>
  Math.ceil(unixSeconds(at) / BATCH_SECONDS) * BATCH_SECONDS;

/** @throws {@link WaypostError} `TIME_RANGE` for another instant than one of release. */
export function assertReleaseAt(releaseAt: number): void {
  if (unixSeconds(releaseAt) % BATCH_SECONDS !== 0)
    throw new WaypostError('TIME_RANGE', `batches come out every ${BATCH_SECONDS} seconds`);
}

/** @throws {@link WaypostError} `TIME_RANGE` for a start in the future of the batch, or too long ago. */
export function assertPublishable(start: number, { releaseAt }: Batch): void {
  const age = releaseAt - unixSeconds(start);
  if (age <= 0 || age >= (RETENTION_DAYS + 1) * DAY_SECONDS)
    throw new WaypostError('TIME_RANGE', 'a batch holds what lies at most 21 days before it', {
      maxDays: RETENTION_DAYS,
    });
}
