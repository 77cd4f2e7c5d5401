import { hostSurroundings } from '@waypost/client';
import { expect, it } from 'vitest';

const { clock, randomBytes, delay } = hostSurroundings();

it('a host gives whole seconds and fresh bytes', () => {
  expect(Number.isInteger(clock())).toBe(true);
  expect(randomBytes(32)).toHaveLength(32);
  expect(randomBytes(32)).not.toEqual(randomBytes(32));
});

it('a delay ends in time, when it is aborted, and at once where it was', async () => {
  await delay(0);
  const stop = new AbortController();
  const waiting = delay(3600, stop.signal);
  stop.abort();
  await waiting;
  await delay(3600, stop.signal);
});
