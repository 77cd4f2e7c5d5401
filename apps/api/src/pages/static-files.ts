import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Context } from 'hono';
import type { ApiEnv } from '../http/env.ts';
import type { BrowserModules } from './browser-modules.ts';

const SCRIPT = 'text/javascript; charset=utf-8';
const STYLE = 'text/css; charset=utf-8';
const PUBLIC = new URL('../../public/', import.meta.url);

/** Files of `public/` and of the API reference, which stand below `/assets/`. */
const ASSETS: readonly (readonly [name: string, type: string, source: () => Buffer])[] = [
  ['page.css', STYLE, () => readFileSync(new URL('page.css', PUBLIC))],
  ['docs.js', SCRIPT, () => readFileSync(new URL('docs.js', PUBLIC))],
  ['scalar.js', SCRIPT, () => readFileSync(scalarScript())],
];

interface StaticFile {
  readonly type: string;
  readonly cache: string;
  readonly plain: Buffer<ArrayBufferLike>;
  /** Made when it is first asked for. */
  gzipped?: Buffer<ArrayBufferLike>;
}

/** Files that were read once, by path: a request chooses one of them, and names no file. */
export class StaticFiles {
  readonly #files = new Map<string, StaticFile>();

  constructor(modules: BrowserModules) {
    for (const [name, type, source] of ASSETS)
      this.#files.set(`/assets/${name}`, { type, cache: 'public, max-age=3600', plain: source() });
    const cache = 'public, max-age=31536000, immutable';
    for (const [path, text] of modules.files)
      this.#files.set(path, { type: SCRIPT, cache, plain: Buffer.from(text) });
  }

  /** Answers with the file of this path, or `null`. */
  answer(c: Context<ApiEnv>): Response | null {
    const file = this.#files.get(c.req.path);
    if (file === undefined) return null;
    c.header('Cache-Control', file.cache);
    c.header('Content-Type', file.type);
    c.header('Vary', 'Accept-Encoding');
    if (!/\bgzip\b/.test(c.req.header('Accept-Encoding') ?? ''))
      return c.body(new Uint8Array(file.plain));
    file.gzipped ??= gzipSync(file.plain);
    c.header('Content-Encoding', 'gzip');
    return c.body(new Uint8Array(file.gzipped));
  }
}

/** The API reference as one script, which its package ships beside its entry. */
function scalarScript(): string {
  const entry = createRequire(import.meta.url).resolve('@scalar/api-reference');
  return join(dirname(entry), 'browser', 'standalone.js');
}
