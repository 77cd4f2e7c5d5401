/**
 * Bluezone (Vietnam), version 2.0 and later: its ids, its matching, and import of its records.
 *
 * @module
 */
export {
  type BluezoneContact,
  type BluezoneTimeUnit,
  encodeBluezoneHistory,
  parseBluezoneHistory,
} from './history.ts';
export {
  BLUEZONE_ID_BYTES,
  BLUEZONE_IDS_PER_DAY,
  BLUEZONE_KEY_BYTES,
  BLUEZONE_SLOT_SECONDS,
  type BluezoneInstall,
  deriveBluezoneDailyKey,
  deriveBluezoneIdAt,
  deriveBluezoneIds,
} from './ids.ts';
export {
  type BluezoneUpload,
  type ImportedBluezoneContact,
  importBluezoneUpload,
} from './import.ts';
export {
  BLUEZONE_MAX_WINDOW_DAYS,
  type BluezoneF0,
  bluezoneIds,
  discloseBluezone,
} from './match.ts';
export { type BluezoneInfo, parseBluezoneF0s, parseBluezoneInfo } from './messages.ts';
