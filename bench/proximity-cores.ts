/**
 * Question: how many published keys a second on all cores, against one?
 *
 * The same matcher, on the main thread, on one worker, and on as many workers as there are cores, each
 * with a copy of what was heard, over ranges of the same keys. Messages between threads are counted;
 * starting the workers is not.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { createProximityMatcher, type HeardKeys } from '@waypost/kernel/proximity';
import { createMatcherPool } from '@waypost/kernel/workers';
import { type Bench, runInterleaved, type Sample } from './lib/bench.ts';
import { makeWorld, type ProximityWorld, SEED, TOLERANCE_INTERVALS } from './lib/proximity-data.ts';

const ONE = 'one thread, no worker';
const OPTIONS = { toleranceIntervals: TOLERANCE_INTERVALS };

export const proximityCores: Bench = {
  name: 'proximity-cores',
  question: 'published keys looked for among 10,000 identifiers that a phone heard, all cores',
  async run({ full, rounds }) {
    const keys = full ? 500_000 : 100_000;
    const world = makeWorld({ keys, heard: 10_000 });
    const cores = availableParallelism();
    const [all, single] = [await poolOf(world, cores), await poolOf(world, 1)];
    try {
      const matcher = await createProximityMatcher(world.heard, OPTIONS);
      const samples = await runInterleaved(rounds, {
        [`${cores} workers`]: () => timed(() => all.match(world.batch)),
        'one worker': () => timed(() => single.match(world.batch)),
        [ONE]: () => timed(() => matcher.match(world.batch)),
      });
      // Promised on two cores; linear would be the number of cores.
      const targets = [{ over: ONE, atLeast: 0.9 * cores }];
      return { units: keys, unit: 'keys', seed: SEED, samples, targets };
    } finally {
      all.close();
      single.close();
    }
  },
};

const poolOf = ({ heard }: ProximityWorld, workers: number) =>
  createMatcherPool(heard, {
    ...OPTIONS,
    workers,
    createWorker: () => new Worker(new URL('./lib/proximity-worker.ts', import.meta.url)),
  });

/** The answer: every match, in the order in which it was found. */
async function timed(
  match: () => HeardKeys | Promise<HeardKeys>,
): Promise<Sample<Record<string, number[]>>> {
  const started = performance.now();
  const { keys, intervals, heard } = await match();
  const seconds = (performance.now() - started) / 1000;
  return { seconds, answer: { keys: [...keys], intervals: [...intervals], heard: [...heard] } };
}
