/**
 * Looking for one's own visits in a published file. Pure, so that it runs in a worker as it runs here.
 *
 * @module
 */
import { openBundle } from '@waypost/core/exposure-notice';
import { EN_INTERVAL_SECONDS } from '@waypost/core/primitives';
import { findVenueWarnings, parseVenueWarningList } from '@waypost/core/venue-warning';
import type { Hit } from '../diary/records.ts';

/** What of a visit is compared: no secret, no place that could be read. */
export interface ComparedVisit {
  readonly visitId: string;
  /** What is sought: in a notice the contact id, 16 bytes; in warnings the location id, 32 bytes. */
  readonly sought: Uint8Array;
  /** `[start, end)`, Unix seconds. */
  readonly start: number;
  readonly end: number;
}

/** A file whose length and digest are those of the signed index, and what is looked for in it. */
export interface MatchJob {
  readonly kind: 'notices' | 'warnings';
  readonly bytes: Uint8Array;
  readonly visits: readonly ComparedVisit[];
}

/** Looks through one file. {@link matchFile} does it at once, {@link workerMatcher} elsewhere. */
export type Matcher = (job: MatchJob) => Promise<readonly Hit[]>;

/**
 * The visits that a file names.
 *
 * @throws The core's `BUNDLE_FORMAT` and `WARNING_LIST_FORMAT`.
 */
export const matchFile = ({ kind, bytes, visits }: MatchJob): readonly Hit[] =>
  kind === 'notices' ? matchNotice(bytes, visits) : matchWarnings(bytes, visits);

function matchNotice(bytes: Uint8Array, visits: readonly ComparedVisit[]): readonly Hit[] {
  const bundle = openBundle(bytes);
  return visits.flatMap(({ visitId, sought }) => {
    const exposure = bundle.lookup(sought);
    if (exposure === null) return [];
    return [{ visitId, minutes: exposure.durationMinutes, severity: exposure.severity }];
  });
}

/** One hit for each warning that a visit overlaps. */
function matchWarnings(bytes: Uint8Array, visits: readonly ComparedVisit[]): readonly Hit[] {
  const list = parseVenueWarningList(bytes);
  return visits.flatMap(({ visitId, sought, start, end }) =>
    findVenueWarnings(list, sought).flatMap(({ startIntervalNumber, period, severity }) => {
      const from = Math.max(start, startIntervalNumber * EN_INTERVAL_SECONDS);
      const to = Math.min(end, (startIntervalNumber + period) * EN_INTERVAL_SECONDS);
      return from < to ? [{ visitId, minutes: Math.round((to - from) / 60), severity }] : [];
    }),
  );
}
