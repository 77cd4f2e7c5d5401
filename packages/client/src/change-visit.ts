/**
 * What becomes of a visit after its check-in: check-out, correction, erasure. Protocol sections 1, 4, 9.
 *
 * @module
 */
import { deriveReceiptKey } from '@waypost/core/contact-id';
import { toBase64Url } from '@waypost/core/primitives';
import type { CheckInChange } from './api/schema.ts';
import { CHECK_IN_BODY_BYTES, sizedJson } from './api/sized-body.ts';
import type { VisitParts } from './check-in.ts';
import { type StoreChange, update } from './diary/diary-store.ts';
import type { OutboxEntry, OutboxKind, Visit } from './diary/records.ts';
import { erasureOf, findVisit } from './diary/visits.ts';
import { ClientError } from './errors.ts';
import { enqueue } from './outbox.ts';
import { randomBelow } from './random.ts';
import { assertStay, dayOf, wholeMinuteAfter, wholeMinuteBefore } from './visit-times.ts';

/** A check-out that nobody tapped leaves so much later: its moment tells of no other request. */
const LATE_FROM_SECONDS = 600;
const LATE_TO_SECONDS = 3600;

/**
 * Notes when somebody left.
 *
 * @param departure - `departedAt` in Unix seconds, now where it is left out. `tapped` says that the person
 * asked for it just now; where a timer or a new check-in did, it is sent 10 to 60 minutes late.
 * @throws {@link ClientError} `VISIT_UNKNOWN`, `TIME_INVALID`.
 */
export async function checkOut(
  parts: VisitParts,
  visitId: string,
  departure: { readonly departedAt?: number; readonly tapped: boolean },
): Promise<void> {
  const now = parts.clock();
  const visit = await findVisit(parts.store, visitId, now);
  const departedAt = wholeMinuteAfter(departure.departedAt ?? now);
  assertStay(visit.arrivedAt, departedAt);
  const { randomBytes } = parts;
  const late =
    LATE_FROM_SECONDS + randomBelow(LATE_TO_SECONDS - LATE_FROM_SECONDS + 1, randomBytes);
  await changeVisit(parts, visit, {
    kind: 'check-out',
    request: { departedAt },
    notBefore: departure.tapped ? now : now + late,
    apply: (current) => ({ ...current, departedAt }),
  });
}

/**
 * Corrects when somebody came, on the same UTC day.
 *
 * @param arrived - Unix seconds.
 * @throws {@link ClientError} `VISIT_UNKNOWN`, `TIME_INVALID`.
 */
export async function correctArrival(
  parts: VisitParts,
  visitId: string,
  arrived: number,
): Promise<void> {
  const now = parts.clock();
  const visit = await findVisit(parts.store, visitId, now);
  const arrivedAt = wholeMinuteBefore(arrived);
  assertStay(arrivedAt, visit.departedAt);
  if (dayOf(arrivedAt) !== dayOf(visit.arrivedAt))
    throw new ClientError('TIME_INVALID', 'an arrival stays on its UTC day');
  await changeVisit(parts, visit, {
    kind: 'correction',
    request: { arrivedAt },
    notBefore: now,
    apply: (current) => ({ ...current, arrivedAt }),
  });
}

/**
 * Erases a visit with its secret at once. Where its check-in has left the device, the server is asked to
 * erase it too; where it has not, it never will.
 *
 * @throws {@link ClientError} `VISIT_UNKNOWN`.
 */
export async function eraseVisit(parts: VisitParts, visitId: string): Promise<void> {
  const { store, clock, outbox } = parts;
  const visit = await findVisit(store, visitId, clock());
  const body = changeBody(visit, { erase: true });
  const erasure = await enqueue(parts, { visitId, kind: 'erasure', body, notBefore: clock() });
  const entries = (await store.list('outbox')).filter((entry) => entry.visitId === visitId);
  let hasLeft = false;
  const isNeeded = ({ kind, refused }: OutboxEntry): boolean =>
    hasLeft && kind === 'check-in' && refused === null;
  await store.write([
    // First: it decides, in the same write, what becomes of the others.
    update('visits', visitId, (current) => {
      hasLeft = current.state === 'sending' || current.state === 'sent';
      return current;
    }),
    ...entries.map(({ id }) => update('outbox', id, (entry) => (isNeeded(entry) ? entry : null))),
    { ...erasure, apply: (current) => (hasLeft ? erasure.apply(current) : null) },
    ...(await erasureOf(store, new Set([visitId]))),
  ]);
  outbox.wake();
}

/** One change of a visit, here and on the server. */
interface VisitChange {
  readonly kind: OutboxKind;
  readonly request: ChangeRequest;
  readonly notBefore: number;
  readonly apply: (visit: Visit) => Visit;
}

/** What the server only learns of visits that it has, or will have. */
async function changeVisit(parts: VisitParts, visit: Visit, wanted: VisitChange): Promise<void> {
  const changes: StoreChange[] = [update('visits', visit.id, wanted.apply)];
  if (visit.state !== 'diary' && visit.state !== 'refused') {
    const { kind, notBefore } = wanted;
    const body = changeBody(visit, wanted.request);
    changes.push(await enqueue(parts, { visitId: visit.id, kind, body, notBefore }));
  }
  await parts.store.write(changes);
  parts.outbox.wake();
}

type ChangeRequest =
  | { readonly departedAt: number }
  | { readonly arrivedAt: number }
  | { readonly erase: true };

function changeBody({ contactId, checkInSecret }: Visit, request: ChangeRequest): string {
  const content: Omit<CheckInChange, 'pad'> = {
    contactId: toBase64Url(contactId),
    receiptKey: toBase64Url(deriveReceiptKey(checkInSecret)),
    ...request,
  };
  return sizedJson(content, CHECK_IN_BODY_BYTES);
}
