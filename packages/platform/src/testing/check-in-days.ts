/**
 * How every {@link CheckInStore} makes room for days, and drops them.
 *
 * @module
 */
import { describe, expect, it } from 'vitest';
import type { CheckIn, CheckInStore } from '../ports/index.ts';
import { atOnce, checkInOf, DAY } from './fixtures.ts';

/** Runs the cases about days. An earlier case may have left room for some. */
export function testDays(make: () => Promise<CheckInStore>): void {
  describe('days', () => {
    const first = DAY + 10;
    const onDay = (day: number): CheckIn => checkInOf(day, { day });
    const makeFiveDays = async (): Promise<CheckInStore> => {
      const store = await make();
      await store.dropDaysBefore(first + 1000); // whatever an earlier case left
      await store.ensureDays(first, first + 4);
      await store.insert([onDay(first), onDay(first + 1), onDay(first + 2)]);
      return store;
    };
    it('are made once, and keep what they hold', async () => {
      const store = await makeFiveDays();
      await store.ensureDays(first - 1, first + 5);
      await store.ensureDays(first - 1, first + 5);
      expect(await store.find([onDay(first).contactId])).toEqual([onDay(first)]);
      expect(await store.dropDaysBefore(first + 6)).toBe(7);
    });
    it('are made by several at once', async () => {
      const store = await makeFiveDays();
      await atOnce(4, () => store.ensureDays(first, first + 8));
      expect(await store.dropDaysBefore(first + 9)).toBe(9);
    });
    it('are dropped before one that stays, once', async () => {
      const store = await makeFiveDays();
      expect(await store.dropDaysBefore(first + 2)).toBe(2);
      expect(await store.dropDaysBefore(first + 2)).toBe(0);
      const ids = [onDay(first), onDay(first + 1), onDay(first + 2)].map(
        ({ contactId }) => contactId,
      );
      expect(await store.find(ids)).toEqual([onDay(first + 2)]);
    });
    it('have no room any more once they are dropped', async () => {
      const store = await makeFiveDays();
      await store.dropDaysBefore(first + 2);
      await expect(store.insert([onDay(first + 1)])).rejects.toThrow();
    });
    it('take their ids with them, erased ones too', async () => {
      const store = await makeFiveDays();
      const [kept, erased] = [onDay(first), onDay(first + 1)];
      await store.change(erased.contactId, erased.receiptHash, { kind: 'erase' });
      await store.dropDaysBefore(first + 2);
      expect(await store.recall(kept.contactId, kept.bodyHash)).toBeNull();
      expect(await store.recall(erased.contactId, erased.bodyHash)).toBeNull();
      await store.ensureDays(first, first + 4);
      expect((await store.insert([kept, erased])).map(({ outcome }) => outcome)).toEqual([
        'inserted',
        'inserted',
      ]);
    });
  });
}
