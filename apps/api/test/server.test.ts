import { get } from 'node:http';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { newApi } from '../src/http/api.ts';
import { startServer } from '../src/server.ts';
import { startApi } from '../src/start.ts';
import { tempFolder } from './helpers/temp-folder.ts';
import { countingBytes, NOW } from './helpers/test-api.ts';

const ANYWHERE = { host: '127.0.0.1', port: 0 };

/** An app with one route that answers when it is told to. */
function slowApp() {
  let release = () => {};
  let arrived = () => {};
  const hasArrived = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const app = newApi();
  app.get('/slow', async (c) => {
    arrived();
    await held;
    return c.text('done');
  });
  return { app, release, hasArrived };
}

it('answers what was asked before it stops, and takes nothing new', async () => {
  const { app, release, hasArrived } = slowApp();
  const server = await startServer(app, ANYWHERE);
  const answer = fetch(`${server.url}/slow`);
  await hasArrived;
  const stopped = server.stop();
  await expect(fetch(`${server.url}/slow`)).rejects.toThrow();
  release();
  expect(await (await answer).text()).toBe('done');
  await stopped;
});

it('does not wait for connections that are kept open for nothing', async () => {
  const { app, release } = slowApp();
  release();
  const server = await startServer(app, ANYWHERE);
  await (await fetch(`${server.url}/slow`)).text();
  await server.stop();
});

it('says where the port is taken', async () => {
  const { app } = slowApp();
  const first = await startServer(app, ANYWHERE);
  const port = Number(new URL(first.url).port);
  await expect(startServer(app, { host: '127.0.0.1', port })).rejects.toThrow('EADDRINUSE');
  await first.stop();
});

it('refuses headers that are too large', async () => {
  const { app } = slowApp();
  const server = await startServer(app, ANYWHERE);
  const status = await new Promise((resolve, reject) => {
    const headers = { 'X-Large': 'x'.repeat(10_000) };
    get(`${server.url}/slow`, { headers }, ({ statusCode }) => resolve(statusCode)).on(
      'error',
      reject,
    );
  });
  expect(status).toBe(431);
  await server.stop();
});

it('starts as a whole on an empty folder, and finds its data again', async () => {
  const folder = tempFolder();
  const config = {
    ...readConfig({}),
    PORT: 0,
    DATABASE_URL: `pglite:${join(folder, 'db')}`,
    KEYS_DIR: join(folder, 'keys'),
  };
  const machine = {
    clock: () => NOW,
    stopwatch: () => 0,
    randomBytes: countingBytes('start'),
    log: () => {},
  };
  const first = await startApi(config, machine);
  expect((await fetch(`${first.url}/ready`)).status).toBe(200);
  expect(first.firstOfficerKey).toMatch(/^waypost-officer-/);
  const headers = { Authorization: `Bearer ${first.firstOfficerKey}` };
  expect((await fetch(`${first.url}/metrics`, { headers })).status).toBe(200);
  await first.stop();

  const second = await startApi(config, machine);
  expect(second.firstOfficerKey).toBeNull();
  expect((await fetch(`${second.url}/metrics`, { headers })).status).toBe(200);
  await second.stop();
});
