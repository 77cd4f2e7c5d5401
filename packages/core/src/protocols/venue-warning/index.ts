/**
 * Venue warnings: when it was risky to be at a place, in a list that everybody may fetch and that
 * tells only those who have scanned the place's code.
 *
 * Spec: the Waypost check-in protocol, version 1, section 8.
 * Vectors: `test/vectors/warnings.json`.
 *
 * @module
 */
export {
  buildVenueWarningList,
  type VenueWarningEntry,
  type VenueWarningListOptions,
} from './build-list.ts';
export {
  findVenueWarnings,
  MAX_LIST_ENTRIES,
  parseVenueWarningList,
  type VenueWarningList,
} from './list.ts';
export {
  deriveWarningKey,
  deriveWarningTag,
  MAX_WARNINGS_OF_A_PLACE,
  openVenueWarning,
  type SealedWarning,
  sealVenueWarning,
} from './sealed-warning.ts';
export { ROUND_TO_INTERVALS, roundWarningOutward, type VenueWarning } from './venue-warning.ts';
