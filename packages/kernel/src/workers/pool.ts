import { WaypostError } from '@waypost/core/primitives';
import { assertKeyBatch } from '../proximity/columns.ts';
import type {
  HeardIds,
  HeardKeys,
  KeyBatch,
  ProximityEngine,
  ProximityOptions,
} from '../proximity/index.ts';
import { Lane, type NodeWorker, type WebWorker } from './lane.ts';
import { joinFound, rangesOf, takeRange } from './ranges.ts';

/** How a pool is made; the rest is as for one matcher. */
export interface MatcherPoolOptions extends ProximityOptions {
  /** How many workers, 1..1024: `navigator.hardwareConcurrency`, or `availableParallelism()` of `node:os`. */
  readonly workers: number;
  /** Starts one, of a file that calls `serveMatcher`. */
  readonly createWorker: () => WebWorker | NodeWorker;
}

/** How a match is followed. */
export interface PoolMatchOptions {
  /** Stops the match at the next range of keys: it rejects with the signal's reason. */
  readonly signal?: { throwIfAborted(): void };
  /** @param done - Keys that were looked for, of `total`. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Workers that know what was heard. */
export interface MatcherPool {
  /** What the workers compute with. */
  readonly engine: ProximityEngine;
  /**
   * The same as one matcher finds, in the same order. Matches may overlap in time; they share the workers.
   *
   * @throws {@link WaypostError} as a matcher; Error where a worker failed or the pool was closed.
   */
  match(batch: KeyBatch, options?: PoolMatchOptions): Promise<HeardKeys>;
  /** Ends the workers. Node.js keeps a program running until then. */
  close(): void;
}

const MAX_WORKERS = 1024;

/**
 * Starts workers and gives each of them what was heard.
 *
 * Memory: a copy of `heard` and of its tables in every worker; the bytes of a `SharedArrayBuffer` are
 * shared. Keys are copied a range at a time.
 *
 * @throws {@link WaypostError} `NUMBER_RANGE` for the number of workers, otherwise as
 * `createProximityMatcher`; Error where a worker does not start.
 */
export async function createMatcherPool(
  heard: HeardIds,
  { workers, createWorker, ...options }: MatcherPoolOptions,
): Promise<MatcherPool> {
  if (!Number.isInteger(workers) || workers < 1 || workers > MAX_WORKERS)
    throw new WaypostError('NUMBER_RANGE', `workers must be a whole number in 1..${MAX_WORKERS}`, {
      what: 'workers',
      max: MAX_WORKERS,
    });
  const lanes: Lane[] = [];
  const close = (): void => {
    for (const lane of lanes) lane.close();
  };
  try {
    while (lanes.length < workers) lanes.push(new Lane(createWorker()));
    const engines = await Promise.all(lanes.map((lane) => startLane(lane, heard, options)));
    return { engine: engines[0]!, match: (batch, follow) => matchOn(lanes, batch, follow), close };
  } catch (error) {
    close();
    throw error;
  }
}

async function startLane(
  lane: Lane,
  heard: HeardIds,
  options: ProximityOptions,
): Promise<ProximityEngine> {
  const answer = await lane.ask({ kind: 'start', heard, options });
  if (answer.kind !== 'started') throw new Error(`a worker answered ${answer.kind}`);
  return answer.engine;
}

/** Whichever worker is free takes the next range. */
async function matchOn(
  lanes: readonly Lane[],
  batch: KeyBatch,
  { signal, onProgress }: PoolMatchOptions = {},
): Promise<HeardKeys> {
  assertKeyBatch(batch);
  const ranges = rangesOf(batch.starts.length);
  const found: HeardKeys[] = [];
  let [next, done] = [0, 0];
  const work = async (lane: Lane): Promise<void> => {
    while (next < ranges.length) {
      signal?.throwIfAborted();
      const place = next++;
      const range = ranges[place]!;
      found[place] = await matchRange(lane, takeRange(batch, range));
      done += range.end - range.start;
      onProgress?.(done, batch.starts.length);
    }
  };
  const stopAll = (error: unknown): never => {
    next = ranges.length;
    throw error;
  };
  await Promise.all(lanes.map((lane) => work(lane).catch(stopAll)));
  signal?.throwIfAborted();
  return joinFound(found, ranges);
}

async function matchRange(lane: Lane, batch: KeyBatch): Promise<HeardKeys> {
  const transfer = [batch.teks.buffer, batch.starts.buffer, batch.periods.buffer];
  const answer = await lane.ask({ kind: 'match', batch }, transfer as ArrayBuffer[]);
  if (answer.kind !== 'found') throw new Error(`a worker answered ${answer.kind}`);
  return answer.found;
}
