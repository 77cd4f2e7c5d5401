/**
 * Question: how many published keys a second are looked for among what a phone heard?
 *
 * A key is 144 identifiers: an HKDF, an AES key, 144 blocks of AES and 144 look-ups. Ours is the kernel,
 * with WebAssembly and without; the peers are @noble, and `node:crypto` as one writes it first and as
 * one writes it last. All in one process and on one core, over the same keys, in no order, as they are
 * published. Tables of what was heard are made before and not counted. Whoever is done too soon to be
 * timed runs over the same keys again; seconds are of one time. Beside made-up keys stand keys that were
 * really published, where the machine has them.
 */
import assert from 'node:assert/strict';
import {
  createProximityMatcher,
  type KeyBatch,
  type ProximityEngine,
} from '@waypost/kernel/proximity';
import {
  type Bench,
  type BenchResult,
  type Figure,
  type Growth,
  median,
  runInterleaved,
  type Sample,
  type Target,
} from './lib/bench.ts';
import type { Match } from './lib/heard-table.ts';
import {
  heardAtOnce,
  makeWorld,
  type ProximityWorld,
  SEED,
  TOLERANCE_INTERVALS,
  withEqualPrefixes,
  worldOf,
} from './lib/proximity-data.ts';
import { EXPORTS, exportedKeys, HAS_EXPORTS } from './lib/proximity-exports.ts';
import { noble, nodeNaive, nodeTuned, type Peer } from './lib/proximity-peers.ts';

const OURS = 'kernel, WebAssembly SIMD';
const TWIN = 'kernel, TypeScript';
const NOBLE = '@noble/hashes and @noble/ciphers';
const TUNED = 'node:crypto, tuned';
const PEERS: Readonly<Record<string, Peer>> = {
  [NOBLE]: noble,
  'node:crypto, naive': nodeNaive,
  [TUNED]: nodeTuned,
};

/** Identifiers at which the ratios are promised. */
const PROMISED_AT = 10_000;
const TARGETS: readonly Target[] = [
  { over: NOBLE, atLeast: 8 },
  { over: TUNED, atLeast: 2 },
];
const MIN_SECONDS = 0.1;
const LEFT_OUT = [
  "Left out: the matcher of Google's Android services, C++ that is in no package; WebCrypto, which encrypts no single blocks.",
  ...(HAS_EXPORTS ? [] : [`Left out, as the files are not on this machine: ${EXPORTS}.`]),
];

export const proximityKeys: Bench = {
  name: 'proximity-keys',
  question: 'published keys looked for among the identifiers that a phone heard, one core',
  peers: ['@noble/hashes', '@noble/ciphers', 'node:crypto'],
  async run({ full, rounds }) {
    const keys = full ? 10_000 : 4000;
    const sizes = full ? [1000, PROMISED_AT, 100_000, 1_000_000] : [1000, PROMISED_AT];
    const worlds = new Map(sizes.map((heard) => [heard, makeWorld({ keys, heard })]));
    const tables: BenchResult[] = [];
    for (const [heard, world] of worlds) {
      const table = await besidePeers(world, rounds);
      const promised = heard === PROMISED_AT ? { targets: TARGETS, notes: LEFT_OUT } : {};
      tables.push({ ...table, title: nameOf(heard), ...promised });
    }
    tables.push(await bySituation(worlds, rounds));
    if (HAS_EXPORTS) {
      const batch = exportedKeys(full ? Number.POSITIVE_INFINITY : keys);
      tables.push(await ofExports(batch, rounds));
    }
    return {
      tables,
      growth: [growthOf(sizes, tables, keys)],
    };
  },
};

const nameOf = (heard: number): string => `${heard.toLocaleString('en')} ids heard`;

async function besidePeers(world: ProximityWorld, rounds: number): Promise<BenchResult> {
  const [simd, plain] = [await ours(world, 'wasm-simd'), await ours(world, 'typescript')];
  const peers = Object.entries(PEERS).map(([name, prepare]) => {
    const match = prepare(world.heard);
    return [name, () => timed(() => match(world.batch))] as const;
  });
  const samples = await runInterleaved(rounds, {
    [OURS]: () => timed(simd),
    [TWIN]: () => timed(plain),
    ...Object.fromEntries(peers),
  });
  return { units: world.batch.starts.length, unit: 'keys', seed: SEED, samples };
}

