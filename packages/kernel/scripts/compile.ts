/**
 * `node scripts/compile.ts`: compiles `assembly/NAME/index.ts` and writes the module into
 * `src/NAME/module.ts` as text, so that a page needs no second request and a bundler no loader.
 *
 * What comes out is committed: building the package needs no compiler. A test compiles again and
 * compares.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compileModule, MODULES, moduleSource } from './compiler.ts';

for (const name of MODULES) {
  const wasm = await compileModule(name);
  const file = fileURLToPath(new URL(`../src/${name}/module.ts`, import.meta.url));
  writeFileSync(file, moduleSource(name, wasm));
  process.stdout.write(`${name}: ${wasm.length.toLocaleString('en')} bytes\n`);
}
