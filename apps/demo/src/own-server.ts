/**
 * A server of the demonstration's own: a child process on a free port of the loopback address, with a
 * temporary folder and the clock of the story. Nothing of it is left when it has stopped.
 *
 * @module
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { StoryTime } from './story-time.ts';

/** A server that the story is told on. */
export interface DemoServer {
  readonly url: string;
  readonly issuer: string;
  readonly rootThumbprint: string;
  /** Two officers' keys. Secret. */
  readonly officerKeys: readonly [string, string];
  readonly time: StoryTime;
}

/** A server that was started, and has to be stopped. */
export interface OwnServer extends DemoServer {
  /** For what is written while it runs; it goes with it. */
  readonly folder: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** As `apps/api/src/demo.ts` tells it. */
type Message =
  | ({ readonly kind: 'ready' } & Omit<DemoServer, 'time'>)
  | { readonly kind: 'moved'; readonly now: number }
  | { readonly kind: 'failed'; readonly reason: string };

/** Started from the sources, this starts the server from the sources; built, from what was built. */
const IS_SOURCE = import.meta.url.endsWith('.ts');
const ENTRY = fileURLToPath(
  new URL(IS_SOURCE ? '../../api/src/demo.ts' : '../../api/dist/demo.js', import.meta.url),
);
const STOP_WITHIN_MILLISECONDS = 15_000;

/**
 * Starts a server whose clock stands at `start`, Unix seconds.
 *
 * @throws Error with the server's own reason.
 */
export async function startOwnServer(start: number): Promise<OwnServer> {
  const folder = await mkdtemp(join(tmpdir(), 'waypost-demo-'));
  const child = fork(ENTRY, {
    execArgv: IS_SOURCE ? ['--conditions=@waypost/source'] : [],
    env: { ...process.env, ...environmentIn(folder) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const stop = () => stopChild(child, folder);
  try {
    const ready = await ask(child, start, 'ready');
    const { url, issuer, rootThumbprint, officerKeys } = ready;
    const time = storyTime(child, start);
    return { url, issuer, rootThumbprint, officerKeys, time, folder, pid: child.pid ?? 0, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** All devices share one address here, so that limits by network would mark honest visitors. */
const environmentIn = (folder: string): Readonly<Record<string, string>> => ({
  DATABASE_URL: `pglite:${join(folder, 'db')}`,
  KEYS_DIR: join(folder, 'keys'),
  PORT: '0',
  ISSUER: 'waypost-demo',
  PUBLISH_EVERY_SECONDS: '86400',
  CHECK_INS_PER_NETWORK_HOUR: '1000000',
  CHECK_INS_PER_VENUE_HOUR: '1000000',
  REQUEST_LOG: 'off',
});

/** Devices and server have one clock, which stands still unless the story goes on. */
function storyTime(child: ChildProcess, start: number): StoryTime {
  let now = start;
  const moveTo = async (time: number): Promise<void> => {
    if (time > now) ({ now } = await ask(child, time, 'moved'));
  };
  return { now: () => now, pass: moveTo, waitUntil: moveTo };
}

/** Tells the server a time, and waits for its answer. */
async function ask<Kind extends 'ready' | 'moved'>(
  child: ChildProcess,
  time: number,
  kind: Kind,
): Promise<Extract<Message, { kind: Kind }>> {
  const done = new AbortController();
  const { signal } = done;
  const answered = once(child, 'message', { signal });
  const ended = once(child, 'exit', { signal }).then(() => null);
  try {
    child.send(time);
    const [message] = ((await Promise.race([answered, ended])) ?? []) as readonly Message[];
    if (message?.kind === kind) return message as Extract<Message, { kind: Kind }>;
    const why = message?.kind === 'failed' ? message.reason : 'it ended by itself';
    throw new Error(`the server of the demonstration failed: ${why}`);
  } finally {
    done.abort();
    await Promise.allSettled([answered, ended]);
  }
}

async function stopChild(child: ChildProcess, folder: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit');
    const giveUp = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MILLISECONDS);
    if (child.connected) child.disconnect();
    await ended;
    clearTimeout(giveUp);
  }
  await rm(folder, { recursive: true, force: true });
}
