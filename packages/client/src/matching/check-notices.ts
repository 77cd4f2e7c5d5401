/**
 * Asking what is new: verifies the signed index, fetches the files that were not looked through yet,
 * the same ones as every phone, and looks in them for the visits of the last 14 days. Protocol
 * sections 2, 7 and 8.
 *
 * @module
 */
import type { IndexList, PublishedBundle, PublishedFile } from '@waypost/core/keys-and-lists';
import { isWaypostError } from '@waypost/core/primitives';
import type { ApiClient } from '../api/client.ts';
import { type DiaryStore, put, remove } from '../diary/diary-store.ts';
import type { CheckedFile, Visit } from '../diary/records.ts';
import { fileKey, keptVisits } from '../diary/visits.ts';
import { isApiError, isClientError } from '../errors.ts';
import type { Trust } from '../trust.ts';
import { type Alert, alertsOf, endOf } from './alerts.ts';
import type { ComparedVisit, Matcher } from './match-file.ts';

/** What looking for notices needs. */
export interface NoticeParts {
  readonly store: DiaryStore;
  readonly api: Pick<ApiClient, 'getFile'>;
  readonly trust: Pick<Trust, 'index'>;
  readonly clock: () => number;
  readonly match: Matcher;
}

/** What came of it. */
export interface CheckedNotices {
  /** All that the person is to know, of this time and before; the latest visit first. */
  readonly alerts: readonly Alert[];
  /** Files that the index lists and that could not be read; they are asked for again next time. */
  readonly unread: readonly UnreadFile[];
}

/** A file that could not be read, and why. */
export interface UnreadFile {
  readonly kind: 'notices' | 'warnings';
  readonly sequence: number;
  readonly code: string;
}

/**
 * Looks through all that is new.
 *
 * @throws As the index is verified: the core's `LIST_…`, {@link ClientError} `LIST_STALE`; and
 * `NETWORK` or `TIMEOUT` where the server cannot be reached. What was looked through before is kept.
 */
export async function checkNotices(parts: NoticeParts): Promise<CheckedNotices> {
  const index = await parts.trust.index();
  await forgetUnlisted(parts, index);
  const unread: UnreadFile[] = [];
  for (const file of listedFiles(index)) {
    if ((await parts.store.get('files', fileKey(file))) !== null) continue;
    try {
      await lookThrough(parts, file);
    } catch (error) {
      const code = codeOf(error);
      if (code === null || code === 'NETWORK' || code === 'TIMEOUT') throw error;
      // One broken file must not hide what the others say.
      unread.push({ kind: file.kind, sequence: file.sequence, code });
    }
  }
  return { alerts: await currentAlerts(parts), unread };
}

/**
 * What the person is to know by what was looked through before. Asks nobody. Of what a person has
 * disclosed, nothing is told: others are warned of it.
 */
export async function currentAlerts({
  store,
  clock,
}: Pick<NoticeParts, 'store' | 'clock'>): Promise<readonly Alert[]> {
  const visits = await keptVisits(store, clock());
  const own = visits.filter(({ disclosed }) => !disclosed);
  return alertsOf(own, await store.list('files'));
}

interface ListedFile extends PublishedFile {
  readonly kind: CheckedFile['kind'];
  readonly rule: string | null;
}

/** A notice and its warnings share a sequence, and are taken back together. */
function listedFiles({ bundles, warnings, withdrawn }: IndexList): readonly ListedFile[] {
  const ofNotice = (bundle: PublishedBundle): ListedFile => ({ ...bundle, kind: 'notices' });
  const ofWarning = (file: PublishedFile): ListedFile => ({
    ...file,
    kind: 'warnings',
    rule: null,
  });
  const listed = [...bundles.map(ofNotice), ...warnings.map(ofWarning)];
  return listed.filter(({ sequence }) => !withdrawn.includes(sequence));
}

/**
 * Whatever was taken back is forgotten, and its alerts with it; so is a file that found nothing and is
 * listed no more. What one found that is only too old to be listed stays as long as the visit.
 */
async function forgetUnlisted({ store }: NoticeParts, index: IndexList): Promise<void> {
  const listed = new Set(listedFiles(index).map(fileKey));
  const withdrawn = new Set(index.withdrawn);
  const files = await store.list('files');
  const gone = files.filter(
    (file) =>
      withdrawn.has(file.sequence) || (file.hits.length === 0 && !listed.has(fileKey(file))),
  );
  await store.write(gone.map((file) => remove('files', fileKey(file))));
}

async function lookThrough(parts: NoticeParts, file: ListedFile): Promise<void> {
  const { api, store, clock, match } = parts;
  const { kind, sequence, rule } = file;
  const bytes = await api.getFile(file);
  const visits = (await keptVisits(store, clock())).flatMap((visit) => compared(visit, kind));
  const hits = await match({ kind, bytes, visits });
  await store.write([put('files', fileKey(file), { kind, sequence, rule, hits })]);
}

/**
 * In notices, only ids that this device has sent, for its own person: nobody is notified on another's
 * behalf. In warnings, visits that the server does not have.
 */
function compared(visit: Visit, kind: CheckedFile['kind']): readonly ComparedVisit[] {
  const { id: visitId, state, onBehalf, contactId, locationId, arrivedAt: start } = visit;
  const wasSent = state === 'sending' || state === 'sent';
  if (onBehalf || state === 'waiting' || wasSent !== (kind === 'notices')) return [];
  return [{ visitId, sought: wasSent ? contactId : locationId, start, end: endOf(visit) }];
}

function codeOf(error: unknown): string | null {
  return isClientError(error) || isApiError(error) || isWaypostError(error) ? error.code : null;
}
