/**
 * Question: how long does it take to find the contacts of 100 index persons in a CSV file, from the
 * start of the process to the last contact written?
 *
 * Ours is the command as a user calls it. The peer is DuckDB, reading the same file with all its
 * threads and answering the same question in SQL. Every answer is compared before a figure counts.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Bench, runInterleaved, type Sample } from './lib/bench.ts';
import { makeStays, writeStaysCsv } from './lib/check-ins.ts';

interface Totals {
  readonly encounters: number;
  readonly pairs: number;
  readonly people: number;
  readonly venues: number;
  readonly overlapSeconds: number;
}

const INDEX_PERSONS = 100;
const SEED = 1;
const TARGETS = [{ over: 'DuckDB, all threads', atLeast: 1 }];

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

export const matchFile: Bench = {
  name: 'match-file',
  question: `contacts of ${INDEX_PERSONS} index persons in a CSV of check-ins, whole process`,
  peers: ['@duckdb/node-api'],
  async run({ full, rounds }) {
    const rows = full ? 10_000_000 : 1_000_000;
    const folder = mkdtempSync(join(tmpdir(), 'waypost-bench-'));
    const file = join(folder, 'check-ins.csv');
    try {
      writeStaysCsv(file, makeStays(rows, SEED));
      const index = Array.from({ length: INDEX_PERSONS }, (_, i) => `p${(i + 1) * 37}`);
      const samples = await runInterleaved(rounds, {
        'waypost match': () => waypost(file, index, join(folder, 'waypost.json')),
        'DuckDB, all threads': () => duckdb(file, index),
      });
      return { units: rows, unit: 'rows', seed: SEED, samples, targets: TARGETS };
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

function waypost(file: string, index: readonly string[], out: string): Sample<Totals> {
  const options = index.flatMap((person) => ['--index', person]);
  const command = here('../packages/cli/bin/waypost.js');
  const descriptor = openSync(out, 'w');
  const args = [command, 'match', '--check-ins', file, '--json', '--lang', 'en', ...options];
  const { seconds, stderr } = timed(args, descriptor);
  closeSync(descriptor);
  // The totals are the last thing written; the lists before them are large.
  const tail = readFileSync(out, 'utf8').slice(-1000);
  const { totals } = JSON.parse(`{${tail.slice(tail.lastIndexOf('"totals"'))}`) as {
    totals: Totals;
  };
  const megabytes = Number(/peak memory ([\d,]+) MB/.exec(stderr)?.[1]?.replaceAll(',', ''));
  return { seconds, megabytes, answer: totals };
}

function duckdb(file: string, index: readonly string[]): Sample<Totals> {
  const { seconds, stdout } = timed([here('./lib/duckdb-match.ts'), file, ...index], 'pipe');
  const { megabytes, ...answer } = JSON.parse(stdout) as Totals & { megabytes: number };
  return { seconds, megabytes, answer };
}

/** Runs a program to its end; seconds on the wall. */
function timed(
  args: readonly string[],
  stdout: number | 'pipe',
): { seconds: number; stdout: string; stderr: string } {
  const started = performance.now();
  const result = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    stdio: ['ignore', stdout, 'pipe'],
  });
  const seconds = (performance.now() - started) / 1000;
  if (result.status !== 0) throw new Error(`${args[0]} failed: ${result.stderr}`);
  return { seconds, stdout: result.stdout, stderr: result.stderr };
}
