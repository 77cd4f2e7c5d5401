/**
 * Matching on all cores: workers of a browser or of Node.js over disjoint ranges of the keys.
 *
 * Two sides, one file each. Who matches makes a pool, and says how a worker is started:
 *
 *     const pool = await createMatcherPool(heard, {
 *       workers: navigator.hardwareConcurrency,
 *       createWorker: () => new Worker(new URL('./matcher-worker.js', import.meta.url), { type: 'module' }),
 *     });
 *     const found = await pool.match(batch);
 *     pool.close();
 *
 * The worker's own file serves it: `serveMatcher(globalThis)` in a browser; in Node.js, with `parentPort`
 * of `node:worker_threads`, `serveMatcher(parentPort)`.
 *
 * @module
 */
export type { NodeWorker, WebWorker } from './lane.ts';
export {
  createMatcherPool,
  type MatcherPool,
  type MatcherPoolOptions,
  type PoolMatchOptions,
} from './pool.ts';
export { type MatcherWorkerScope, serveMatcher } from './serve.ts';
