/**
 * What is to leave the device, and when: one entry at a time, in random order, 0 to 60 minutes apart, so
 * that a phone that was offline for an evening does not tell by its requests which places belong together.
 * Protocol section 9.
 *
 * An entry is stored with the bytes that it sends before it leaves, sends the same bytes at every
 * attempt, and goes when the server has answered: nothing is lost by a restart, nothing is sent as
 * something new. Entries of one visit keep their order, since a check-out needs its check-in. Whatever
 * the server refuses stays, marked, until the app dismisses it.
 *
 * @module
 */
import { toBase64Url } from '@waypost/core/primitives';
import type { ApiClient } from './api/client.ts';
import type { CheckInReceipt } from './api/schema.ts';
import { type DiaryStore, put, remove, type StoreChange, update } from './diary/diary-store.ts';
import type { OutboxEntry, OutboxKind, OutboxRest } from './diary/records.ts';
import { isApiError, isTransient, type ProblemCode } from './errors.ts';
import { randomBelow } from './random.ts';
import type { Surroundings } from './surroundings.ts';

/** What the app is told: an entry was answered. */
export interface OutboxEvent {
  readonly kind: OutboxKind;
  readonly visitId: string;
  /** Code of the server's refusal; `null`: taken. */
  readonly refused: ProblemCode | null;
}

/** What an outbox works with. */
export interface OutboxParts extends Surroundings {
  readonly store: DiaryStore;
  readonly api: Pick<ApiClient, 'postCheckIn' | 'postChange'>;
  /** Called after the answer is stored. */
  readonly onEvent?: ((event: OutboxEvent) => void) | undefined;
}

/** Requests on their way. One outbox a store: two would not know of each other's pauses. */
export interface Outbox {
  /** Everything that waits or was refused, oldest of each visit first. */
  entries(): Promise<readonly OutboxEntry[]>;
  /**
   * Lets entries leave until none waits, or `signal` aborts. Called while it runs, it joins the run.
   * Rejects only where the store fails.
   */
  run(signal?: AbortSignal): Promise<void>;
  /** Tells a run that there is something new. */
  wake(): void;
  /** Forgets an entry that was refused. */
  dismiss(entryId: string): Promise<void>;
}

/** Longest pause between two entries, in seconds. */
const MAX_REST_SECONDS = 3600;
const FIRST_BACKOFF_SECONDS = 15;
const MAX_BACKOFF_SECONDS = 3600;
const ENTRY_ID_BYTES = 16;

/** Makes an outbox of what the store holds; nothing leaves before {@link Outbox.run}. */
export function createOutbox(parts: OutboxParts): Outbox {
  const { store, delay, clock } = parts;
  let running: Promise<void> | null = null;
  let sleep = new AbortController();

  async function leave(signal?: AbortSignal): Promise<void> {
    try {
      let now = clock();
      while (true) {
        now = Math.max(now, clock());
        sleep = new AbortController();
        const next = await nextEntry(parts, now);
        if (signal?.aborted) return;
        if (next === null && sleep.signal.aborted) continue; // something came in the meantime
        if (next === null) return;
        if ('entry' in next) await attempt(parts, next.entry, now);
        // Whatever the clock says: it may be turned back, or stand still in a demonstration.
        else if (await slept(next.dueAt - now, signal)) now = next.dueAt;
      }
    } finally {
      running = null; // in the same turn as the last look: whoever calls now starts a new run
    }
  }

  /** Waits; `false` when it was woken. */
  async function slept(seconds: number, signal?: AbortSignal): Promise<boolean> {
    const { signal: woken } = sleep;
    const stop = (): void => sleep.abort();
    signal?.addEventListener('abort', stop);
    await delay(seconds, woken);
    signal?.removeEventListener('abort', stop);
    return !woken.aborted;
  }

  return {
    entries: async () => [...(await store.list('outbox'))].sort((a, b) => a.order - b.order),
    run(signal) {
      running ??= leave(signal);
      return running;
    },
    wake: () => sleep.abort(),
    dismiss: (entryId) =>
      store.write([update('outbox', entryId, (entry) => (entry.refused === null ? entry : null))]),
  };
}

/** What an entry is made of. */
export interface NewEntry {
  readonly visitId: string;
  readonly kind: OutboxKind;
  readonly body: string;
  /** Unix seconds. */
  readonly notBefore: number;
}

/** What puts an entry behind the others of its visit. */
export async function enqueue(
  { store, randomBytes }: Pick<OutboxParts, 'store' | 'randomBytes'>,
  entry: NewEntry,
): Promise<StoreChange> {
  const others = (await store.list('outbox')).filter(({ visitId }) => visitId === entry.visitId);
  const order = 1 + Math.max(0, ...others.map((other) => other.order));
  const id = toBase64Url(randomBytes(ENTRY_ID_BYTES));
  return put('outbox', id, { ...entry, id, order, attempts: 0, refused: null });
}

type Next = { readonly entry: OutboxEntry } | { readonly dueAt: number } | null;

