import { toHex } from '../../primitives/encoding.ts';
import { EN_INTERVAL_SECONDS } from '../../primitives/time.ts';
import type { CwaCheckInRecord } from './check-in.ts';
import { groupBy } from './group-by.ts';
import { deriveCwaLocationIdHash } from './location-id.ts';
import { type CwaProtectedReport, openCwaReport } from './protected-report.ts';
import { assertTimes, type CwaStay, splitCwaStay } from './stay.ts';

/** A visit in the device's diary. */
export interface CwaVisit extends CwaStay {
  /** 32 bytes. */
  readonly locationId: Uint8Array;
  /** Whether this device has reported it itself: nobody is warned of their own visit. */
  readonly isSubmitted?: boolean | undefined;
}

/** The time that a visit and a warning have in common. */
export interface CwaOverlap extends CwaStay {
  /** Rounded to whole minutes, half up. */
  readonly minutes: number;
}

/** A visit that somebody infectious has warned of. `start` and `end` lie in one day of UTC. */
export interface CwaMatch<Visit extends CwaVisit = CwaVisit> extends CwaOverlap {
  readonly visit: Visit;
  /** 1 to 8. */
  readonly transmissionRiskLevel: number;
}

/**
 * What a stay and a warning share, both half-open: `null` where they only touch.
 *
 * @throws {@link WaypostError} `TIME_RANGE`.
 */
export function overlapCwaWarning(
  stay: CwaStay,
  warning: Pick<CwaCheckInRecord, 'startIntervalNumber' | 'period'>,
): CwaOverlap | null {
  const visit = assertTimes(stay);
  const warningStart = warning.startIntervalNumber * EN_INTERVAL_SECONDS;
  const start = Math.max(visit.start, warningStart);
  const end = Math.min(visit.end, warningStart + warning.period * EN_INTERVAL_SECONDS);
  return end > start ? { start, end, minutes: Math.round((end - start) / 60) } : null;
}

/**
 * (Device) The visits of a diary that the reports of a package warn of, cut at midnight UTC. Reports
 * that do not open are passed over.
 *
 * Cost: two hashes for each visit; a look-up for each report, and keys only for those of a visited
 * place.
 *
 * @throws {@link WaypostError} `BYTES_LENGTH`, `TIME_RANGE`.
 */
export function findCwaMatches<Visit extends CwaVisit>(
  visits: readonly Visit[],
  reports: Iterable<CwaProtectedReport>,
): CwaMatch<Visit>[] {
  const visitsToMatch = visits.filter(({ isSubmitted }) => isSubmitted !== true);
  const visitsByHash = groupBy(visitsToMatch, ({ locationId }) =>
    toHex(deriveCwaLocationIdHash(locationId)),
  );
  const matches: CwaMatch<Visit>[] = [];
  for (const report of reports) {
    const [first, ...others] = visitsByHash.get(toHex(report.locationIdHash)) ?? [];
    if (first === undefined) continue;
    const record = openCwaReport(first.locationId, report);
    if (record === null) continue;
    for (const visit of [first, ...others]) matches.push(...matchVisit(visit, record));
  }
  return matches;
}

const matchVisit = <Visit extends CwaVisit>(
  visit: Visit,
  record: CwaCheckInRecord,
): CwaMatch<Visit>[] =>
  splitCwaStay(visit).flatMap((part) => {
    const overlap = overlapCwaWarning(part, record);
    const { transmissionRiskLevel } = record;
    return overlap === null ? [] : [{ ...overlap, visit, transmissionRiskLevel }];
  });
