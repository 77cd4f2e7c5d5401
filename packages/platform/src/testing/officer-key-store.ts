/**
 * What every {@link OfficerKeyStore} does.
 *
 * @module
 */
import { describe, expect, it } from 'vitest';
import type { OfficerKeyStore } from '../ports/index.ts';
import { atOnce, NOON, named, officerKeyOf } from './fixtures.ts';

type Make = () => Promise<OfficerKeyStore>;

/** Runs every case of the contract on the store that `make` gives, which must be empty. */
export function testOfficerKeyStore(make: Make): void {
  describe('OfficerKeyStore', () => {
    it('stores a key as it was given, and finds it by its hash', async () => {
      const store = await make();
      const key = officerKeyOf(1, { name: 'Bác sĩ Nguyễn Thị Ánh' });
      expect(await store.insert(key)).toBe(true);
      await store.insert(officerKeyOf(2));
      expect(await store.findByHash(key.keyHash)).toEqual(key);
      expect(await store.findByHash(named('unknown', 32))).toBeNull();
    });
    it.each([
      ['id', { id: officerKeyOf(1).id }],
      ['name', { name: officerKeyOf(1).name }],
      ['hash', { keyHash: officerKeyOf(1).keyHash }],
    ])('takes no key whose %s is taken', async (_, taken) => {
      const store = await make();
      await store.insert(officerKeyOf(1));
      expect(await store.insert(officerKeyOf(2, taken))).toBe(false);
      expect(await store.list()).toEqual([officerKeyOf(1)]);
    });
    it('takes one of six of one name at once', async () => {
      const store = await make();
      const tries = await atOnce(6, (i) => store.insert(officerKeyOf(i, { name: 'Same' })));
      expect(tries.filter(Boolean)).toHaveLength(1);
      expect(await store.list()).toHaveLength(1);
    });
    it('lists by time of making, then id, revoked ones too', async () => {
      const store = await make();
      expect(await store.list()).toEqual([]);
      const keys = [
        officerKeyOf('b', { createdAt: NOON + 5 }),
        officerKeyOf('a', { createdAt: NOON + 5 }),
        officerKeyOf('c'),
      ];
      for (const key of keys) await store.insert(key);
      await store.revoke(officerKeyOf('c').id, NOON + 9);
      expect(await store.list()).toEqual([
        officerKeyOf('c', { revokedAt: NOON + 9 }),
        officerKeyOf('a', { createdAt: NOON + 5 }),
        officerKeyOf('b', { createdAt: NOON + 5 }),
      ]);
    });
    it('revokes once; a revoked key is found no more, and its name stays taken', async () => {
      const store = await make();
      await store.insert(officerKeyOf(1));
      const tries = await atOnce(4, (i) => store.revoke(officerKeyOf(1).id, NOON + i));
      expect(tries.filter(Boolean)).toHaveLength(1);
      expect(await store.findByHash(officerKeyOf(1).keyHash)).toBeNull();
      expect(await store.revoke('unknown', NOON)).toBe(false);
      expect(await store.insert(officerKeyOf(2, { name: officerKeyOf(1).name }))).toBe(false);
    });
  });
}
