/**
 * Which check-ins a run counts, so that nobody invents history. Protocol section 4.
 *
 * @module
 */
import type { CheckIn, CheckInMarks, Disclosure, RunRequest } from '../ports/index.ts';

const HOUR_SECONDS = 3600;

/** The hour that holds an instant: all that is kept of when a check-in was received. */
export const hourOf = (time: number): number => Math.floor(time / HOUR_SECONDS);

/**
 * The case's own check-ins: received in an hour before the one in which its code was issued, on a day
 * that is kept, and neither late nor unconfirmed unless the officer says so.
 */
export const countsForCase = (
  checkIn: CheckIn,
  { disclosure, request, firstDay }: CaseCount,
): boolean =>
  checkIn.receivedHour < disclosure.codeIssuedHour &&
  checkIn.day >= firstDay &&
  countsByMarks(checkIn, request);

/** By what a case's check-ins are judged. */
export interface CaseCount {
  readonly disclosure: Pick<Disclosure, 'codeIssuedHour'>;
  readonly request: Pick<RunRequest, 'withLate' | 'withUnconfirmed'>;
  /** First UTC day that is kept. */
  readonly firstDay: number;
}

/** Everybody else's check-ins count if they were received in an hour before this one. */
export const othersCountBeforeHour = ({ receivedAt }: Pick<Disclosure, 'receivedAt'>): number =>
  hourOf(receivedAt);

/** Whether marks keep a check-in out of a run. */
export const countsByMarks = (
  { late, unconfirmed }: CheckInMarks,
  { withLate, withUnconfirmed }: Pick<RunRequest, 'withLate' | 'withUnconfirmed'>,
): boolean => (withLate || !late) && (withUnconfirmed || !unconfirmed);
