/**
 * Which check-ins are marked as unconfirmed. They are stored like any other, and count where an officer
 * says so. Protocol section 4.
 *
 * @module
 */
import { isFreshDisplayCode } from '@waypost/core/venue-code';
import type { KnownLocation } from '../ports/index.ts';
import { isOpenAt } from './opening-hours.ts';

/** What a check-in claims, as far as it can be confirmed. */
export interface ClaimedCheckIn {
  /** Unix seconds. */
  readonly arrivedAt: number;
  /** What the venue's display showed; `null`: nothing was sent. */
  readonly display: string | null;
  readonly isOverLimit: boolean;
}

/** Whether a check-in is unconfirmed: over a limit, at a closed venue, or without a fresh code. */
export const isUnconfirmed = (claimed: ClaimedCheckIn, location: KnownLocation): boolean =>
  claimed.isOverLimit || !isVenueOpen(claimed, location) || !isDisplayFresh(claimed, location);

const isVenueOpen = ({ arrivedAt }: ClaimedCheckIn, { venue }: KnownLocation): boolean =>
  venue.openingHours === null || isOpenAt(venue.openingHours, arrivedAt);

function isDisplayFresh(
  { arrivedAt, display }: ClaimedCheckIn,
  { venue, locationId }: KnownLocation,
): boolean {
  if (venue.displaySecret === null) return true;
  if (display === null) return false;
  return isFreshDisplayCode(display, arrivedAt, { secret: venue.displaySecret, locationId });
}
