/**
 * How serious an exposure is: by its rule, and the minutes of common presence at one venue.
 *
 * | rule                 | 1 low    | 2 raised    | 3 high     |
 * | -------------------- | -------- | ----------- | ---------- |
 * | `who-15min`          | under 30 | 30 to 59    | 60 or more |
 * | `cdc-cumulative-24h` | under 15 | 15 to 59    | 60 or more |
 * | `cwa-10min-aerosol`  | under 20 | 20 to 59    | 60 or more |
 * | `campus-120s`        | under 15 | 15 to 59    | 60 or more |
 *
 * Under a rule that adds up, low says: not enough alone. The device adds up what its own check-ins met.
 *
 * @module
 */
import type { Severity } from '@waypost/core/exposure-notice';
import type { PresetName } from '@waypost/core/matching';

const RAISED_FROM_MINUTES: Readonly<Record<PresetName, number>> = {
  'who-15min': 30,
  'cdc-cumulative-24h': 15,
  'cwa-10min-aerosol': 20,
  'campus-120s': 15,
};
const HIGH_FROM_MINUTES = 60;

/** The severity of so many minutes under a rule. */
export function severityOf(rule: PresetName, minutes: number): Severity {
  if (minutes >= HIGH_FROM_MINUTES) return 3;
  return minutes >= RAISED_FROM_MINUTES[rule] ? 2 : 1;
}

/** Whole minutes, rounded half up. */
export const wholeMinutes = (seconds: number): number => Math.floor((seconds + 30) / 60);
