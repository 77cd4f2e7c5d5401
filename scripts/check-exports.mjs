// Imports every subpath of @waypost/core as an application would: by name, from the built files, on the
// Node.js that runs this script. That one is the machine's own and stands for the oldest we promise.
import { existsSync, readFileSync } from 'node:fs';

const folder = new URL('../node_modules/@waypost/core/', import.meta.url);
const { name, exports } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'));

async function problemOf(subpath, { types }) {
  if (subpath.includes('*')) return 'a wildcard would make every file public';
  if (!types || !existsSync(new URL(types, folder))) return 'its type declarations are missing';
  try {
    const module = await import(name + subpath.slice(1));
    return Object.keys(module).length === 0 ? 'exports nothing' : null;
  } catch (error) {
    return `cannot be loaded: ${error.message}`;
  }
}

const subpaths = Object.keys(exports).filter((subpath) => subpath !== './package.json');
let failed = 0;
for (const subpath of subpaths) {
  const problem = await problemOf(subpath, exports[subpath]);
  if (problem === null) continue;
  console.log(`${name}${subpath.slice(1)}: ${problem}`);
  failed += 1;
}
console.log(
  `${subpaths.length - failed} of ${subpaths.length} subpaths load on Node.js ${process.versions.node}`,
);
process.exitCode = failed === 0 && subpaths.length > 0 ? 0 : 1;
