/**
 * When an identifier may be heard: near the interval that it belongs to, and for twenty minutes. What is
 * heard besides was recorded, and played again.
 *
 * Spec: Exposure Notification, Cryptography Specification v1.2, section "Matching Values From Users".
 * Vectors: `test/vectors/gaen-matching.json`, `timeTolerance`, `replayCut`.
 *
 * @module
 */
import { EN_INTERVAL_SECONDS } from '../../primitives/index.ts';

/** How an identifier is held to its time. */
export interface TimeLimits {
  /** By how much the clocks of two phones may differ, either way, in seconds. */
  readonly toleranceSeconds: number;
  /** How long after its first sighting an identifier counts, in seconds, the last one included. */
  readonly replayCutSeconds: number;
}

/**
 * Sightings of one identifier that came in its time, in the order of the input.
 *
 * They count from `interval * 600 - toleranceSeconds`, included, to `(interval + 1) * 600 + toleranceSeconds`,
 * excluded; of these, until `replayCutSeconds` after the earliest.
 *
 * @param interval - EN interval in which the identifier was broadcast.
 */
export function withinTime<S extends { readonly at: number }>(
  sightings: readonly S[],
  interval: number,
  { toleranceSeconds, replayCutSeconds }: TimeLimits,
): readonly S[] {
  const start = interval * EN_INTERVAL_SECONDS - toleranceSeconds;
  const end = (interval + 1) * EN_INTERVAL_SECONDS + toleranceSeconds;
  const timely = sightings.filter(({ at }) => at >= start && at < end);
  const first = timely.reduce((least, { at }) => Math.min(least, at), Number.POSITIVE_INFINITY);
  return timely.filter(({ at }) => at - first <= replayCutSeconds);
}
