/**
 * Who met whom, where, for how long: matching on columns of check-ins.
 *
 * Definitions: `docs/matching.md`. Reference answers: `test/matching`.
 *
 * @module
 */
export { CheckInLog, OPEN_END } from './check-in-log.ts';
export {
  buildCheckInTable,
  type CheckInNames,
  type CheckInRow,
  type CheckInTable,
  checkInTable,
  compareIds,
  compareVenueIds,
} from './check-in-table.ts';
export { type Cluster, type ClusterQuery, findClusters } from './clusters.ts';
export { type IndexStay, indexStays } from './index-stays.ts';
export { inputDigest } from './input-digest.ts';
export {
  type IndexContacts,
  matchPresence,
  type PresenceQuery,
  type PresenceResult,
} from './match-presence.ts';
export type { Contact } from './matcher.ts';
export type { PaceOptions, Progress } from './pace.ts';
export {
  DEFAULT_RULE,
  MAX_RULE_SECONDS,
  type MatchingRule,
  matchingRule,
  type NearZones,
  PRESETS,
  type PresetName,
  RULE_VERSION,
} from './rule.ts';
export type { Totals } from './totals.ts';
