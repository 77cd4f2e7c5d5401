/**
 * The core library for the browser without a bundler: the ES modules that a page reaches, found once at
 * the start by following their imports. What is served is this closed set; no request reads a file.
 *
 * Each keeps its place below its package, so that relative imports hold, and stands under the digest of
 * the whole set, so that it may be kept for ever. Names of packages are resolved by an import map.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a page needs in order to import its modules. */
export interface BrowserModules {
  /** Path of the page's own script. */
  readonly entry: string;
  /** Every module by its path. */
  readonly files: ReadonlyMap<string, string>;
  /** The import map as JSON. */
  readonly importMap: string;
}

interface Module {
  readonly text: string;
  /** Each imported name, and the file that it stands for. */
  readonly imports: ReadonlyMap<string, string>;
}

const PUBLIC = fileURLToPath(new URL('../../public/', import.meta.url));
const CORE_PACKAGE = createRequire(import.meta.url).resolve('@waypost/core/package.json');
const CORE = join(dirname(CORE_PACKAGE), 'dist');

/** Stands for `jose`: the two functions that the core uses, without the forty files that it does not. */
const JOSE = join(PUBLIC, 'jose.js');
const JOSE_TEXT = `export { CompactSign } from 'jose/jws/compact/sign';
export { compactVerify } from 'jose/jws/compact/verify';
`;

/** Files that stand for a name where its own entry has more than a page can load or needs. */
const ENTRIES: ReadonlyMap<string, string> = new Map([
  ['@waypost/core/venue-code', join(CORE, 'protocols/venue-code/verify.js')],
  ['@waypost/core/keys-and-lists', join(CORE, 'protocols/keys-and-lists/index.js')],
  ['@waypost/core/primitives', join(CORE, 'primitives/index.js')],
  ['jose', JOSE],
]);

// At the start of a line only: examples in comments begin with an asterisk.
const IMPORTS = /^(?:import|export)\b(?:[^'";]*?\bfrom)?\s*['"]([^'"]+)['"]/gm;

/**
 * Collects a script of `public/` and all that it imports.
 *
 * @throws Error where the core library was not built.
 */
export function collectModules(script: string): BrowserModules {
  if (!existsSync(CORE)) throw new Error('the core library is not built: npm run build');
  const entry = join(PUBLIC, script);
  const modules = followImports(entry);
  const digest = createHash('sha256');
  for (const { text } of modules.values()) digest.update(text);
  const base = `/modules/${digest.digest('hex').slice(0, 16)}`;
  const pathOf = (file: string): string => `${base}/${placeOf(file)}`;
  const packages = [...packageImports(modules)].map(([name, file]) => [name, pathOf(file)]);
  return {
    entry: pathOf(entry),
    files: new Map([...modules].map(([file, { text }]) => [pathOf(file), text])),
    importMap: JSON.stringify({ imports: Object.fromEntries(packages) }),
  };
}

/** A module and all that it imports, by file. */
function followImports(entry: string): ReadonlyMap<string, Module> {
  const modules = new Map<string, Module>();
  const waiting = [entry];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (modules.has(file)) continue;
    const found = readModule(file);
    modules.set(file, found);
    waiting.push(...found.imports.values());
  }
  return modules;
}

/** The names that only an import map can resolve. @throws Error where one stands for two files. */
function packageImports(modules: ReadonlyMap<string, Module>): ReadonlyMap<string, string> {
  const imports = [...modules.values()].flatMap((module) => [...module.imports]);
  const named = imports.filter(([name]) => !name.startsWith('.'));
  const files = new Map(named.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  if (named.some(([name, file]) => files.get(name) !== file))
    throw new Error('one name stands for two files: an import map cannot say that');
  return files;
}

function readModule(file: string): Module {
  const text = file === JOSE ? JOSE_TEXT : readFileSync(file, 'utf8');
  const names = [...text.matchAll(IMPORTS)].map(([, name = '']) => name);
  return { text, imports: new Map(names.map((name) => [name, resolveFrom(file, name)])) };
}

function resolveFrom(file: string, name: string): string {
  const entry = ENTRIES.get(name);
  if (entry !== undefined) return entry;
  if (name.startsWith('.')) return join(dirname(file), name);
  // The pages' own scripts know the libraries of the core, and no others.
  const importer = file.startsWith(PUBLIC) ? CORE_PACKAGE : file;
  return createRequire(importer).resolve(name);
}

/** Where a module stands below the base: its package, and its place in that. */
function placeOf(file: string): string {
  const segments = file.split(sep).join('/').split('/node_modules/');
  if (segments.length > 1) return segments.at(-1) ?? '';
  const [root, name] = file.startsWith(PUBLIC) ? [PUBLIC, 'page'] : [CORE, 'core'];
  return `${name}/${relative(root, file).split(sep).join('/')}`;
}
