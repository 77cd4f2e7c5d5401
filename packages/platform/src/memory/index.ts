/**
 * Every store in memory: for tests, and for trying things out. Nothing is kept when the process ends.
 *
 * @module
 */
import type { PlatformStores } from '../ports/index.ts';
import { memoryCaseStore } from './case-store.ts';
import { memoryCheckInStore } from './check-in-store.ts';
import { memoryNoticeStore } from './notice-store.ts';
import { memoryOfficerKeyStore } from './officer-key-store.ts';
import { memoryRunStore } from './run-store.ts';
import { memoryVenueStore } from './venue-store.ts';

export { memoryCaseStore } from './case-store.ts';
export { memoryCheckInStore } from './check-in-store.ts';
export { memoryNoticeStore } from './notice-store.ts';
export { memoryOfficerKeyStore } from './officer-key-store.ts';
export { memoryRunStore } from './run-store.ts';
export { memoryVenueStore } from './venue-store.ts';

/** One store of each kind, empty. Days are made room for by `ensureDays`, as in any other. */
export const memoryStores = (): PlatformStores => ({
  venues: memoryVenueStore(),
  checkIns: memoryCheckInStore(),
  cases: memoryCaseStore(),
  runs: memoryRunStore(),
  notices: memoryNoticeStore(),
  officerKeys: memoryOfficerKeyStore(),
});
