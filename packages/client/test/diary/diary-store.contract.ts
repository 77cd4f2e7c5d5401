import type { DiaryStore } from '@waypost/client';
import { describe, expect, it } from 'vitest';
import { change, put, remove, update } from '../../src/diary/diary-store.ts';
import type { OutboxEntry, Visit } from '../../src/diary/records.ts';
import { NOW } from '../support/surroundings.ts';

const visit = (id: string, changes: Partial<Visit> = {}): Visit => ({
  id,
  checkInSecret: new Uint8Array(32).fill(1),
  contactId: new Uint8Array(16).fill(2),
  venueId: new Uint8Array(16).fill(3),
  locationId: new Uint8Array(32).fill(4),
  venue: { name: 'Chợ Cây Đa', address: '', zone: 'Tầng 2' },
  arrivedAt: NOW,
  departedAt: null,
  onBehalf: false,
  state: 'waiting',
  receipt: null,
  disclosed: false,
  ...changes,
});

const entry = (id: string): OutboxEntry => ({
  id,
  visitId: 'a',
  order: 1,
  kind: 'check-in',
  body: '{}',
  notBefore: NOW,
  attempts: 0,
  refused: null,
});

/** What every diary store does. @param reopen - Opens what another one left behind. */
export function testDiaryStore(
  name: string,
  make: () => Promise<{ store: DiaryStore; reopen?: () => Promise<DiaryStore> }>,
): void {
  describe(name, () => {
    it('gives back what was stored, bytes as bytes', async () => {
      const { store } = await make();
      await store.write([put('visits', 'a', visit('a'))]);
      const found = await store.get('visits', 'a');
      expect(found).toEqual(visit('a'));
      expect(found?.checkInSecret).toBeInstanceOf(Uint8Array);
      expect(await store.get('visits', 'b')).toBeNull();
      expect(await store.get('outbox', 'a')).toBeNull();
    });

    it('lists a collection by key', async () => {
      const { store } = await make();
      await store.write(['b', 'a10', 'a9', 'Ä'].map((id) => put('visits', id, visit(id))));
      const ids = (await store.list('visits')).map(({ id }) => id);
      expect(ids).toEqual(['a10', 'a9', 'b', 'Ä']);
      expect(await store.list('outbox')).toEqual([]);
    });

    it('gives copies and keeps copies', async () => {
      const { store } = await make();
      const mine = visit('a');
      await store.write([put('visits', 'a', mine)]);
      mine.checkInSecret.fill(9);
      (await store.get('visits', 'a'))!.checkInSecret.fill(9);
      (await store.list('visits'))[0]!.checkInSecret.fill(9);
      await store.write([
        update('visits', 'a', (current) => {
          current.checkInSecret.fill(9);
          return { ...current, checkInSecret: new Uint8Array(32).fill(1) };
        }),
      ]);
      expect(await store.get('visits', 'a')).toEqual(visit('a'));
    });

    it('applies changes in order, each to what the one before left', async () => {
      const { store } = await make();
      await store.write([
        put('visits', 'a', visit('a')),
        update('visits', 'a', (current) => ({ ...current, state: 'sent' })),
        change('visits', 'b', (current) => current ?? visit('b')),
        change('visits', 'b', (current) => current && { ...current, state: 'refused' }),
        update('visits', 'c', () => visit('c')),
        put('outbox', 'x', entry('x')),
        remove('outbox', 'x'),
        remove('outbox', 'never there'),
      ]);
      const states = (await store.list('visits')).map(({ id, state }) => [id, state]);
      expect(states).toEqual([
        ['a', 'sent'],
        ['b', 'refused'],
      ]);
      expect(await store.list('outbox')).toEqual([]);
    });

    it('stores all of a write or nothing, in every collection', async () => {
      const { store } = await make();
      await store.write([put('visits', 'a', visit('a'))]);
      const failing = store.write([
        put('outbox', 'x', entry('x')),
        remove('visits', 'a'),
        change('visits', 'b', () => {
          throw new Error('changed my mind');
        }),
      ]);
      await expect(failing).rejects.toThrow('changed my mind');
      expect(await store.get('visits', 'a')).toEqual(visit('a'));
      expect(await store.list('outbox')).toEqual([]);
      await store.write([put('outbox', 'y', entry('y'))]);
      expect(await store.list('outbox')).toHaveLength(1);
    });

    it('lets no write come between reading and storing', async () => {
      const { store } = await make();
      await store.write([put('outbox', 'x', entry('x'))]);
      const count = update('outbox', 'x', (one) => ({ ...one, attempts: one.attempts + 1 }));
      await Promise.all(Array.from({ length: 20 }, () => store.write([count])));
      expect((await store.get('outbox', 'x'))?.attempts).toBe(20);
    });

    it('takes an empty write', async () => {
      const { store } = await make();
      await expect(store.write([])).resolves.toBeUndefined();
    });

    it('has what was there before, when it is opened again', async () => {
      const { store, reopen } = await make();
      if (!reopen) return;
      await store.write([put('visits', 'a', visit('a'))]);
      expect(await (await reopen()).get('visits', 'a')).toEqual(visit('a'));
    });
  });
}
