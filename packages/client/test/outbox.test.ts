import type { Fetch, OutboxEvent } from '@waypost/client';
import { toBase64Url } from '@waypost/core/primitives';
import { beforeEach, describe, expect, it } from 'vitest';
import { testDevice } from './support/device.ts';
import type { PrintedCode } from './support/issuer.ts';
import { problem, TestServer } from './support/server.ts';
import { DAY, HOUR, MINUTE, NOW, testTime } from './support/surroundings.ts';

let server: TestServer;
let place: PrintedCode;

beforeEach(async () => {
  server = await TestServer.start();
  [place] = (await server.issuer.codes('Bến xe')) as [PrintedCode];
});

const card = null;

/** A fetch that notes when each request left. */
function watched(time: { readonly now: number }) {
  const left: { at: number; contactId: string; path: string }[] = [];
  const fetch: Fetch = async (request) => {
    const { pathname: path } = new URL(request.url);
    if (request.method === 'POST') {
      const { contactId } = JSON.parse(await request.clone().text());
      left.push({ at: time.now, contactId, path });
    }
    return server.fetch(request);
  };
  return { left, fetch };
}

describe('leaving', () => {
  it('one at a time, in random order, 0 to 60 minutes apart', async () => {
    const orders = new Set<string>();
    const gaps: number[] = [];
    for (let seed = 0; seed < 6; seed++) {
      const time = testTime();
      const { left, fetch } = watched(time);
      const device = testDevice(server, { seed: `offline ${seed}`, time, fetch });
      const made: string[] = [];
      for (let i = 0; i < 8; i++)
        made.push(toBase64Url((await device.checkIn(place.text, { card })).contactId));
      await device.outbox.run();
      expect(left[0]?.at).toBe(NOW);
      expect(left.map(({ contactId }) => contactId).sort()).toEqual([...made].sort());
      orders.add(left.map(({ contactId }) => made.indexOf(contactId)).join());
      for (let i = 1; i < left.length; i++) gaps.push(left[i]!.at - left[i - 1]!.at);
    }
    expect(orders.size).toBe(6);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(60 * MINUTE);
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    expect(mean).toBeGreaterThan(20 * MINUTE);
    expect(mean).toBeLessThan(40 * MINUTE);
  });

  it('keeps its pause over a restart', async () => {
    const time = testTime();
    const { left, fetch } = watched(time);
    const device = testDevice(server, { time, fetch });
    await device.checkIn(place.text, { card });
    await device.outbox.run();
    const rest = await device.options.store.get('rests', 'outbox');
    const restarted = testDevice(server, { time, fetch, store: device.options.store });
    await restarted.checkIn(place.text, { card });
    await restarted.outbox.run();
    expect(left[1]?.at).toBe(rest?.until);
  });

  it('of one entry is tried again without the pause of the others', async () => {
    const time = testTime();
    const { left, fetch } = watched(time);
    let failures = 3;
    const device = testDevice(server, {
      time,
      fetch: async (request) => {
        const response = await fetch(request);
        if (request.method === 'POST' && failures-- > 0) throw new TypeError('network');
        return response;
      },
    });
    await device.checkIn(place.text, { card });
    await device.outbox.run();
    const waits = left.slice(1).map(({ at }, i) => at - left[i]!.at);
    expect(waits).toHaveLength(3);
    for (const [i, wait] of waits.entries()) {
      expect(wait).toBeGreaterThanOrEqual(7 * 2 ** i);
      expect(wait).toBeLessThanOrEqual(15 * 2 ** i);
    }
  });

  it('waits for as long as a busy server says', async () => {
    const time = testTime();
    const times: number[] = [];
    const device = testDevice(server, {
      time,
      fetch: async (request) => {
        if (request.method === 'GET') return server.fetch(request);
        times.push(time.now);
        if (times.length > 1) return server.fetch(request);
        return problem(503, 'CHECK_IN_BUSY', { 'Retry-After': '600' });
      },
    });
    await device.checkIn(place.text, { card });
    await device.outbox.run();
    expect(times).toEqual([NOW, NOW + 600]);
  });

  it('comes to an end where the clock stands still', async () => {
    const device = testDevice(server, { clock: () => NOW, delay: async () => {} });
    const { id } = await device.checkIn(place.text, { card });
    await device.checkOut(id, { tapped: false });
    await device.checkIn(place.text, { card });
    await device.outbox.run();
    expect(await device.outbox.entries()).toEqual([]);
  });

  it('is woken by something new, and stops when it is told to', async () => {
    const time = testTime();
    let sleeping = (): void => {};
    let asleep = new Promise<void>((resolve) => {
      sleeping = resolve;
    });
    const device = testDevice(server, {
      time,
      delay: (_, signal) =>
        new Promise((resolve) => {
          sleeping();
          signal?.addEventListener('abort', () => resolve());
        }),
    });
    const { id } = await device.checkIn(place.text, { card });
    await device.outbox.run();
    time.now += 2 * HOUR;
    await device.checkOut(id, { tapped: false });
    const stop = new AbortController();
    const run = device.outbox.run(stop.signal);
    await asleep;
    expect(server.checkIns.size).toBe(1);
    asleep = new Promise((resolve) => {
      sleeping = resolve;
    });
    await device.checkIn(place.text, { card });
    await asleep;
    expect(server.checkIns.size).toBe(2);
    expect(device.outbox.run()).toBe(run);
    stop.abort();
    await run;
    expect(await device.outbox.entries()).toHaveLength(1);
  });

  it('does not miss what comes while it looks for the last time', async () => {
    const quiet = testDevice(server);
    const { store } = quiet.options;
    let looks = 0;
    const device = testDevice(server, {
      store: {
        ...store,
        async list(collection) {
          const records = await store.list(collection);
          if (collection === 'outbox' && looks++ === 0) {
            await device.checkIn(place.text, { card });
            expect(device.outbox.run()).toBe(run);
          }
          return records;
        },
      },
    });
    const run = device.outbox.run();
    await run;
    expect(server.checkIns.size).toBe(1);
  });

  it('stops with the store, and goes on with it', async () => {
    const device = testDevice(server);
    await device.checkIn(place.text, { card });
    const { store } = device.options;
    const write = async () => {
      throw new Error('disk full');
    };
    const broken = testDevice(server, { store: { ...store, write } });
    await expect(broken.outbox.run()).rejects.toThrow('disk full');
    expect(server.checkIns.size).toBe(0);
    await device.outbox.run();
    expect(server.checkIns.size).toBe(1);
  });
});

