import type { CheckIn, CheckInStore } from '@waypost/platform/ports';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { type Database, rowsOf } from '../../src/database.ts';
import { emptied } from '../support/databases.ts';

const DAY = 20_100;

const checkInOn = (day: number): CheckIn => ({
  contactId: new Uint8Array(16).fill(day - DAY + 100),
  venueId: new Uint8Array(16),
  zone: '',
  day,
  arrivedAt: day * 86_400,
  departedAt: (day + 1) * 86_400, // as late as can be
  receivedHour: 0,
  late: false,
  unconfirmed: false,
  partySize: 1,
  onBehalf: false,
  receiptHash: new Uint8Array(32),
  card: new Uint8Array(569),
  bodyHash: new Uint8Array(32),
});

const countOf = async (db: Database, table: string): Promise<number> => {
  const [row] = await rowsOf<{ count: unknown }>(
    db,
    sql`SELECT count(*) AS count FROM ${sql.identifier(table)}`,
  );
  return Number(row?.count);
};

/** Retention at its edge, seen in the database. */
export function testDays(database: () => Database): void {
  const open = async (): Promise<{ db: Database; store: CheckInStore }> => {
    const { checkIns } = await emptied(database());
    return { db: database(), store: checkIns };
  };
  describe('days', () => {
    it('go whole: the last second of one is dropped, the first of the next stays', async () => {
      const { store, db } = await open();
      await store.ensureDays(DAY, DAY + 1);
      const last = { ...checkInOn(DAY), arrivedAt: (DAY + 1) * 86_400 - 1 };
      await store.insert([last, checkInOn(DAY + 1)]);
      expect(await store.dropDaysBefore(DAY + 1)).toBe(1);
      expect(await countOf(db, 'check_in')).toBe(1);
      expect(await countOf(db, 'contact_id_index')).toBe(1);
      expect(await store.find([last.contactId, checkInOn(DAY + 1).contactId])).toEqual([
        checkInOn(DAY + 1),
      ]);
    });
    it('are tables that are dropped, not rows that are deleted', async () => {
      const { store, db } = await open();
      await store.ensureDays(DAY, DAY);
      await store.insert([checkInOn(DAY)]);
      expect(await countOf(db, `check_in_day_${DAY}`)).toBe(1);
      await store.dropDaysBefore(DAY + 1);
      await expect(countOf(db, `check_in_day_${DAY}`)).rejects.toThrow();
    });
    it('forget ids that a drop cut short left behind', async () => {
      const { store, db } = await open();
      await store.ensureDays(DAY, DAY);
      await store.insert([checkInOn(DAY)]);
      await db.execute(sql.raw(`DROP TABLE check_in_day_${DAY}`)); // and then the process died
      const { contactId, bodyHash } = checkInOn(DAY);
      expect((await store.recall(contactId, bodyHash))?.outcome).toBe('repeated');
      expect(await store.dropDaysBefore(DAY + 1)).toBe(0);
      expect(await store.recall(contactId, bodyHash)).toBeNull();
    });
    it('hold no check-in of another day', async () => {
      const { store } = await open();
      await store.ensureDays(DAY, DAY + 1);
      const misplaced = { ...checkInOn(DAY), day: DAY + 1 };
      await expect(store.insert([misplaced])).rejects.toMatchObject({ code: 'CONSTRAINT' });
    });
  });
}
