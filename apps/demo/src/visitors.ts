/**
 * The visitors' devices, each a `@waypost/client` with a diary of its own, and what they do.
 *
 * @module
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { createDevice, type Device, memoryDiaryStore } from '@waypost/client';
import type { RandomBytes } from '@waypost/core/primitives';
import { inParallel } from './in-parallel.ts';
import type { DemoServer } from './own-server.ts';
import type { Story, StoryVisit } from './story.ts';

/** A person with a device. */
export interface Visitor {
  readonly number: number;
  readonly name: string;
  readonly device: Device;
  /** Ids of the device's diary by ids of the story: kept beside the device, for the comparison. */
  readonly visitIds: Map<number, string>;
}

/** What goes on for a while. */
export interface Going {
  readonly signal: AbortSignal;
  /** Called with 0..1. */
  readonly onProgress: (fraction: number) => void;
}

/** Requests on their way at the same time. */
const AT_ONCE = 16;
const HOUR_SECONDS = 3600;
const SEND_WITHIN_MILLISECONDS = 30_000;

/** One device for each visitor. */
export const createVisitors = (
  story: Story,
  { url, issuer, rootThumbprint, time }: DemoServer,
  randomnessOf: (visitor: number) => RandomBytes,
): readonly Visitor[] =>
  story.visitors.map((name, number) => ({
    number,
    name,
    visitIds: new Map(),
    device: createDevice({
      baseUrl: url,
      issuer,
      rootThumbprint,
      store: memoryDiaryStore(),
      fetch: (request) => fetch(request),
      clock: time.now,
      randomBytes: randomnessOf(number),
      // Up to an hour between two requests passes in a moment.
      delay: (seconds, signal) => sleep(seconds / 360, undefined, { signal }).catch(() => {}),
    }),
  }));

interface StoryEvent {
  readonly at: number;
  readonly kind: 'arrival' | 'departure';
  readonly visit: StoryVisit;
}

/** Everybody scans, checks in and checks out, hour by hour. `codeOf` is what hangs on the wall. */
export async function liveThrough(
  { visits }: Story,
  {
    visitors,
    codeOf,
    time,
    signal,
    onProgress,
  }: Going & {
    readonly visitors: readonly Visitor[];
    readonly codeOf: (visit: StoryVisit) => string;
    readonly time: DemoServer['time'];
  },
): Promise<void> {
  const hours = [...Map.groupBy(eventsOf(visits), ({ at }) => Math.floor(at / HOUR_SECONDS))];
  for (const [done, [hour, events]] of hours.entries()) {
    await time.pass((hour + 1) * HOUR_SECONDS);
    const byVisitor = [...Map.groupBy(events, ({ visit }) => visit.visitor)];
    await inParallel(byVisitor, AT_ONCE, async ([number, own]) => {
      const visitor = visitors[number]!;
      for (const event of own) await live(visitor, event, codeOf(event.visit));
      await sendAll(visitor, signal);
    });
    onProgress((done + 1) / hours.length);
  }
}

/** @throws Error where the server does not take everything that the device has for it. */
async function sendAll({ device: { outbox } }: Visitor, signal: AbortSignal): Promise<void> {
  await outbox.run(AbortSignal.any([signal, AbortSignal.timeout(SEND_WITHIN_MILLISECONDS)]));
  signal.throwIfAborted();
  const [left] = await outbox.entries();
  if (left) throw new Error(`a ${left.kind} was not taken: ${left.refused ?? 'no answer'}`);
}

const eventsOf = (visits: readonly StoryVisit[]): readonly StoryEvent[] =>
  visits
    .flatMap((visit): StoryEvent[] => [
      { at: visit.arrivedAt, kind: 'arrival', visit },
      { at: visit.departedAt, kind: 'departure', visit },
    ])
    .sort((a, b) => a.at - b.at);

async function live(
  { name, number, device, visitIds }: Visitor,
  { kind, visit }: StoryEvent,
  code: string,
): Promise<void> {
  const { arrivedAt, departedAt, tapsCheckOut } = visit;
  if (kind === 'departure')
    return device.checkOut(visitIds.get(visit.id) ?? '', { departedAt, tapped: tapsCheckOut });
  const phone = `+84 000 ${String(number).padStart(6, '0')}`;
  const { id } = await device.checkIn(code, { arrivedAt, card: { name, phone } });
  visitIds.set(visit.id, id);
}

/** How the server took the check-ins. */
export interface Receipts {
  readonly taken: number;
  readonly late: number;
  readonly unconfirmed: number;
}

/** Counts the receipts in all diaries. */
export async function receiptsOf(visitors: readonly Visitor[]): Promise<Receipts> {
  const totals = { taken: 0, late: 0, unconfirmed: 0 };
  for (const { device } of visitors) {
    for (const { receipt } of await device.visits()) {
      totals.taken += receipt ? 1 : 0;
      totals.late += receipt?.late ? 1 : 0;
      totals.unconfirmed += receipt?.unconfirmed ? 1 : 0;
    }
  }
  return totals;
}

/** Every device looks through what is published; minutes of every alert, by visit of the story. */
export async function alertsOf(
  visitors: readonly Visitor[],
  { signal, onProgress }: Going,
): Promise<ReadonlyMap<number, number>> {
  const told = new Map<number, number>();
  let done = 0;
  await inParallel(visitors, AT_ONCE, async ({ device, visitIds }) => {
    signal.throwIfAborted();
    const { alerts, unread } = await device.checkNotices();
    if (unread[0]) throw new Error(`a published file cannot be read: ${unread[0].code}`);
    for (const [id, visitId] of visitIds) {
      const alert = alerts.find((one) => one.visitId === visitId);
      if (alert) told.set(id, alert.minutes);
    }
    onProgress(++done / visitors.length);
  });
  return told;
}
