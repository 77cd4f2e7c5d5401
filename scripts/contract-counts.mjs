// How many cases of the stores' contract ran on memory, on PGlite and on PostgreSQL, by the JSON report of
// vitest: `node scripts/contract-counts.mjs REPORT`. The same cases must have passed on all three.
import { readFileSync } from 'node:fs';

const STORES = ['memory', 'PGlite', 'PostgreSQL'];

const [report] = process.argv.slice(2);
const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
const passed = testResults
  .flatMap(({ assertionResults }) => assertionResults)
  .filter(({ status }) => status === 'passed');

/** The names of the cases that passed on one store, without the name of the store. */
function casesOn(store) {
  const title = `contract on ${store}`;
  const cases = passed.filter(({ ancestorTitles }) => ancestorTitles[0] === title);
  return new Set(cases.map(({ fullName }) => fullName.slice(title.length)));
}

const cases = STORES.map((store) => ({ store, names: casesOn(store) }));
console.log(
  `contract cases: ${cases.map(({ store, names }) => `${names.size} on ${store}`).join(', ')}`,
);

const all = new Set(cases.flatMap(({ names }) => [...names]));
for (const { store, names } of cases) {
  const missing = [...all].filter((name) => !names.has(name));
  if (names.size > 0 && missing.length === 0) continue;
  console.error(`not passed on ${store}:${missing.slice(0, 5).join(';') || ' any'}`);
  process.exitCode = 1;
}
