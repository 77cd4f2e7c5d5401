/**
 * Matching of published proximity keys (Exposure Notification) at the speed of the machine.
 *
 * Spec: Exposure Notification, Cryptography Specification v1.2. What it finds is what `@waypost/core/gaen`
 * finds, without the signal: who was heard, and when.
 *
 * @module
 */
export type { HeardIds, HeardKeys, KeyBatch } from './columns.ts';
export type { ProximityEngine } from './engine.ts';
export {
  createProximityMatcher,
  DEFAULT_TOLERANCE_INTERVALS,
  type ProximityMatcher,
  type ProximityOptions,
} from './matcher.ts';
