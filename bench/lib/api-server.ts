import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A server of ours, started as its users start it. */
export interface ApiServer {
  readonly url: string;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Ends it as Ctrl-C would. */
  stop(): Promise<void>;
}

const MAIN = fileURLToPath(new URL('../../apps/api/dist/main.js', import.meta.url));

/** Starts the built server on a free port of this machine, with its data under `folder`. */
export async function startApiServer(
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<ApiServer> {
  const child = spawn(process.execPath, [MAIN], {
    env: {
      ...process.env,
      PORT: '0',
      REQUEST_LOG: 'off',
      KEYS_DIR: `${folder}/keys`,
      CHECK_INS_PER_VENUE_HOUR: '1000000',
      CHECK_INS_PER_NETWORK_HOUR: '1000000',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const url = await urlOf(child);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
  };
  return { url, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}

/** What the server prints once it takes requests. */
function urlOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (text: string): void => {
      said += text;
      const url = /^Waypost +(http\S+)$/m.exec(said)?.[1];
      if (url) resolve(url);
    };
    child.stdout?.setEncoding('utf8').on('data', listen);
    child.stderr?.setEncoding('utf8').on('data', listen);
    child.once('exit', () => reject(new Error(`the server did not start:\n${said}`)));
  });
}
