import type { CaseStore } from './case-store.ts';
import type { CheckInStore } from './check-in-store.ts';
import type { NoticeStore } from './notice-store.ts';
import type { OfficerKeyStore } from './officer-key-store.ts';
import type { RunStore } from './run-store.ts';
import type { VenueStore } from './venue-store.ts';

/** One adapter of every store: what a database gives, and what memory gives. */
export interface PlatformStores {
  readonly venues: VenueStore;
  readonly checkIns: CheckInStore;
  readonly cases: CaseStore;
  readonly runs: RunStore;
  readonly notices: NoticeStore;
  readonly officerKeys: OfficerKeyStore;
}
