/**
 * Question: what is lost or doubled when the server is killed in the middle of 5,000 check-ins?
 *
 * `node bench/kill-server.ts [--rounds 10]`, after a build. Each round starts the server, sends from 64
 * connections, kills it with SIGKILL at a random moment, opens the database without it, and looks for
 * every check-in that was answered. Exit 1 if one is missing or there twice.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { type ApiServer, startApiServer } from './lib/api-server.ts';
import { sendCheckIns } from './lib/check-in-load.ts';
import { startPostgres } from './lib/postgres.ts';

const CHECK_INS = 5000;
const CONNECTIONS = 64;
const STORED = `SELECT encode(contact_id, 'base64') AS id, count(*)::int AS rows FROM check_in GROUP BY 1`;

type StoredRows = readonly { readonly id: string; readonly rows: number }[];

interface Tally {
  acknowledged: number;
  stored: number;
  lost: number;
  doubled: number;
}

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '10' } } });
const rounds = Number(values.rounds);
const folder = mkdtempSync(join(tmpdir(), 'waypost-kill-'));
const postgres = await startPostgres();
try {
  const results = {
    PGlite: await killRounds('pglite', async (round) => {
      const path = join(folder, `pglite-${round}`);
      return { url: `pglite:${path}`, stored: () => storedInPglite(path) };
    }),
    PostgreSQL: await killRounds('postgres', async (round) => {
      const url = await postgres.createDatabase(`kill_${round}`);
      return { url, stored: () => storedInPostgres(url) };
    }),
  };
  console.table(results);
  process.exitCode = Object.values(results).some(({ lost, doubled }) => lost + doubled > 0) ? 1 : 0;
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

interface Database {
  readonly url: string;
  stored(): Promise<StoredRows>;
}

async function killRounds(
  name: string,
  make: (round: number) => Promise<Database>,
): Promise<Tally> {
  const tally: Tally = { acknowledged: 0, stored: 0, lost: 0, doubled: 0 };
  for (let round = 1; round <= rounds; round++) {
    const database = await make(round);
    const keys = join(folder, `${name}-keys-${round}`);
    const server = await startApiServer(keys, { DATABASE_URL: database.url });
    const acknowledged = await sendAndKill(server);
    const rows = new Map((await database.stored()).map(({ id, rows: n }) => [urlSafe(id), n]));
    tally.acknowledged += acknowledged.length;
    tally.stored += rows.size;
    tally.lost += acknowledged.filter((id) => !rows.has(id)).length;
    tally.doubled += [...rows.values()].filter((n) => n > 1).length;
    console.log(`${name} round ${round}: ${acknowledged.length} acknowledged, ${rows.size} stored`);
  }
  return tally;
}

/** Sends, kills somewhere between the first answer and the last, and returns what was answered. */
async function sendAndKill(server: ApiServer): Promise<string[]> {
  const killAfter = 1 + Math.floor(Math.random() * (CHECK_INS - 1));
  const killed: Promise<void>[] = [];
  const { sent } = await sendCheckIns(server.url, {
    count: CHECK_INS,
    connections: CONNECTIONS,
    onAnswer: (answered) => {
      if (answered >= killAfter && killed.length === 0) killed.push(server.kill());
    },
  });
  await Promise.all(killed);
  return sent.filter(({ status }) => status === 201).map(({ contactId }) => contactId);
}

async function storedInPglite(path: string): Promise<StoredRows> {
  const database = await PGlite.create(path);
  const { rows } = await database.query<StoredRows[number]>(STORED);
  await database.close();
  return rows;
}

async function storedInPostgres(url: string): Promise<StoredRows> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query<StoredRows[number]>(STORED);
  await client.end();
  return rows;
}

function urlSafe(base64: string): string {
  return Buffer.from(base64, 'base64').toString('base64url');
}
