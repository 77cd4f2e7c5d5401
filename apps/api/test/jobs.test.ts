import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startJobs } from '../src/jobs.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('runs again some time after it ended, also after a failure, which is logged', async () => {
  const log: object[] = [];
  let runs = 0;
  const run = async () => {
    runs++;
    if (runs === 1) throw new Error('a secret');
  };
  const jobs = startJobs([{ name: 'work', everySeconds: 60, run }], (line) => log.push(line));
  await vi.advanceTimersByTimeAsync(59_000);
  expect(runs).toBe(0);
  await vi.advanceTimersByTimeAsync(121_000);
  expect(runs).toBe(3);
  expect(log).toMatchObject([{ event: 'job failed', job: 'work', error: { name: 'Error' } }]);
  expect(JSON.stringify(log)).not.toContain('a secret');
  await jobs.stop();
});

it('never runs twice at once, and stops once the last run has ended', async () => {
  let release = () => {};
  let runs = 0;
  const run = () => {
    runs++;
    return new Promise<void>((resolve) => {
      release = resolve;
    });
  };
  const jobs = startJobs([{ name: 'work', everySeconds: 1, run }], () => {});
  await vi.advanceTimersByTimeAsync(10_000);
  expect(runs).toBe(1);
  let isStopped = false;
  const stopped = jobs.stop().then(() => {
    isStopped = true;
  });
  await vi.advanceTimersByTimeAsync(1000);
  expect(isStopped).toBe(false);
  release();
  await stopped;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(runs).toBe(1);
});
