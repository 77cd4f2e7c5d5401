import type { Comparison } from './compare.ts';

/** What is counted at the end. */
export interface Totals {
  readonly visitors: number;
  readonly checkIns: number;
  /** Visitors who were exposed in truth, by what was disclosed. */
  readonly exposed: number;
  /** Visitors whose device gave an alert. */
  readonly alerted: number;
  /** Visits with an alert that were not exposed. */
  readonly falseAlarms: number;
  /** Visits that were exposed, without an alert. */
  readonly missed: number;
  /** Visits with an alert of wrong length. */
  readonly wrongMinutes: number;
}

/** Whether the devices told what really happened. */
export const isFlawless = ({ falseAlarms, missed, wrongMinutes }: Totals): boolean =>
  falseAlarms + missed + wrongMinutes === 0;

/** Counts the differences by their kind. */
export function totalsOf(
  { exposed, alerted, differences }: Comparison,
  counted: Pick<Totals, 'visitors' | 'checkIns'>,
): Totals {
  return {
    ...counted,
    exposed,
    alerted,
    falseAlarms: differences.filter(({ truth }) => truth === null).length,
    missed: differences.filter(({ told }) => told === null).length,
    wrongMinutes: differences.filter(({ truth, told }) => truth !== null && told !== null).length,
  };
}
