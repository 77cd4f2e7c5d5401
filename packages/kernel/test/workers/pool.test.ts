/** A pool of workers finds what one matcher finds, and says what went wrong in them. */
import { Worker } from 'node:worker_threads';
import { createProximityMatcher, type KeyBatch } from '@waypost/kernel/proximity';
import { createMatcherPool, type MatcherPool } from '@waypost/kernel/workers';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { PageWorker } from './page-worker.ts';
import { batchOf, heardOf } from './pool-kit.ts';

const open: MatcherPool[] = [];
afterEach(() => {
  for (const pool of open.splice(0)) pool.close();
});

const nodeWorker = (): Worker =>
  new Worker(new URL('./matcher-worker.ts', import.meta.url), {
    execArgv: ['--conditions=@waypost/source'],
  });

async function poolOf(
  options: Partial<Parameters<typeof createMatcherPool>[1]> = {},
  heard = heardOf(batchOf(20)),
): Promise<MatcherPool> {
  const createWorker = (): PageWorker => new PageWorker();
  const pool = await createMatcherPool(heard, { workers: 2, createWorker, ...options });
  open.push(pool);
  return pool;
}

describe('a pool', () => {
  const heard = heardOf(batchOf(300));

  it.each([
    ['Node.js', nodeWorker],
    ['a page', () => new PageWorker()],
  ])('of workers of %s finds what one matcher finds, in its order', async (_name, createWorker) => {
    const batch = batchOf(9001);
    const expected = (await createProximityMatcher(heard)).match(batch);
    const pool = await poolOf({ createWorker }, heard);
    const steps: [number, number][] = [];
    const onProgress = (done: number, total: number) => steps.push([done, total]);
    expect(await pool.match(batch, { onProgress })).toEqual(expected);
    expect(expected.keys.length).toBeGreaterThan(50);
    expect(steps.at(-1)).toEqual([9001, 9001]);
    expect(steps).toHaveLength(3);
  });

  it('takes batches of any size, several at a time, and leaves them as they were', async () => {
    const matcher = await createProximityMatcher(heard, { toleranceIntervals: 3 });
    const pool = await poolOf({ workers: 3, toleranceIntervals: 3 }, heard);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 40 }), { maxLength: 4 }), async (sizes) => {
        const batches = sizes.map(batchOf);
        const found = await Promise.all(batches.map((batch) => pool.match(batch)));
        expect(found).toEqual(batches.map((batch) => matcher.match(batch)));
        expect(batches).toEqual(sizes.map(batchOf));
      }),
      { numRuns: 30 },
    );
  });

  it('says with what it computes', async () => {
    const { engine } = await createProximityMatcher(heard);
    expect((await poolOf()).engine).toBe(engine);
    expect((await poolOf({ engine: 'typescript' })).engine).toBe('typescript');
  });

  it('stops when it is asked to, and can be used again', async () => {
    const pool = await poolOf({ workers: 1, engine: 'typescript' });
    const stop = new AbortController();
    let steps = 0;
    const onProgress = (): void => {
      steps++;
      stop.abort(new Error('enough'));
    };
    const stopped = pool.match(batchOf(9000), { signal: stop.signal, onProgress });
    await expect(stopped).rejects.toThrow('enough');
    expect(steps).toBe(1);
    expect((await pool.match(batchOf(20))).keys.length).toBeGreaterThan(0);
  });
});

describe('what goes wrong in a worker', () => {
  it('is thrown as it would be without one', async () => {
    const broken = { rpis: new Uint8Array(17), intervals: new Uint32Array(1) };
    const expected = await createProximityMatcher(broken).then(null, (error: unknown) => error);
    await expect(poolOf({ createWorker: nodeWorker }, broken)).rejects.toEqual(expected);
    const batch: KeyBatch = { ...batchOf(3), periods: Uint8Array.of(1, 145, 1) };
    const matcher = await createProximityMatcher(heardOf(batchOf(3)));
    const pool = await poolOf();
    await expect(pool.match(batch)).rejects.toMatchObject({ code: 'NUMBER_RANGE' });
    expect(() => matcher.match(batch)).toThrow(expect.objectContaining({ code: 'NUMBER_RANGE' }));
    expect((await pool.match(batchOf(20))).keys.length).toBeGreaterThan(0);
  });

  it('ends a pool whose worker does not start', async () => {
    const workers: PageWorker[] = [];
    const createWorker = (): PageWorker => {
      const worker = new PageWorker();
      workers.push(worker);
      if (workers.length === 2) worker.fail('no such file');
      return worker;
    };
    await expect(poolOf({ workers: 3, createWorker })).rejects.toMatchObject({
      message: 'a worker failed',
      cause: 'no such file',
    });
    expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([true, true, true]);
  });

  it('ends the workers that were started when the next one cannot be', async () => {
    const workers: PageWorker[] = [];
    const createWorker = (): PageWorker => {
      if (workers.length === 2) throw new Error('no more workers');
      const worker = new PageWorker();
      workers.push(worker);
      return worker;
    };
    await expect(poolOf({ workers: 3, createWorker })).rejects.toThrow('no more workers');
    expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([true, true]);
  });

  it.each([
    ['throws', 'throw new Error("broken")', 'a worker failed'],
    ['ends', 'process.exit(0)', 'a worker ended'],
  ])('is told when a worker of Node.js %s', async (_name, program, message) => {
    const createWorker = (): Worker => new Worker(program, { eval: true });
    await expect(poolOf({ createWorker })).rejects.toThrow(message);
  });

  it('closing tells those who wait, and those who come later', async () => {
    const pool = await poolOf();
    const waiting = pool.match(batchOf(20));
    pool.close();
    await expect(waiting).rejects.toThrow('the pool was closed');
    await expect(pool.match(batchOf(20))).rejects.toThrow('the pool was closed');
  });

  it.each([0, 1.5, 1025, Number.NaN])('%s workers are refused', async (workers) => {
    await expect(poolOf({ workers })).rejects.toMatchObject({ code: 'NUMBER_RANGE' });
  });
});
