/**
 * Checking in. The secret and the bytes that will be sent are stored before anything leaves; what leaves
 * is the outbox's. Protocol sections 1, 4 and 5.
 *
 * @module
 */
import { sealContactCard } from '@waypost/core/contact-card';
import {
  CHECK_IN_SECRET_BYTES,
  deriveContactId,
  deriveProofKey,
  deriveReceiptKey,
  hashReceiptKey,
} from '@waypost/core/contact-id';
import { cardKeyFor } from '@waypost/core/keys-and-lists';
import { toBase64Url } from '@waypost/core/primitives';
import type { VenueClaims } from '@waypost/core/venue-code';
import type { NewCheckIn } from './api/schema.ts';
import { CHECK_IN_BODY_BYTES, sizedJson } from './api/sized-body.ts';
import { put } from './diary/diary-store.ts';
import type { Visit } from './diary/records.ts';
import { ClientError } from './errors.ts';
import { enqueue, type Outbox, type OutboxParts } from './outbox.ts';
import type { Trust } from './trust.ts';
import { assertStay, dayOf, wholeMinuteAfter, wholeMinuteBefore } from './visit-times.ts';

/** What visits need. */
export interface VisitParts extends Pick<OutboxParts, 'store' | 'clock' | 'randomBytes'> {
  readonly trust: Trust;
  readonly outbox: Pick<Outbox, 'wake'>;
}

/** Who can be called. Sealed on the device to two offices; the server cannot read it. */
export interface ContactCard {
  readonly name: string;
  readonly phone: string;
}

/** When somebody was there. */
export interface StayTimes {
  /** Unix seconds; left out: now. */
  readonly arrivedAt?: number | undefined;
  /** Unix seconds; left out: not yet known. */
  readonly departedAt?: number | undefined;
}

/** What goes with a check-in. */
export interface CheckInDetails extends StayTimes {
  /** `null`: none is given. An empty one is sealed then, which nobody can tell from another. */
  readonly card: ContactCard | null;
  /** 1..255. Default 1. */
  readonly partySize?: number | undefined;
  /** Entered for somebody else. Default false. */
  readonly onBehalf?: boolean | undefined;
}

const VISIT_ID_BYTES = 16;

/**
 * Checks in at the place of a scanned code: verifies it, keeps the visit, and puts the check-in into the
 * outbox. Works offline while the lists that are remembered are not stale.
 *
 * @throws The core's `VENUE_CODE_…`, `LIST_…` and `CARD_TOO_LONG`; {@link ClientError} `LIST_STALE`,
 * `CARD_KEY_MISSING`, `TIME_INVALID`.
 */
export async function checkIn(
  parts: VisitParts,
  text: string,
  details: CheckInDetails,
): Promise<Visit> {
  const claims = await parts.trust.venueCode(text);
  const visit = newVisit(parts, claims, { ...details, state: 'waiting' });
  const body = await checkInBody(parts, { claims, visit, details });
  const notBefore = parts.clock();
  const entry = await enqueue(parts, { visitId: visit.id, kind: 'check-in', body, notBefore });
  await parts.store.write([put('visits', visit.id, visit), entry]);
  parts.outbox.wake();
  return visit;
}

/**
 * Notes a visit of which nothing leaves the device; venue warnings are found for it.
 *
 * @throws As {@link checkIn}, but for the card.
 */
export async function noteVisit(
  parts: VisitParts,
  text: string,
  times: StayTimes = {},
): Promise<Visit> {
  const claims = await parts.trust.venueCode(text);
  const visit = newVisit(parts, claims, { ...times, state: 'diary' });
  await parts.store.write([put('visits', visit.id, visit)]);
  return visit;
}

function newVisit(
  { clock, randomBytes }: VisitParts,
  claims: VenueClaims,
  stay: StayTimes & {
    readonly state: 'diary' | 'waiting';
    readonly onBehalf?: boolean | undefined;
  },
): Visit {
  const arrivedAt = wholeMinuteBefore(stay.arrivedAt ?? clock());
  const departedAt = stay.departedAt === undefined ? null : wholeMinuteAfter(stay.departedAt);
  assertStay(arrivedAt, departedAt);
  const checkInSecret = randomBytes(CHECK_IN_SECRET_BYTES);
  return {
    id: toBase64Url(randomBytes(VISIT_ID_BYTES)),
    checkInSecret,
    contactId: deriveContactId(deriveProofKey(checkInSecret)),
    venueId: claims.venueId,
    locationId: claims.locationId,
    venue: { name: claims.name, address: claims.address, zone: claims.zone },
    arrivedAt,
    departedAt,
    onBehalf: stay.onBehalf ?? false,
    state: stay.state,
    receipt: null,
    disclosed: false,
  };
}

async function checkInBody(
  { trust, randomBytes }: VisitParts,
  { claims, visit, details }: { claims: VenueClaims; visit: Visit; details: CheckInDetails },
): Promise<string> {
  const { contactId, venueId, arrivedAt, departedAt } = visit;
  const day = dayOf(arrivedAt);
  const publicKey = cardKeyFor(await trust.keyList(), day);
  if (publicKey === null)
    throw new ClientError(
      'CARD_KEY_MISSING',
      'the key list has no card key for the day of arrival',
    );
  const card = details.card === null ? '' : JSON.stringify(details.card);
  const sealed = await sealContactCard({ card, publicKey, venueId, contactId, day }, randomBytes);
  const content: Omit<NewCheckIn, 'pad'> = {
    locationId: toBase64Url(claims.locationId),
    contactId: toBase64Url(contactId),
    arrivedAt,
    ...(departedAt !== null && { departedAt }),
    partySize: details.partySize ?? 1,
    onBehalf: visit.onBehalf,
    receiptHash: toBase64Url(hashReceiptKey(deriveReceiptKey(visit.checkInSecret))),
    card: toBase64Url(sealed),
    ...(claims.display !== null && { display: claims.display }),
  };
  return sizedJson(content, CHECK_IN_BODY_BYTES);
}
