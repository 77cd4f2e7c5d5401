/**
 * PGlite: PostgreSQL inside this process, in a folder or in memory.
 *
 * One process and one connection: a transaction that takes long holds everybody else up.
 *
 * @module
 */
import { readdir, rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { PGlite, types } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import type { OpenDatabase } from './database.ts';
import { lockFolder } from './folder-lock.ts';
import { MIGRATIONS } from './migrations.ts';
import { StoreError } from './store-error.ts';
import { syncedFolder } from './synced-folder.ts';

/**
 * Opens, and brings its schema up to date.
 *
 * @param folder - Where the data is kept, made if it is missing; `null`: in memory.
 * @throws {@link StoreError} `LOCKED`, `FOLDER_INVALID`.
 */
export async function openPglite(folder: string | null): Promise<OpenDatabase> {
  if (folder === null) return await migrated(await create(), async () => {});
  const path = resolve(folder);
  const unlock = await lockFolder(path);
  try {
    if (!(await isDataFolder(path))) await initialise(path);
    return await migrated(await create(path), unlock);
  } catch (error) {
    await unlock();
    throw error;
  }
}

const create = (folder?: string): Promise<PGlite> =>
  PGlite.create({
    ...(folder === undefined ? {} : syncedFolder(folder)),
    relaxedDurability: false,
    parsers: { [types.BYTEA]: (text: string) => Buffer.from(text.slice(2), 'hex') },
    serializers: { [types.BYTEA]: (bytes: Uint8Array) => `\\x${hexOf(bytes)}` },
  });

const hexOf = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('hex');

async function migrated(client: PGlite, unlock: () => Promise<void>): Promise<OpenDatabase> {
  const db = drizzle(client);
  try {
    await migrate(db, { migrationsFolder: MIGRATIONS });
  } catch (error) {
    await client.close();
    throw error;
  }
  const close = async (): Promise<void> => {
    await client.close();
    await unlock();
  };
  return { db, close };
}

async function isDataFolder(path: string): Promise<boolean> {
  const names = await readdir(path).catch((): string[] => []);
  if (names.length > 0 && !names.includes('PG_VERSION'))
    throw new StoreError('FOLDER_INVALID', 'the data folder holds something else than a database');
  return names.length > 0;
}

/** Made elsewhere and renamed: a process that dies while making it leaves no half of a database. */
async function initialise(path: string): Promise<void> {
  const unfinished = `${path}.new`;
  await rm(unfinished, { recursive: true, force: true });
  const client = await create(unfinished);
  await client.close();
  await rm(path, { recursive: true, force: true });
  await rename(unfinished, path);
}
