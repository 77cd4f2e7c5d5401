/**
 * Use cases of the Waypost server. Each takes the {@link PlatformContext}, does one thing, and throws
 * `PlatformError` or `WaypostError` by code.
 *
 * @module
 */
export type { CheckInBody } from './check-in-body.ts';
export { CheckInWriter, type CheckInWriterOptions, type NextTurn } from './check-in-writer.ts';
export {
  DEFAULT_SETTINGS,
  type PlatformContext,
  type PlatformParts,
  type PlatformSettings,
  platformContext,
} from './context.ts';
export { isPlatformError, PlatformError, type PlatformErrorCode } from './errors.ts';
export type { CheckInLimits } from './policies/check-in-limits.ts';
export { EXPIRY_WARNING_SECONDS, expiresSoon } from './policies/code-expiry.ts';
export { MAX_PLACES, MAX_PROOFS } from './policies/disclosure-limits.ts';
export { type NoticeState, noticeState } from './policies/notice-state.ts';
export { isVerificationCode, normaliseCode } from './policies/verification-code.ts';
export type * from './ports/index.ts';
export type { RunSettings } from './runs/run-rule.ts';
export { addOfficerKey } from './usecases/add-officer-key.ts';
export { approveNotice } from './usecases/approve-notice.ts';
export { authenticateOfficer } from './usecases/authenticate-officer.ts';
export { authenticateVenue } from './usecases/authenticate-venue.ts';
export { type CheckInChangeInput, changeCheckIn } from './usecases/change-check-in.ts';
export { type CheckInInput, type CheckInReceipt, checkIn } from './usecases/check-in.ts';
export { type DisclosureInput, disclose } from './usecases/disclose.ts';
export { draftNotice } from './usecases/draft-notice.ts';
export { type DroppedCounts, dropExpired } from './usecases/drop-expired.ts';
export { getMatchingRun } from './usecases/get-matching-run.ts';
export { getVenue, type VenueWithCodes } from './usecases/get-venue.ts';
export { importVenues } from './usecases/import-venues.ts';
export { issueVerificationCode } from './usecases/issue-verification-code.ts';
export { keyListText, publicKeys } from './usecases/issuer-keys.ts';
export { type DisclosureSummary, listDisclosures } from './usecases/list-disclosures.ts';
export { noticeIndex } from './usecases/notice-index.ts';
export {
  allPosterContents,
  type PosterText,
  posterContents,
  type WantedPosters,
} from './usecases/poster-contents.ts';
export { publishDue } from './usecases/publish-due.ts';
export { publishedFile } from './usecases/published-file.ts';
export {
  type RegisteredVenue,
  registerVenue,
  type VenueRegistration,
} from './usecases/register-venue.ts';
export { revokeOfficerKey } from './usecases/revoke-officer-key.ts';
export { rotateCode } from './usecases/rotate-code.ts';
export { type RunQuestion, runMatching } from './usecases/run-matching.ts';
export { updateVenue, type VenueUpdate } from './usecases/update-venue.ts';
export { withdrawCode } from './usecases/withdraw-code.ts';
export { withdrawNotice } from './usecases/withdraw-notice.ts';
export { withdrawnCodes } from './usecases/withdrawn-codes.ts';
export type { IssuedCode, IssuingContext } from './venue-code-version.ts';
