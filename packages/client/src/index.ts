/**
 * Client of the Waypost server and diary of a visitor's device, for other apps and for our own.
 *
 * @module
 */
export {
  type ApiClient,
  createApiClient,
  type FileReference,
  type ListPath,
} from './api/client.ts';
export type * as Wire from './api/schema.ts';
export { CHECK_IN_BODY_BYTES, DISCLOSURE_BODY_BYTES, sizedJson } from './api/sized-body.ts';
export type { TransportOptions } from './api/transport.ts';
export type { CheckInDetails, ContactCard, StayTimes } from './check-in.ts';
export { createDevice, type Device, type DeviceOptions } from './device.ts';
export type { DiaryStore, StoreChange } from './diary/diary-store.ts';
export { indexedDbDiaryStore } from './diary/indexed-db-diary-store.ts';
export { memoryDiaryStore } from './diary/memory-diary-store.ts';
export type * from './diary/records.ts';
export { RETENTION_SECONDS } from './diary/visits.ts';
export {
  type DisclosableVisit,
  type Disclosure,
  type DisclosureReceipt,
  MAX_PLACES,
  MAX_PROOFS,
} from './disclosure.ts';
export * from './errors.ts';
export type { Alert } from './matching/alerts.ts';
export type { CheckedNotices, UnreadFile } from './matching/check-notices.ts';
export {
  type ComparedVisit,
  type Matcher,
  type MatchJob,
  matchFile,
} from './matching/match-file.ts';
export { type VisitExposure, verdict } from './matching/verdict.ts';
export { type MatchingPort, serveMatching, workerMatcher } from './matching/worker-matcher.ts';
export type { Outbox, OutboxEvent } from './outbox.ts';
export * from './surroundings.ts';
