import { hashReceiptKey } from '@waypost/core/contact-id';
import { equalBytes } from '@waypost/core/primitives';
import type { PlatformContext } from '../context.ts';
import { PlatformError } from '../errors.ts';
import { assertArrival, assertDeparture, assertSameDay } from '../policies/check-in-time.ts';
import type { CheckIn, CheckInChange } from '../ports/index.ts';

/** What the holder of a receipt key asks for. */
export interface CheckInChangeInput {
  /** 16 bytes. */
  readonly contactId: Uint8Array;
  /** 16 bytes. Secret. */
  readonly receiptKey: Uint8Array;
  readonly change: CheckInChange;
}

/**
 * Checks out, corrects the arrival, or erases. The UTC day of arrival cannot change.
 *
 * @throws {@link PlatformError} `CHANGE_REFUSED`, one answer for an unknown or erased id and a wrong key;
 * to who holds the key also `CHECK_IN_TIME`. `BYTES_LENGTH` of the core.
 */
export async function changeCheckIn(
  context: PlatformContext,
  { contactId, receiptKey, change }: CheckInChangeInput,
): Promise<void> {
  const receiptHash = hashReceiptKey(receiptKey);
  const [checkIn] = await context.checkIns.find([contactId]);
  if (checkIn === undefined || !equalBytes(checkIn.receiptHash, receiptHash)) throw refused();
  if (change.kind !== 'erase') await assertTimes(context, checkIn, change);
  if (!(await context.checkIns.change(contactId, receiptHash, change))) throw refused();
}

async function assertTimes(
  context: PlatformContext,
  checkIn: CheckIn,
  change: Exclude<CheckInChange, { readonly kind: 'erase' }>,
): Promise<void> {
  const arrivedAt = change.kind === 'arrive' ? change.arrivedAt : checkIn.arrivedAt;
  const departedAt = change.kind === 'depart' ? change.departedAt : checkIn.departedAt;
  if (change.kind === 'arrive') {
    assertArrival(arrivedAt, context.clock(), context.settings.retentionDays);
    assertSameDay(arrivedAt, checkIn.day);
  }
  if (departedAt === null) return;
  const venue = await context.venues.findVenue(checkIn.venueId);
  if (venue === null) throw refused();
  assertDeparture({ arrivedAt, departedAt }, venue.longestStaySeconds);
}

const refused = (): PlatformError =>
  new PlatformError('CHANGE_REFUSED', 'there is no such check-in, or the key is not its own');
