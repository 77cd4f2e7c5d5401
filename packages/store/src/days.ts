/**
 * Partitions of `check_in`, one a UTC day: made ahead, dropped by the retention.
 *
 * @module
 */
import { lt, sql } from 'drizzle-orm';
import { type Database, lockUntilCommit, rowsOf } from './database.ts';
import { contactIdIndex } from './schema.ts';

const PREFIX = 'check_in_day_';

/** Makes the partitions of these days that are missing, both ends included. */
export async function ensureDays(db: Database, first: number, last: number): Promise<void> {
  if ((await missingDays(db, first, last)).length === 0) return;
  await db.transaction(async (tx) => {
    await lockUntilCommit(tx, PREFIX); // another process may be making the same ones
    for (const day of await missingDays(tx, first, last)) {
      const table = sql.identifier(PREFIX + day);
      // Attached, not made in place: that would have to wait for every reader, and all writers for it.
      await tx.execute(sql`CREATE TABLE ${table} (LIKE check_in INCLUDING ALL)`);
      await tx.execute(
        sql.raw(
          `ALTER TABLE check_in ATTACH PARTITION ${PREFIX}${day} FOR VALUES FROM (${day}) TO (${day + 1})`,
        ),
      );
    }
  });
}

/** Drops the partitions of all days before this one, then the contact ids known of them. */
export async function dropDaysBefore(db: Database, day: number): Promise<number> {
  const expired = (await listDays(db)).filter((one) => one < day);
  if (expired.length > 0) {
    const tables = expired.map((one) => sql.identifier(PREFIX + one));
    await db.transaction(async (tx) => {
      // It waits for every reader, and all writers for it: better to give up, and try again later.
      await tx.execute(sql`SET LOCAL lock_timeout = '2s'`);
      await tx.execute(sql`DROP TABLE IF EXISTS ${sql.join(tables, sql`, `)}`);
    });
  }
  // In this order: should the process die in between, the ids are still known, and go the next time.
  await db.delete(contactIdIndex).where(lt(contactIdIndex.day, day));
  return expired.length;
}

async function missingDays(db: Database, first: number, last: number): Promise<number[]> {
  const existing = new Set(await listDays(db));
  const days = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return days.filter((day) => !existing.has(day));
}

async function listDays(db: Database): Promise<number[]> {
  const rows = await rowsOf<{ name: string }>(
    db,
    sql`SELECT relname AS name FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
        WHERE inhparent = 'check_in'::regclass`,
  );
  return rows.map(({ name }) => Number(name.slice(PREFIX.length)));
}
