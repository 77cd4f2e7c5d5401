/** Seconds by which a stay is widened on both sides, as Campus QR is set up. */
export const CAMPUS_QR_TRANSIT_SECONDS = 120;
/** How long a check-in may wait on a device without network, in seconds: seven days. */
export const CAMPUS_QR_OFFLINE_SECONDS: number = 7 * 86_400;

/** A stay in a room, Unix seconds. */
export interface CampusStay {
  readonly locationId: string;
  /** `null` where the room has no seats. */
  readonly seat: number | null;
  readonly checkIn: number;
  /** `null` while the person is still there. */
  readonly checkOut: number | null;
}

/** How stays are compared. */
export interface CampusContactRule {
  /** Until when a case without check-out stayed, Unix seconds. */
  readonly now: number;
  /** Left out, {@link CAMPUS_QR_TRANSIT_SECONDS}. */
  readonly transitSeconds?: number | undefined;
  /**
   * Seats that are near to the one the case sat on. The very same seat always is. Left out, or with
   * a case that had no seat, the whole room counts.
   */
  readonly nearSeats?: readonly number[] | undefined;
}

/**
 * Whether `other` met the case of `index`: in the same room, and not gone more than the transit
 * before the case came, nor come more than the transit after it left. Closed: a second that both
 * share is enough. Who never checked out was there to the end.
 */
export function isCampusContact(
  index: CampusStay,
  other: CampusStay,
  { now, transitSeconds = CAMPUS_QR_TRANSIT_SECONDS, nearSeats }: CampusContactRule,
): boolean {
  const cameInTime = other.checkIn <= (index.checkOut ?? now) + transitSeconds;
  const leftInTime = other.checkOut === null || other.checkOut >= index.checkIn - transitSeconds;
  const sameRoom = other.locationId === index.locationId;
  return sameRoom && cameInTime && leftInTime && isNear(index, other, nearSeats);
}

function isNear(
  index: CampusStay,
  other: CampusStay,
  nearSeats: readonly number[] | undefined,
): boolean {
  if (nearSeats === undefined || index.seat === null) return true;
  return other.seat !== null && (other.seat === index.seat || nearSeats.includes(other.seat));
}

/**
 * Whether a check-in that a device sends late is taken: up to seven days old, and not of the future.
 * Campus QR has the comparison the wrong way round, and drops the fresh ones with a friendly answer.
 */
export const isCampusCheckInFresh = (checkIn: number, now: number): boolean =>
  checkIn <= now && checkIn >= now - CAMPUS_QR_OFFLINE_SECONDS;
