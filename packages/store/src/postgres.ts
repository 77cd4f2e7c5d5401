/**
 * PostgreSQL by node-postgres.
 *
 * @module
 */
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import type { OpenDatabase } from './database.ts';
import { MIGRATIONS } from './migrations.ts';

/** Any number that nothing else on the server locks. */
const MIGRATION_LOCK = 7_763_180;
const CONNECT_TIMEOUT_MS = 10_000;

/** Opens a pool of connections, and brings the schema up to date. */
export async function openPostgres(url: string, maxConnections: number): Promise<OpenDatabase> {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  // A connection that breaks while nobody uses it: the pool opens another when one is needed.
  pool.on('error', () => {});
  try {
    await migrateAlone(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return { db: drizzle(pool), close: () => pool.end() };
}

/** Of several servers that start at once, one migrates and the others wait for it. */
async function migrateAlone(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await migrate(drizzle(client), { migrationsFolder: MIGRATIONS });
    await client.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  } finally {
    client.release(true); // closed, and a lock that is still held with it
  }
}
