import { type DiaryStore, type Fetch, memoryDiaryStore } from '@waypost/client';
import { toBase64Url } from '@waypost/core/primitives';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { testDevice } from './support/device.ts';
import type { PrintedCode } from './support/issuer.ts';
import { problem, TestServer as Server, type TestServer } from './support/server.ts';
import { HOUR, MINUTE, NOW, testTime } from './support/surroundings.ts';

/** What can happen to a request on its way. */
type Fate =
  | 'arrives'
  | 'is lost'
  | 'is not answered'
  | 'arrives late'
  | 'meets a busy server'
  | 'meets a hotel';

const anyFate = fc.constantFrom<Fate>(
  'arrives',
  'is lost',
  'is not answered',
  'arrives late',
  'meets a busy server',
  'meets a hotel',
);

/** One visit: what the person does with it before the phone is online again. */
const anyStory = fc.constantFrom('stays', 'leaves', 'forgets to leave', 'corrects', 'erases');

/** Requests meet their fates in order; after the last one all arrive. A late one comes after the next. */
function throughFates(server: TestServer, fates: readonly Fate[]): Fetch {
  const ahead = [...fates];
  const late: Request[] = [];
  return async (request) => {
    if (request.method === 'GET') return server.fetch(request);
    const fate = ahead.shift() ?? 'arrives';
    if (fate === 'is lost') throw new TypeError('network');
    if (fate === 'meets a busy server')
      return problem(503, 'CHECK_IN_BUSY', { 'Retry-After': '60' });
    if (fate === 'meets a hotel') return new Response('<html>');
    if (fate === 'arrives late') {
      late.push(request);
      throw new TypeError('network');
    }
    const response = await server.fetch(request);
    for (const delayed of late.splice(0)) await server.fetch(delayed);
    if (fate === 'is not answered') throw new TypeError('network');
    return response;
  };
}

/** A store whose process dies at its nth write, before or after the write is on disk. */
function dyingStore(store: DiaryStore, writes: number, isWritten: boolean): DiaryStore {
  let left = writes;
  return {
    ...store,
    async write(changes) {
      left -= 1;
      if (left < 0) throw new Error('dead');
      if (left > 0) return store.write(changes);
      left = 0;
      if (isWritten) await store.write(changes);
      throw new Error('dead');
    },
  };
}

const anyDeath = fc.record({ writes: fc.integer({ min: 1, max: 12 }), isWritten: fc.boolean() });

let server: TestServer;
let place: PrintedCode;

it('nothing is lost and nothing doubled, whatever happens to network and process', async () => {
  server = await Server.start();
  [place] = (await server.issuer.codes('Chợ Cây Đa')) as [PrintedCode];
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyStory, { minLength: 1, maxLength: 4 }),
      fc.array(anyFate, { maxLength: 12 }),
      fc.array(anyDeath, { maxLength: 4 }),
      async (stories, fates, deaths) => {
        server.checkIns.clear();
        server.seen.length = 0;
        const store = memoryDiaryStore();
        const fetch = throughFates(server, fates);
        const seed = `run ${run++}`;
        const time = testTime();
        const device = testDevice(server, { store, fetch, seed, time });
        const expected = new Map<string, object | null>();
        for (const story of stories) {
          const visit = await device.checkIn(place.text, { card: null });
          const { id } = visit;
          const contactId = toBase64Url(visit.contactId);
          const stay = { arrivedAt: NOW, departedAt: null as number | null, isErased: false };
          if (story === 'leaves' || story === 'forgets to leave') {
            stay.departedAt = NOW + HOUR;
            await device.checkOut(id, { departedAt: NOW + HOUR, tapped: story === 'leaves' });
          }
          if (story === 'corrects') {
            stay.arrivedAt = NOW - 5 * MINUTE;
            await device.correctArrival(id, NOW - 5 * MINUTE);
          }
          if (story === 'erases') await device.eraseVisit(id);
          expected.set(contactId, story === 'erases' ? null : stay);
        }
        for (const [i, { writes, isWritten }] of deaths.entries()) {
          const dying = dyingStore(store, writes, isWritten);
          const shortLived = testDevice(server, {
            store: dying,
            fetch,
            seed: `${seed} ${i}`,
            time,
          });
          await shortLived.outbox.run().catch((error) => expect(error.message).toBe('dead'));
        }
        await testDevice(server, { store, fetch, seed: `${seed} last`, time }).outbox.run();

        expect(await store.list('outbox')).toEqual([]);
        for (const [contactId, stay] of expected) {
          if (stay === null) expect(server.checkIns.has(contactId)).toBe(false);
          else expect(server.checkIns.get(contactId)).toMatchObject(stay);
        }
        const kept = [...expected.values()].filter((stay) => stay !== null);
        expect(server.checkIns.size).toBe(kept.length);
        const posts = server.seen.filter(({ path }) => path === '/v1/check-ins');
        expect(new Set(posts.map(({ body }) => body)).size).toBe(kept.length);
        const states = (await store.list('visits')).map(({ state }) => state);
        expect(states).toEqual(kept.map(() => 'sent'));
      },
    ),
    { numRuns: 60 },
  );
});

it('an erasure follows a check-in that may have arrived, and never one that did not', async () => {
  server = await Server.start();
  [place] = (await server.issuer.codes('Chợ Cây Đa')) as [PrintedCode];
  await fc.assert(
    fc.asyncProperty(fc.array(anyFate, { maxLength: 8 }), fc.nat(6), async (fates, writes) => {
      server.checkIns.clear();
      const store = memoryDiaryStore();
      const fetch = throughFates(server, fates);
      const time = testTime();
      const device = testDevice(server, { store, fetch, time });
      const { id, contactId } = await device.checkIn(place.text, { card: null });
      // The person erases while the first attempts are under way.
      const dying = testDevice(server, { store: dyingStore(store, writes + 1, true), fetch, time });
      await dying.outbox.run().catch(() => {});
      await device.eraseVisit(id);
      await device.outbox.run();
      const stored = server.checkIns.get(toBase64Url(contactId));
      expect(stored === undefined || stored.isErased).toBe(true);
      expect(await store.list('outbox')).toEqual([]);
      expect(await store.list('visits')).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
