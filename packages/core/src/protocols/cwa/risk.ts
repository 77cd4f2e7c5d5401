/**
 * How risky matched visits were: minutes weighted by the risk value of the warning, summed by visit and
 * by day.
 *
 * Spec: Corona-Warn-App, risk calculation parameters of `presence-tracing-parameters.yaml`.
 *
 * @module
 */
import { unixSeconds, utcDayAt } from '../../primitives/time.ts';
import { groupBy } from './group-by.ts';
import type { CwaMatch, CwaVisit } from './match.ts';

// In tenths, so that sums are exact: in binary 0.6 + 1.4 and the like fall beside the limit.
const RISK_VALUE_TENTHS = [0, 0, 0, 6, 8, 10, 12, 14, 16];
const HIGH_TENTHS = 100;

/** Of a sum above 0; `high` from 10 on. */
export type CwaRiskLevel = 'low' | 'high';

/** Weighted minutes of a day and what they mean. */
export interface CwaRisk {
  /** Days since 1970 in UTC. */
  readonly day: number;
  /** Minutes times risk value, a multiple of 0.1. */
  readonly normalizedMinutes: number;
  /** `null` for a sum of 0. */
  readonly level: CwaRiskLevel | null;
}

/** The risk of one visit on one day. */
export interface CwaVisitRisk<Visit extends CwaVisit = CwaVisit> extends CwaRisk {
  readonly visit: Visit;
}

/** Risk value of a transmission risk level: 0 for 1 and 2, 0.6 for 3 up to 1.6 for 8, 0 for any other. */
export const cwaTransmissionRiskValue = (level: number): number =>
  (RISK_VALUE_TENTHS[level] ?? 0) / 10;

/** The risk of each visit, told apart by identity, day by day, in the order of first matches. */
export function sumCwaRiskByVisit<Visit extends CwaVisit>(
  matches: readonly CwaMatch<Visit>[],
): CwaVisitRisk<Visit>[] {
  const byVisit = groupBy(matches, ({ visit }) => visit);
  return [...byVisit].flatMap(([visit, ofVisit]) =>
    sumCwaRiskByDay(ofVisit).map((risk) => ({ ...risk, visit })),
  );
}

/** The risk of each day over all visits, in the order of their first matches. */
export function sumCwaRiskByDay(matches: readonly CwaMatch[]): CwaRisk[] {
  const byDay = groupBy(matches, ({ start }) => utcDayAt(unixSeconds(start)));
  return [...byDay].map(([day, ofDay]) => {
    let tenths = 0;
    for (const { minutes, transmissionRiskLevel } of ofDay)
      tenths += minutes * (RISK_VALUE_TENTHS[transmissionRiskLevel] ?? 0);
    return { day, normalizedMinutes: tenths / 10, level: levelOf(tenths) };
  });
}

function levelOf(tenths: number): CwaRiskLevel | null {
  if (tenths === 0) return null;
  return tenths < HIGH_TENTHS ? 'low' : 'high';
}
