/**
 * The read path of the diary: what is older than its retention is gone, whether or not it was erased.
 *
 * @module
 */
import { DAY_SECONDS } from '@waypost/core/primitives';
import { ClientError } from '../errors.ts';
import { type DiaryStore, remove, type StoreChange, update } from './diary-store.ts';
import type { CheckedFile, PendingDisclosure, Visit } from './records.ts';

/** How long a visit is kept, and tested against what is published. */
export const RETENTION_SECONDS: number = 14 * DAY_SECONDS;

const isKept = ({ arrivedAt }: Visit, now: number): boolean => arrivedAt >= now - RETENTION_SECONDS;

/** The visits that are kept at `now`, the latest arrival first. */
export async function keptVisits(store: DiaryStore, now: number): Promise<readonly Visit[]> {
  const visits = await store.list('visits');
  return visits.filter((visit) => isKept(visit, now)).sort((a, b) => b.arrivedAt - a.arrivedAt);
}

/** @throws {@link ClientError} `VISIT_UNKNOWN`. */
export async function findVisit(store: DiaryStore, id: string, now: number): Promise<Visit> {
  const visit = await store.get('visits', id);
  if (visit === null || !isKept(visit, now))
    throw new ClientError('VISIT_UNKNOWN', 'there is no such visit in the diary');
  return visit;
}

/** Key of a looked-through file. */
export const fileKey = ({ kind, sequence }: Pick<CheckedFile, 'kind' | 'sequence'>): string =>
  `${kind} ${sequence}`;

/**
 * What erases visits with their secrets, and every trace that published files left of them. Requests
 * that are on their way are not touched.
 */
export async function erasureOf(
  store: DiaryStore,
  ids: ReadonlySet<string>,
): Promise<readonly StoreChange[]> {
  const files = await store.list('files');
  const withTraces = files.filter(({ hits }) => hits.some(({ visitId }) => ids.has(visitId)));
  return [
    ...[...ids].map((id) => remove('visits', id)),
    ...withTraces.map((file) =>
      update('files', fileKey(file), (current) => ({
        ...current,
        hits: current.hits.filter(({ visitId }) => !ids.has(visitId)),
      })),
    ),
  ];
}

/** Whether nothing takes a disclosure any more that was not answered. */
export const isOver = ({ madeAt }: PendingDisclosure, now: number): boolean =>
  madeAt < now - DAY_SECONDS;

/**
 * Erases the visits whose retention is over, what was refused of them, and a disclosure that came to
 * nothing. What waits in the outbox stays until it is answered.
 *
 * @returns How many visits.
 */
export async function eraseExpired(store: DiaryStore, now: number): Promise<number> {
  const visits = await store.list('visits');
  const expired = new Set(visits.filter((visit) => !isKept(visit, now)).map(({ id }) => id));
  const kept = new Set(visits.map(({ id }) => id).filter((id) => !expired.has(id)));
  const entries = await store.list('outbox');
  const refused = entries.filter((entry) => entry.refused !== null && !kept.has(entry.visitId));
  await store.write([
    ...(await erasureOf(store, expired)),
    ...refused.map(({ id }) => remove('outbox', id)),
    update('disclosures', 'pending', (pending) => (isOver(pending, now) ? null : pending)),
  ]);
  return expired.size;
}
