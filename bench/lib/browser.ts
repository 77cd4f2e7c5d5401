/**
 * A worker in Chromium: what a phone's browser does, run on this machine.
 *
 * The entry is bundled, served on the loopback interface and started by a page of the same origin. The
 * page is cross-origin isolated, so that its clock counts in steps of 5 µs.
 */
import { existsSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { rolldown } from 'rolldown';

/** Puts a question to a fresh worker, and gives its answer: both are values that survive JSON. */
export type AskWorker = (question: unknown) => Promise<unknown>;

/** What the worker needs. */
export interface WorkerParts {
  /** Its entry, TypeScript that calls {@link answerQuestions}. */
  readonly entry: URL;
  /** What it may fetch, by path: `/bundles/0`. */
  readonly files?: ReadonlyMap<string, Uint8Array>;
}

/** Why there is no Chromium, for a note; `null` where there is one. */
export const withoutChromium = (): string | null =>
  existsSync(CHROMIUM)
    ? null
    : `Chromium left out: there is no ${CHROMIUM}; $CHROMIUM may name one.`;

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A worker a question: what one has compiled does not help the next. */
const PAGE = `<!doctype html><script>
globalThis.ask = (question) => new Promise((resolve, reject) => {
  const worker = new Worker('/worker.js', { type: 'module' });
  worker.onmessage = ({ data }) => { worker.terminate(); resolve(data); };
  worker.onerror = ({ message }) => { worker.terminate(); reject(new Error(message)); };
  worker.postMessage(question);
});
</script>`;

/** Starts Chromium for as long as `use` takes. */
export async function withBrowserWorker<Result>(
  { entry, files = new Map() }: WorkerParts,
  use: (ask: AskWorker, version: string) => Promise<Result>,
): Promise<Result> {
  const server = await serve(answerer(await bundle(entry), files));
  const browser = await chromium.launch({ executablePath: CHROMIUM, headless: true, args: FLAGS });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const ask: AskWorker = (question) =>
      page.evaluate((asked) => (globalThis as unknown as { ask: AskWorker }).ask(asked), question);
    return await use(ask, `Chromium ${browser.version()}`);
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
}

/** The entry and all that it imports, as one module. What only Node.js has is there, and empty. */
async function bundle(entry: URL): Promise<string> {
  const built = await rolldown({
    input: fileURLToPath(entry),
    platform: 'browser',
    resolve: { alias: { 'node:crypto': false } },
    shimMissingExports: true,
    logLevel: 'silent',
  });
  const { output } = await built.generate({ format: 'esm' });
  await built.close();
  return output[0].code;
}

const answerer =
  (worker: string, files: ReadonlyMap<string, Uint8Array>): RequestListener =>
  ({ url = '' }, response) => {
    const file = files.get(url);
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
    if (url === '/') response.setHeader('Content-Type', 'text/html').end(PAGE);
    else if (url === '/worker.js')
      response.setHeader('Content-Type', 'text/javascript').end(worker);
    else response.writeHead(file ? 200 : 404).end(file);
  };

async function serve(listener: RequestListener): Promise<Server> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return server;
}