/** Keys that were really published, among as many identifiers as the ratios are promised at. */
async function ofExports(batch: KeyBatch, rounds: number): Promise<BenchResult> {
  const table = await besidePeers(worldOf(batch, PROMISED_AT), rounds);
  const notes = [
    `The keys are those of the ${EXPORTS}; what was heard is made up, a few of them among it.`,
  ];
  return { ...table, title: 'keys of the Corona-Warn-App', notes };
}

/** Ours alone, in turn: the more was heard, and what somebody could bring about who wants us to be slow. */
async function bySituation(
  worlds: ReadonlyMap<number, ProximityWorld>,
  rounds: number,
): Promise<BenchResult> {
  const usual = worlds.get(PROMISED_AT)!;
  const units = usual.batch.starts.length;
  const bySize = new Map([...worlds].map(([heard, world]) => [nameOf(heard), world]));
  const adversarial: Readonly<Record<string, ProximityWorld>> = {
    'ids that begin alike, as one key in a hundred does': withEqualPrefixes(usual),
    'ids heard in one interval': heardAtOnce(usual),
    'keys that begin on one day': makeWorld({ keys: units, heard: PROMISED_AT, days: 1 }),
  };
  const contenders: [string, () => Sample<null>][] = [];
  for (const [name, world] of [...bySize, ...Object.entries(adversarial)]) {
    const match = await checked(world);
    contenders.push([name, () => ({ ...timed(match), answer: null })]);
  }
  const samples = await runInterleaved(rounds, Object.fromEntries(contenders));
  const table = { title: 'ours by what was heard', units, unit: 'keys', seed: SEED, samples };
  const slower = Object.keys(adversarial).map((name) => timeAgainstUsual(table, name));
  return { ...table, figures: [rateKept(table, [...bySize.keys()]), ...slower] };
}

/** What is left of the rate where the most was heard. */
function rateKept(table: BenchResult, sizes: readonly string[]): Figure {
  const [fewest = '', most = ''] = [sizes[0], sizes.at(-1)];
  const value = secondsOf(table, fewest) / secondsOf(table, most);
  return { what: `rate with ${most}, against ${fewest}`, value, unit: 'times', atLeast: 0.75 };
}

function timeAgainstUsual(table: BenchResult, name: string): Figure {
  const value = secondsOf(table, name) / secondsOf(table, nameOf(PROMISED_AT));
  return { what: `time for ${name}, against random ones`, value, unit: 'times', atMost: 2 };
}

/** Our matcher, once its twin was seen to find the same. */
async function checked(world: ProximityWorld): Promise<() => Match[]> {
  const [simd, plain] = [await ours(world, 'wasm-simd'), await ours(world, 'typescript')];
  assert.deepEqual(simd(), plain());
  return simd;
}

async function ours({ batch, heard }: ProximityWorld, engine: ProximityEngine) {
  const options = { toleranceIntervals: TOLERANCE_INTERVALS, engine };
  const matcher = await createProximityMatcher(heard, options);
  return (): Match[] => {
    const found = matcher.match(batch);
    return Array.from(found.keys, (key, i) => [key, found.intervals[i]!, found.heard[i]!]);
  };
}

/** The answer: every match, in order. */
function timed(match: () => readonly Match[]): Sample<string[]> {
  const started = performance.now();
  let found: readonly Match[] = [];
  let [times, seconds] = [0, 0];
  while (seconds < MIN_SECONDS) {
    found = match();
    times++;
    seconds = (performance.now() - started) / 1000;
  }
  return { seconds: seconds / times, answer: found.map((match) => match.join('/')).sort() };
}

const growthOf = (
  sizes: readonly number[],
  tables: readonly BenchResult[],
  keys: number,
): Growth => ({
  title: `time for ${keys.toLocaleString('en')} keys`,
  unit: 'ids heard',
  points: Object.fromEntries(
    [OURS, TWIN, ...Object.keys(PEERS)].map((name) => [
      name,
      sizes.map((size, i) => ({ size, seconds: secondsOf(tables[i]!, name) })),
    ]),
  ),
});

const secondsOf = (table: BenchResult, name: string): number =>
  median((table.samples[name] ?? []).map(({ seconds }) => seconds));
