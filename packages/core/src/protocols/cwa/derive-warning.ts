/**
 * What of a stay is reported: the time that counts, with the aerosol that stays behind, on the grid of
 * ten minutes and cut at midnight UTC.
 *
 * Spec: Corona-Warn-App, submission parameters of `presence-tracing-parameters.yaml`.
 * Vectors: `test/vectors/cwa.json`.
 *
 * @module
 */
import { EN_INTERVAL_SECONDS, unixSeconds, utcDayAt } from '../../primitives/time.ts';
import { buildCwaCheckInRecord, type CwaCheckInRecord } from './check-in.ts';
import { cwaTransmissionRiskValue } from './risk.ts';
import { assertTimes, type CwaStay, splitCwaStay } from './stay.ts';

/** Which stays are reported and how long the air is held to be infectious after them. */
export interface CwaWarningRules {
  /** Stays of fewer whole minutes are not reported. */
  readonly minimumMinutes: number;
  /** The aerosol decays as long as the stay was, but this many minutes after a longer one. */
  readonly aerosolMinutes: number;
}

/** What the app was configured with. */
export const CWA_WARNING_RULES: CwaWarningRules = { minimumMinutes: 10, aerosolMinutes: 30 };

/** Risk level of a day for which the levels of a case say nothing. */
const DEFAULT_RISK_LEVEL = 1;

/**
 * The time to be reported for a stay, on the grid of ten minutes: as many intervals as the stay and
 * its aerosol make, rounded half up, laid from the start of the first interval, or up to the end of
 * the last where more of that one is covered.
 *
 * @param stay - An end before the start counts as no length.
 * @returns `null` for a stay too short to be reported, or to fill half an interval.
 * @throws {@link WaypostError} `TIME_RANGE`.
 */
export function deriveCwaWarningTime(
  stay: CwaStay,
  rules: CwaWarningRules = CWA_WARNING_RULES,
): CwaStay | null {
  const { start, end } = assertTimes(stay);
  const duration = Math.max(0, end - start);
  const minutes = Math.floor(duration / 60);
  if (minutes < rules.minimumMinutes) return null;
  // Compared in whole minutes, as in the original: 59 seconds past the limit still count in full.
  const decay = minutes <= rules.aerosolMinutes ? duration : rules.aerosolMinutes * 60;
  const target = Math.round((duration + decay) / EN_INTERVAL_SECONDS) * EN_INTERVAL_SECONDS;
  if (target === 0) return null;
  const airEnd = end + decay;
  const firstInterval = alignToInterval(start);
  const lastInterval = alignToInterval(airEnd);
  const coveredOfFirst = firstInterval + EN_INTERVAL_SECONDS - start;
  const coveredOfLast = airEnd - lastInterval;
  if (coveredOfLast <= coveredOfFirst) return { start: firstInterval, end: firstInterval + target };
  const alignedEnd = lastInterval + EN_INTERVAL_SECONDS;
  return { start: alignedEnd - target, end: alignedEnd };
}

/** What is known of a case when its stays are reported. */
export interface CwaCase {
  /** Time of the report, Unix seconds. */
  readonly now: number;
  /** Transmission risk level, 1 to 8, of today, yesterday and so on in UTC; 1 for days without one. */
  readonly riskLevels: readonly number[];
  readonly rules?: CwaWarningRules | undefined;
}

/**
 * (Device of an infected person) The records of a stay, one for each day of UTC, without those of
 * days whose level has no risk value. Shuffle those of all stays before they are sent.
 *
 * @throws {@link WaypostError} `TIME_RANGE`; `NUMBER_RANGE` for a level that is none of 1 to 8.
 */
export function deriveCwaRecords(
  stay: CwaStay,
  { now, riskLevels, rules }: CwaCase,
): CwaCheckInRecord[] {
  const today = utcDayAt(unixSeconds(now));
  const reported = deriveCwaWarningTime(stay, rules);
  const records = (reported === null ? [] : splitCwaStay(reported)).map((part) => {
    const age = today - utcDayAt(unixSeconds(part.start));
    return buildCwaCheckInRecord(part, riskLevels[age] ?? DEFAULT_RISK_LEVEL);
  });
  return records.filter((record) => cwaTransmissionRiskValue(record.transmissionRiskLevel) > 0);
}

const alignToInterval = (time: number): number => time - (time % EN_INTERVAL_SECONDS);
