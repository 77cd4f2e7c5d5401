/**
 * Listens, and stops without cutting anybody off.
 *
 * @module
 */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Api } from './http/api.ts';

/** A server that listens. */
export interface RunningServer {
  /** `http://localhost:3000`: a secure context for browsers, as the bare address is not for all. */
  readonly url: string;
  /** Takes no new connections, answers what was asked, then resolves. */
  stop(): Promise<void>;
}

const LIMITS = {
  maxHeaderSize: 8192,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 5000,
} as const;
const STOP_AFTER_MILLISECONDS = 10_000;
const LOOK_EVERY_MILLISECONDS = 20;

/** Starts to listen; rejects where the address is taken. */
export async function startServer(
  api: Pick<Api, 'fetch'>,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<RunningServer> {
  const server = createAdaptorServer({ fetch: api.fetch, serverOptions: LIMITS }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const bound = server.address() as AddressInfo;
  return { url: `http://${nameOf(bound)}:${bound.port}`, stop: () => stopServer(server) };
}

function nameOf({ address, family }: AddressInfo): string {
  if (address === '127.0.0.1' || address === '::1') return 'localhost';
  return family === 'IPv6' ? `[${address}]` : address;
}

function stopServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // A connection that is kept alive turns idle only once its answer has gone out.
    const sweep = setInterval(() => server.closeIdleConnections(), LOOK_EVERY_MILLISECONDS);
    const giveUp = setTimeout(() => server.closeAllConnections(), STOP_AFTER_MILLISECONDS);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(giveUp);
      resolve();
    });
  });
}
