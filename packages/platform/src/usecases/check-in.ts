import { toHex, unixSeconds, utcDayAt } from '@waypost/core/primitives';
import { type CheckInBody, hashCheckInBody } from '../check-in-body.ts';
import type { PlatformContext } from '../context.ts';
import { isPlatformError, PlatformError } from '../errors.ts';
import { assertArrival, assertDeparture, isLate } from '../policies/check-in-time.ts';
import { hourOf } from '../policies/counting.ts';
import { isUnconfirmed } from '../policies/unconfirmed.ts';
import type { CheckIn, CheckInMarks, InsertResult, KnownLocation } from '../ports/index.ts';

/** What a device sends, and the network it came from. */
export interface CheckInInput extends CheckInBody {
  /** Prefix of the sender's address: counted in memory, stored nowhere. */
  readonly networkPrefix: string;
}

/** The answer to a check-in, and to each repeat of it. */
export interface CheckInReceipt extends CheckInMarks {
  /** Hours since 1970 in which it was first received. */
  readonly receivedHour: number;
}

/**
 * Takes a check-in in: durable when it answers. The same body again gets the same answer, decided
 * before anything else. Protocol section 4.
 *
 * @throws {@link PlatformError} `CHECK_IN_CONFLICT` for a contact id that is known with another body or
 * was erased; `LOCATION_UNKNOWN`, `LOCATION_WITHDRAWN`, `LOCATION_EXPIRED`, `CHECK_IN_TIME`;
 * `CHECK_IN_BUSY`; `BYTES_LENGTH` and `NUMBER_RANGE` of the core.
 */
export async function checkIn(
  context: PlatformContext,
  input: CheckInInput,
): Promise<CheckInReceipt> {
  const { outcome, receivedHour, marks } = await insertOrRecall(context, input);
  if (outcome === 'conflict')
    throw new PlatformError('CHECK_IN_CONFLICT', 'the contact id was used before');
  return { receivedHour, late: marks.late, unconfirmed: marks.unconfirmed };
}

/**
 * What is refused today may have been taken in before, when its code was not withdrawn yet. Only then is
 * the id looked up: for all others, inserting finds out.
 */
async function insertOrRecall(
  context: PlatformContext,
  input: CheckInInput,
): Promise<InsertResult> {
  const bodyHash = hashCheckInBody(input);
  let row: CheckIn;
  try {
    row = await admit(context, input, bodyHash);
  } catch (refusal) {
    if (!isPlatformError(refusal)) throw refusal;
    const known = await context.checkIns.recall(input.contactId, bodyHash);
    if (known === null) throw refusal;
    return known;
  }
  return context.checkInWriter.write(row);
}

/** Judges a check-in that may be new, and makes the row that is stored of it. */
async function admit(
  context: PlatformContext,
  input: CheckInInput,
  bodyHash: Uint8Array,
): Promise<CheckIn> {
  const now = context.clock();
  const { contactId, arrivedAt, departedAt, partySize, onBehalf, receiptHash, card } = input;
  assertArrival(arrivedAt, now, context.settings.retentionDays);
  const location = await findOpenLocation(context, input);
  const { venueId, longestStaySeconds } = location.venue;
  if (departedAt !== null) assertDeparture({ arrivedAt, departedAt }, longestStaySeconds);
  const { networkPrefix } = input;
  const isOverLimit = context.checkInCounter.add({ venue: toHex(venueId), networkPrefix }, now);
  return {
    contactId,
    venueId,
    zone: location.zone,
    day: utcDayAt(unixSeconds(arrivedAt)),
    arrivedAt,
    departedAt,
    receivedHour: hourOf(now),
    partySize,
    onBehalf,
    receiptHash,
    card,
    bodyHash,
    late: isLate(arrivedAt, now),
    unconfirmed: isUnconfirmed({ ...input, isOverLimit }, location),
  };
}

async function findOpenLocation(
  { venues }: PlatformContext,
  { locationId, arrivedAt }: CheckInInput,
): Promise<KnownLocation> {
  const location = await venues.findLocation(locationId);
  if (location === null)
    throw new PlatformError('LOCATION_UNKNOWN', 'no venue code of this issuer has this location');
  const { notBefore, expires, withdrawnAt } = location.code;
  if (withdrawnAt !== null)
    throw new PlatformError('LOCATION_WITHDRAWN', 'the venue code was withdrawn');
  if (arrivedAt < notBefore || arrivedAt >= expires)
    throw new PlatformError('LOCATION_EXPIRED', 'the venue code was not valid at arrival');
  return location;
}