/** A random one of those that may leave, or when the first one may. */
async function nextEntry({ store, randomBytes }: OutboxParts, now: number): Promise<Next> {
  const rest = await store.get('rests', 'outbox');
  const waiting = firstOfEachVisit(await store.list('outbox'));
  if (waiting.length === 0) return null;
  const ready = waiting.filter((entry) => dueAt(entry, rest) <= now);
  const entry = ready[ready.length === 0 ? 0 : randomBelow(ready.length, randomBytes)];
  return entry ? { entry } : { dueAt: Math.min(...waiting.map((one) => dueAt(one, rest))) };
}

/** The pause after an entry keeps all others back, but not its own next attempt. */
const dueAt = (entry: OutboxEntry, rest: OutboxRest | null): number =>
  rest === null || rest.entryId === entry.id
    ? entry.notBefore
    : Math.max(entry.notBefore, rest.until);

function firstOfEachVisit(entries: readonly OutboxEntry[]): readonly OutboxEntry[] {
  const first = new Map<string, OutboxEntry>();
  for (const entry of entries) {
    if (entry.refused !== null) continue;
    const known = first.get(entry.visitId);
    if (known === undefined || entry.order < known.order) first.set(entry.visitId, entry);
  }
  return [...first.values()];
}

/** Lets one entry leave, and stores what came of it. */
async function attempt(parts: OutboxParts, chosen: OutboxEntry, now: number): Promise<void> {
  const entry = await markLeaving(parts, chosen, now);
  if (entry === null) return;
  const { kind, visitId, body } = entry;
  let receipt: CheckInReceipt | null = null;
  let refused: ProblemCode | null = null;
  try {
    if (kind === 'check-in') receipt = await parts.api.postCheckIn(body);
    else await parts.api.postChange(body);
  } catch (error) {
    if (isTransient(error)) return postpone(parts, entry, { error, now });
    if (!isApiError(error)) throw error;
    // There is nothing left to erase: it never arrived, or its day was dropped.
    if (kind !== 'erasure' || error.code !== 'CHANGE_REFUSED') refused = error.code;
  }
  await parts.store.write(
    refused === null ? taken(entry, receipt) : await turnedDown(parts.store, entry, refused),
  );
  parts.onEvent?.({ kind, visitId, refused });
}

/** Before anything leaves: a crash in the middle is then no different from an answer that got lost. */
async function markLeaving(
  { store, randomBytes }: OutboxParts,
  chosen: OutboxEntry,
  now: number,
): Promise<OutboxEntry | null> {
  let leaving: OutboxEntry | null = null;
  const until = now + randomBelow(MAX_REST_SECONDS + 1, randomBytes);
  const notBefore = now + backoff(chosen.attempts, randomBytes);
  await store.write([
    update('outbox', chosen.id, (entry) => {
      leaving = { ...entry, attempts: entry.attempts + 1, notBefore };
      return leaving;
    }),
    put('rests', 'outbox', { entryId: chosen.id, until }),
    update('visits', chosen.visitId, (visit) =>
      visit.state === 'waiting' ? { ...visit, state: 'sending' } : visit,
    ),
  ]);
  return leaving;
}

/** Doubles from attempt to attempt up to an hour; half of it is random. */
function backoff(attempts: number, randomBytes: OutboxParts['randomBytes']): number {
  const longest = Math.min(MAX_BACKOFF_SECONDS, FIRST_BACKOFF_SECONDS * 2 ** attempts);
  return Math.ceil(longest / 2) + randomBelow(Math.ceil(longest / 2), randomBytes);
}

/** A server that says when to come again is heeded; otherwise the entry has its backoff already. */
async function postpone(
  { store }: OutboxParts,
  { id }: OutboxEntry,
  { error, now }: { readonly error: unknown; readonly now: number },
): Promise<void> {
  const wait = isApiError(error) ? error.retryAfterSeconds : null;
  if (wait === null) return;
  await store.write([
    update('outbox', id, (entry) => ({
      ...entry,
      notBefore: Math.max(entry.notBefore, now + wait),
    })),
  ]);
}

const taken = ({ id, visitId }: OutboxEntry, receipt: CheckInReceipt | null): StoreChange[] => [
  remove('outbox', id),
  ...(receipt
    ? [update('visits', visitId, (visit) => ({ ...visit, state: 'sent', receipt }))]
    : []),
];

/** A check-in that is not taken takes along what was to follow it. */
async function turnedDown(
  store: DiaryStore,
  { id, visitId, kind }: OutboxEntry,
  refused: ProblemCode,
): Promise<StoreChange[]> {
  const mark = (entryId: string): StoreChange =>
    update('outbox', entryId, (entry) => ({ ...entry, refused }));
  if (kind !== 'check-in') return [mark(id)];
  const entries = await store.list('outbox');
  return [
    ...entries.filter((entry) => entry.visitId === visitId).map((entry) => mark(entry.id)),
    update('visits', visitId, (visit) => ({ ...visit, state: 'refused' })),
  ];
}
