/**
 * The server's entry point: the only place that reads environment, clock and randomness, and that
 * writes to the terminal. People read stdout; the log goes to stderr, one JSON object a line.
 *
 * @module
 */
import { DAY_SECONDS } from '@waypost/core/primitives';
import { type Config, readConfig } from './config.ts';
import { traceOf } from './http/logging.ts';
import { type Machine, type RunningApi, startApi } from './start.ts';

const machine: Machine = {
  clock: () => Math.floor(Date.now() / 1000),
  stopwatch: () => performance.now(),
  randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
  log: (line) => process.stderr.write(`${JSON.stringify(line)}\n`),
};

const say = (text: string) => process.stdout.write(`${text}\n`);

const dateOf = (unixSeconds: number): string =>
  new Date(unixSeconds * 1000).toISOString().slice(0, 10);

/** A database URL as it may be shown. */
function withoutPassword(databaseUrl: string): string {
  if (databaseUrl.startsWith('pglite:')) return databaseUrl;
  const { protocol, host, pathname } = new URL(databaseUrl);
  return `${protocol}//${host}${pathname}`;
}

/** What is where, for the person who started it. */
function describe({ url, keys }: RunningApi, config: Config): string {
  const { expires, lastCardDay, rootKeyFile } = keys.outlook;
  const until =
    expires <= machine.clock()
      ? 'THE KEY LIST HAS ENDED: clients refuse it until the root key signs the next one'
      : `the key list holds until ${dateOf(expires)}, its card keys until ${dateOf(lastCardDay * DAY_SECONDS)}`;
  const root = rootKeyFile
    ? `Root key         ${rootKeyFile}\n                 take it offline before real use; without it ${until}`
    : `Root key         offline: ${until}`;
  return `Waypost          ${url}
API reference    ${url}/docs
Data             ${withoutPassword(config.DATABASE_URL)}
Issuer           ${config.ISSUER}, root key thumbprint ${keys.rootThumbprint}
${root}
Stop             Ctrl-C`;
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  say('Starting …');
  const api = await startApi(config, machine);
  if (api.firstOfficerKey !== null)
    say(`First officer's key, shown this once:\n\n    ${api.firstOfficerKey}\n`);
  say(describe(api, config));
  let isStopping = false;
  // One Ctrl-C may arrive twice, from the terminal and from npm.
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    say('Stopping …');
    api.stop().then(
      () => say('Stopped.'),
      (error: unknown) => fail(error),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function fail(error: unknown): void {
  process.stderr.write(`waypost: ${error instanceof Error ? error.message : 'unknown error'}\n`);
  process.exitCode = 1;
}

// What nobody caught would be printed with its message, and that may hold anything.
process.on('uncaughtException', (error) => {
  machine.log({ event: 'crash', error: traceOf(error) });
  process.exit(1);
});
main().catch(fail);
