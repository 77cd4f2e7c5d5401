import type { PlatformStores } from '@waypost/platform/ports';
import { is, sql } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll } from 'vitest';
import type { Database, OpenDatabase } from '../../src/database.ts';
import { openDatabase, storesOn } from '../../src/open-stores.ts';
import * as schema from '../../src/schema.ts';

/** Starting a database takes a second, and many on a machine that is busy. */
export const START_MS = 60_000;

export const TABLES: readonly PgTable[] = Object.values(schema).filter((one) => is(one, PgTable));

/** A PGlite in memory for the tests of a file. */
export function useMemoryDatabase(): () => Database {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await openDatabase('pglite:');
  }, START_MS);
  afterAll(() => database?.close());
  return () => database.db;
}

/** Empties the database: no row, no day, no number given. */
export async function emptied(db: Database): Promise<PlatformStores> {
  const stores = storesOn(db);
  await stores.checkIns.dropDaysBefore(2 ** 31 - 1);
  const names = TABLES.map((table) => sql.identifier(getTableConfig(table).name));
  await db.execute(sql`TRUNCATE ${sql.join(names, sql`, `)}`);
  await db.execute(sql`ALTER SEQUENCE notice_sequence RESTART`);
  return stores;
}
