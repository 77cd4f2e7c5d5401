/**
 * Entry point of the server that the demonstration (`apps/demo`) starts for itself. Its clock stands
 * still until the process that started it moves it on, so that days pass in seconds and every rule about
 * time holds as it is: nothing is weakened, and `main.ts` knows no other clock than the machine's.
 *
 * It runs as a child process with a channel only, in new folders only, listens on the loopback address
 * only, and stops when the channel closes. It tells two officers' keys over the channel.
 *
 * @module
 */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { addOfficerKey, publishDue } from '@waypost/platform';
import { type Config, readConfig } from './config.ts';
import { traceOf } from './http/logging.ts';
import { type Machine, type RunningApi, startApi } from './start.ts';

/** What the server tells the process that started it. */
export type DemoServerMessage =
  | {
      readonly kind: 'ready';
      readonly url: string;
      readonly issuer: string;
      readonly rootThumbprint: string;
      /** Secret. */
      readonly officerKeys: readonly string[];
    }
  /** The clock was moved on, and what was due then is done. */
  | { readonly kind: 'moved'; readonly now: number }
  | { readonly kind: 'failed'; readonly reason: string };

const MAX_UNIX_SECONDS = 2 ** 32 - 1;

let now = Number.NaN;
const machine: Machine = {
  clock: () => now,
  stopwatch: () => performance.now(),
  randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
  log: (line) => process.stderr.write(`${JSON.stringify(line)}\n`),
};

const tell = (message: DemoServerMessage) => void process.send?.(message);

async function main(): Promise<void> {
  if (!process.send) throw new Error('this server is started by the demonstration: npm run demo');
  const config = { ...readConfig(process.env), HOST: '127.0.0.1' };
  assertNew(config);
  now = await firstTime();
  const api = await startApi(config, machine);
  process.once('disconnect', () => void api.stop().catch(fail));
  process.on('message', (message) => void moveOn(api, message).catch(fail));
  tell({
    kind: 'ready',
    url: api.url,
    issuer: config.ISSUER,
    rootThumbprint: api.keys.rootThumbprint,
    officerKeys: await twoKeys(api),
  });
}

/** A clock that runs ahead would erase what a real server keeps. */
function assertNew({ DATABASE_URL: url, KEYS_DIR: keys }: Config): void {
  const isPglite = url.startsWith('pglite:');
  if (!isPglite || existsSync(url.slice('pglite:'.length)) || existsSync(keys))
    throw new Error('the demonstration keeps its data in a new folder only');
}

async function twoKeys({ firstOfficerKey, platform }: RunningApi): Promise<readonly string[]> {
  const { key } = await addOfficerKey(platform, 'second officer');
  return firstOfficerKey === null ? [] : [firstOfficerKey, key];
}

async function firstTime(): Promise<number> {
  const [message] = await once(process, 'message');
  return timeIn(message);
}

async function moveOn({ platform }: RunningApi, message: unknown): Promise<void> {
  now = Math.max(now, timeIn(message));
  await publishDue(platform);
  tell({ kind: 'moved', now });
}

/** @throws Error unless the message is Unix seconds. */
function timeIn(message: unknown): number {
  const isTime = Number.isInteger(message) && (message as number) >= 0;
  if (!isTime || (message as number) > MAX_UNIX_SECONDS) throw new Error('that is no time');
  return message as number;
}

function fail(error: unknown): void {
  const reason = error instanceof Error ? error.message : 'unknown error';
  if (process.send) tell({ kind: 'failed', reason });
  else process.stderr.write(`waypost: ${reason}\n`);
  machine.log({ event: 'crash', error: traceOf(error) });
  process.exitCode = 1;
  if (process.connected) process.disconnect();
}

// Ctrl-C reaches the whole group: the demonstration ends first, and closes the channel.
process.on('SIGINT', () => {});
main().catch(fail);