describe('a refusal', () => {
  it('of a check-in takes its check-out along, is told once, and stays until dismissed', async () => {
    const told: OutboxEvent[] = [];
    const device = testDevice(server, { onEvent: (event) => told.push(event) });
    const visit = await device.checkIn(place.text, { card });
    await device.checkOut(visit.id, { tapped: true });
    const [entry] = await device.outbox.entries();
    const { pad: _, ...content } = JSON.parse(entry!.body);
    const taken = { ...content, partySize: 9 };
    const stored = { content: taken, arrivedAt: NOW, departedAt: null, isErased: false };
    server.checkIns.set(content.contactId, stored);
    await device.outbox.run();
    const refused = 'CHECK_IN_CONFLICT';
    expect(told).toEqual([{ kind: 'check-in', visitId: visit.id, refused }]);
    expect((await device.visits())[0]?.state).toBe('refused');
    const entries = await device.outbox.entries();
    expect(entries.map((entry) => [entry.kind, entry.refused])).toEqual([
      ['check-in', refused],
      ['check-out', refused],
    ]);
    expect(server.checkIns.get(content.contactId)).toBe(stored);
    for (const { id } of entries) await device.outbox.dismiss(id);
    expect(await device.outbox.entries()).toEqual([]);
  });

  it('is forgotten with its visit', async () => {
    const device = testDevice(server);
    const { id } = await device.checkIn(place.text, { card });
    await device.checkOut(id, { departedAt: NOW + DAY, tapped: true });
    await device.outbox.run();
    device.time.now = NOW + 14 * DAY;
    await device.eraseExpired();
    expect(await device.outbox.entries()).toHaveLength(1);
    device.time.now += 1;
    await device.eraseExpired();
    expect(await device.outbox.entries()).toEqual([]);
  });

  it('of a check-out leaves the check-in as it is', async () => {
    const told: OutboxEvent[] = [];
    const device = testDevice(server, { onEvent: (event) => told.push(event) });
    const { id } = await device.checkIn(place.text, { card });
    await device.checkOut(id, { departedAt: NOW + DAY, tapped: true });
    await device.outbox.run();
    expect(told.map(({ kind, refused }) => [kind, refused])).toEqual([
      ['check-in', null],
      ['check-out', 'CHECK_IN_TIME'],
    ]);
    expect((await device.visits())[0]?.state).toBe('sent');
  });

  it('of an erasure says that nothing is left', async () => {
    const told: OutboxEvent[] = [];
    const device = testDevice(server, { onEvent: (event) => told.push(event) });
    const { id } = await device.checkIn(place.text, { card });
    await device.outbox.run();
    server.checkIns.clear();
    await device.eraseVisit(id);
    await device.outbox.run();
    expect(told.at(-1)).toEqual({ kind: 'erasure', visitId: id, refused: null });
    expect(await device.outbox.entries()).toEqual([]);
  });

  it('is dismissed, but nothing that waits', async () => {
    const device = testDevice(server);
    await device.checkIn(place.text, { card });
    const [entry] = await device.outbox.entries();
    await device.outbox.dismiss(entry!.id);
    expect(await device.outbox.entries()).toEqual([entry]);
  });
});
