/**
 * When a visitor is reminded to check out, and when the app does it by itself.
 *
 * A place may say its own delays. Where it says nothing, or nothing that can be used, the app's own
 * count: 8 and 12 hours. Absent values are taken so on iOS; Android takes them for 0.
 *
 * Spec: SwissCovid check-in QR code format, "Checkout Delays" and "Reminder Options".
 * Vectors: `test/vectors/crowdnotifier.json` (`entryUrl`).
 *
 * @module
 */
import type { LocationData } from './location-data.ts';

/** Days that visits are kept: the specification's 10, SwissCovid's 14. */
export const VISIT_RETENTION_DAYS = { specification: 10, swisscovid: 14 } as const;

/** Delays from the arrival, in seconds. */
export interface CheckOutPolicy {
  /** Then the visitor is reminded. */
  readonly warningSeconds: number;
  /** Then the visit ends: the longest stay. */
  readonly automaticSeconds: number;
  /** What the visitor may choose as an earlier reminder, ascending, at most four. */
  readonly reminderSeconds: readonly number[];
}

/** What is to be done about a visit that nobody has ended. */
export type CheckOutState = 'checked-in' | 'warn' | 'checked-out';

const HOUR_SECONDS = 3600;
const MIN_REMINDER_SECONDS = 60;
const MAX_REMINDERS = 4;

/** Without anything said by the place. libcrowdnotifier's codes offer the first three reminders only. */
export const DEFAULT_CHECK_OUT_POLICY: CheckOutPolicy = {
  warningSeconds: 8 * HOUR_SECONDS,
  automaticSeconds: 12 * HOUR_SECONDS,
  reminderSeconds: [1800, 3600, 7200, 14_400],
};

/** The delays of a place. Reminders below a minute, or not before the automatic check-out, fall away. */
export function checkOutPolicy(
  location: Pick<
    LocationData,
    'checkoutWarningDelayMs' | 'automaticCheckoutDelayMs' | 'reminderDelayOptionsMs'
  > | null,
): CheckOutPolicy {
  const seconds = (ms: number): number => Math.floor(ms / 1000);
  const automaticSeconds =
    seconds(location?.automaticCheckoutDelayMs ?? 0) || DEFAULT_CHECK_OUT_POLICY.automaticSeconds;
  const warningSeconds =
    seconds(location?.checkoutWarningDelayMs ?? 0) || DEFAULT_CHECK_OUT_POLICY.warningSeconds;
  const options = usable((location?.reminderDelayOptionsMs ?? []).map(seconds), automaticSeconds);
  return {
    automaticSeconds,
    warningSeconds: Math.min(warningSeconds, automaticSeconds),
    reminderSeconds:
      options.length > 0
        ? options
        : usable(DEFAULT_CHECK_OUT_POLICY.reminderSeconds, automaticSeconds),
  };
}

/** What is due at `now`. Half-open: on the second of a delay it is due. Times in Unix seconds. */
export function checkOutStateAt(
  now: number,
  arrival: number,
  { warningSeconds, automaticSeconds }: CheckOutPolicy,
): CheckOutState {
  if (now >= arrival + automaticSeconds) return 'checked-out';
  return now >= arrival + warningSeconds ? 'warn' : 'checked-in';
}

/** The departure that counts: never after the automatic check-out, never before the arrival. */
export const departureOf = (
  arrival: number,
  departure: number,
  { automaticSeconds }: CheckOutPolicy,
): number => Math.max(arrival, Math.min(departure, arrival + automaticSeconds));

function usable(options: readonly number[], automaticSeconds: number): number[] {
  const kept = options.filter(
    (option) => option >= MIN_REMINDER_SECONDS && option < automaticSeconds,
  );
  return [...new Set(kept)].sort((a, b) => a - b).slice(0, MAX_REMINDERS);
}
