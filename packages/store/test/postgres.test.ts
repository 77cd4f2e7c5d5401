import { randomUUID } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type OpenDatabase, rowsOf } from '../src/database.ts';
import { openStores, type Stores } from '../src/index.ts';
import { openDatabase } from '../src/open-stores.ts';
import { testDays } from './suites/days.ts';
import { expectSilent, secret, testErrors } from './suites/errors.ts';
import { testPlan } from './suites/plan.ts';
import { testContract } from './support/contract.ts';
import { emptied, START_MS } from './support/databases.ts';
import { type PostgresServer, startPostgres } from './support/postgres-server.ts';

let server: PostgresServer;
let opened: OpenDatabase;
beforeAll(async () => {
  server = await startPostgres();
  opened = await openDatabase(server.url('postgres'));
}, START_MS);
afterAll(async () => {
  await opened?.close();
  await server?.stop();
}, START_MS);
const database = () => opened.db;

testContract('PostgreSQL', () => emptied(database()));

/** A database of its own, empty. */
async function freshUrl(): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await database().execute(sql`CREATE DATABASE ${sql.identifier(name)}`);
  return server.url(name);
}

describe('PostgreSQL', () => {
  testErrors(database);
  testDays(database);
  testPlan(database);

  it('is migrated once by four that start at once', async () => {
    const url = await freshUrl();
    const stores = await Promise.all(Array.from({ length: 4 }, () => openStores(url)));
    await Promise.all(stores.map((one) => one.ping()));
    expect(await stores[0]!.officerKeys.list()).toEqual([]);
    await Promise.all(stores.map((one) => one.close()));
  });
  it('keeps what was stored when it is opened again', async () => {
    const url = await freshUrl();
    const key = { id: 'a', name: 'A', keyHash: new Uint8Array(32), createdAt: 1, revokedAt: null };
    const first = await openStores(url);
    await first.officerKeys.insert(key);
    await first.close();
    const second = await openStores(url);
    expect(await second.officerKeys.list()).toEqual([key]);
    await second.close();
  });
  it('makes days while somebody reads, and waits with dropping them', async () => {
    const url = new URL(await freshUrl());
    url.searchParams.set('options', '-c lock_timeout=2000');
    const reader = await openDatabase(url.href);
    const { checkIns, close } = await openStores(url.href);
    await checkIns.ensureDays(20_000, 20_000);
    await reader.db.transaction(async (tx) => {
      await tx.execute(sql`SELECT count(*) FROM check_in`); // holds its lock until the end
      await checkIns.ensureDays(20_000, 20_003);
      await expect(checkIns.dropDaysBefore(20_001)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    });
    expect(await checkIns.dropDaysBefore(20_004)).toBe(4);
    await reader.close();
    await close();
    await expect(checkIns.dropDaysBefore(1)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  describe('when connections are lost', () => {
    let url: string;
    let stores: Stores;
    beforeAll(async () => {
      url = await freshUrl();
      stores = await openStores(url);
    });
    afterAll(() => stores.close());

    /** Ends the connections to that database, all or those that wait for a lock; how many. */
    const cutOff = async (state: SQL): Promise<number> => {
      const name = new URL(url).pathname.slice(1);
      const ended = await rowsOf(
        database(),
        sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = ${name} AND ${state}`,
      );
      return ended.length;
    };

    it('opens others', async () => {
      await stores.ping();
      expect(await cutOff(sql`true`)).toBeGreaterThan(0);
      await vi.waitFor(() => stores.ping());
    });
    it('is not available in the middle of a call, and says nothing else', async () => {
      const other = await openDatabase(url);
      await other.db.transaction(async (tx) => {
        await tx.execute(sql`LOCK TABLE officer_key`);
        const keyHash = secret(32);
        const waiting = stores.officerKeys.findByHash(keyHash).catch((error: unknown) => error);
        await vi.waitFor(async () => {
          if ((await cutOff(sql`wait_event_type = 'Lock'`)) === 0) throw new Error('not yet');
        });
        expectSilent(await waiting, 'UNAVAILABLE');
      });
      await other.close();
    });
  });
});
