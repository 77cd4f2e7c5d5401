/**
 * How every {@link CheckInStore} looks check-ins up by contact id.
 *
 * @module
 */
import { compareBytes } from '@waypost/core/primitives';
import { describe, expect, it } from 'vitest';
import type { CheckIn, CheckInStore } from '../ports/index.ts';
import { checkInOf, DAY, named } from './fixtures.ts';

const idOf = ({ contactId }: CheckIn): Uint8Array => contactId;

/** Check-ins on two days, the second erased; and a question that names each, one twice, and others. */
async function world(make: () => Promise<CheckInStore>): Promise<{
  readonly store: CheckInStore;
  readonly asked: readonly Uint8Array[];
  readonly expected: readonly CheckIn[];
}> {
  const store = await make();
  const rows = Array.from({ length: 40 }, (_, i) => checkInOf(i, { day: DAY - (i % 2) }));
  await store.insert(rows);
  await store.change(checkInOf(1).contactId, checkInOf(1).receiptHash, { kind: 'erase' });
  const unknown = Array.from({ length: 512 }, (_, i) => named(`unknown ${i}`, 16));
  const asked = [...unknown, ...rows.map(idOf), checkInOf(3).contactId];
  const expected = rows
    .filter((_, i) => i !== 1)
    .sort((a, b) => compareBytes(a.contactId, b.contactId));
  return { store, asked, expected };
}

/** Looking up by contact id. `make` gives a store with room for the days about {@link DAY}. */
export function testFind(make: () => Promise<CheckInStore>): void {
  describe('find', () => {
    it('gives what is stored and not erased of many ids, once and sorted', async () => {
      const { store, asked, expected } = await world(make);
      expect(await store.find(asked)).toEqual(expected);
    });
    it('gives nothing for nothing', async () => {
      const { store } = await world(make);
      expect(await store.find([])).toEqual([]);
      expect(await store.find([named('unknown', 16)])).toEqual([]);
    });
  });
  describe('findIds', () => {
    it('gives the ids of what find gives, once and sorted', async () => {
      const { store, asked, expected } = await world(make);
      expect(await store.findIds(asked)).toEqual(expected.map(idOf));
    });
    it('gives nothing for nothing', async () => {
      const { store } = await world(make);
      expect(await store.findIds([])).toEqual([]);
      expect(await store.findIds([named('unknown', 16), checkInOf(1).contactId])).toEqual([]);
    });
    it('forgets the ids of a day that is dropped', async () => {
      const { store, asked, expected } = await world(make);
      await store.dropDaysBefore(DAY);
      const kept = expected.filter(({ day }) => day === DAY);
      expect(await store.findIds(asked)).toEqual(kept.map(idOf));
    });
  });
}
