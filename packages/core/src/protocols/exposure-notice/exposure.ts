import { WaypostError } from '../../primitives/errors.ts';

/** How serious an exposure is: 1 low, 2 raised, 3 high. */
export type Severity = 1 | 2 | 3;

/** What a notice says of one contact id. */
export interface Exposure {
  /** Whole minutes of common presence; 63 says 63 or more. */
  readonly durationMinutes: number;
  readonly severity: Severity;
}

/** Longest duration that a bundle can say, in minutes. */
export const MAX_DURATION_MINUTES = 63;

/**
 * `duration(6) || severity(2)`, one byte: minutes rounded half up, at most 63.
 *
 * @throws {@link WaypostError} `BUNDLE_CONTENT` for negative minutes or another severity.
 */
export function encodeExposure({ durationMinutes, severity }: Exposure): number {
  if (!(durationMinutes >= 0))
    throw new WaypostError('BUNDLE_CONTENT', 'an exposure lasts 0 minutes or longer');
  if (severity !== 1 && severity !== 2 && severity !== 3)
    throw new WaypostError('BUNDLE_CONTENT', 'severity is 1, 2 or 3');
  return (Math.min(MAX_DURATION_MINUTES, Math.round(durationMinutes)) << 2) | severity;
}

/** The exposure of a value, or `null` for severity 0, which is no hit. */
export function decodeExposure(value: number): Exposure | null {
  const severity = value & 3;
  return severity === 0 ? null : { durationMinutes: value >>> 2, severity: severity as Severity };
}

/** Order of two values: the more serious one is greater; of one severity the longer one. */
export const compareExposures = (a: number, b: number): number =>
  (a & 3) - (b & 3) || (a >>> 2) - (b >>> 2);
