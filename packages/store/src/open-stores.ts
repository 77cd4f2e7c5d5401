/**
 * Opens every port of the platform on one database.
 *
 * @module
 */
import type { PlatformStores } from '@waypost/platform/ports';
import { sql } from 'drizzle-orm';
import { caseStore } from './case-store.ts';
import { checkInStore } from './check-in-store.ts';
import type { Database, OpenDatabase } from './database.ts';
import { noticeStore } from './notice-store.ts';
import { officerKeyStore } from './officer-key-store.ts';
import { openPglite } from './pglite.ts';
import { openPostgres } from './postgres.ts';
import { runStore } from './run-store.ts';
import { StoreError, toStoreError, translatingErrors } from './store-error.ts';
import { venueStore } from './venue-store.ts';

/** Every port on one open database. Whatever their methods throw is a {@link StoreError}. */
export interface Stores extends PlatformStores {
  /** Asks the database for nothing. @throws {@link StoreError} `UNAVAILABLE`. */
  readonly ping: () => Promise<void>;
  /** Ends all connections and gives the data folder free. Nothing may be under way. */
  readonly close: () => Promise<void>;
}

/** What may be configured. */
export interface StoreOptions {
  /** Most connections to a PostgreSQL server. Default 10. PGlite has one. */
  readonly maxConnections?: number;
}

/**
 * Opens the database, makes or migrates its schema, and gives the ports on it.
 *
 * @param url - `postgres://…` or `postgresql://…`; `pglite:PATH` for a database in a folder of this
 * machine, which only one process may open; `pglite:` for one in memory.
 * @throws {@link StoreError} `URL_INVALID`, `LOCKED`, `FOLDER_INVALID`, `UNAVAILABLE`, `FAILED`.
 */
export async function openStores(url: string, options: StoreOptions = {}): Promise<Stores> {
  try {
    const { db, close } = await openDatabase(url, options);
    return { ...storesOn(db), ...translatingErrors({ ping: () => ping(db), close }) };
  } catch (error) {
    throw toStoreError(error);
  }
}

/** The ports on a database whose schema is up to date. */
export const storesOn = (db: Database): PlatformStores => ({
  venues: translatingErrors(venueStore(db)),
  checkIns: translatingErrors(checkInStore(db)),
  cases: translatingErrors(caseStore(db)),
  runs: translatingErrors(runStore(db)),
  notices: translatingErrors(noticeStore(db)),
  officerKeys: translatingErrors(officerKeyStore(db)),
});

/** The database behind a URL of {@link openStores}. */
export async function openDatabase(url: string, options: StoreOptions = {}): Promise<OpenDatabase> {
  if (url.startsWith('pglite:')) return await openPglite(url.slice('pglite:'.length) || null);
  if (/^postgres(ql)?:/.test(url)) return await openPostgres(url, options.maxConnections ?? 10);
  throw new StoreError('URL_INVALID', 'a database URL begins with postgres: or pglite:');
}

async function ping(db: Database): Promise<void> {
  await db.execute(sql`SELECT 1`);
}
