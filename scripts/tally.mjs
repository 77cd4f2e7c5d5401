// Adds up what `npm test` and `npm run check` recorded; the last line of CI. Missing results are a failure.
import { existsSync, readFileSync } from 'node:fs';

let passed = 0;
let failed = 0;
for (const name of ['test', 'check']) {
  const file = new URL(`../node_modules/.results/${name}.json`, import.meta.url);
  if (!existsSync(file)) {
    console.log(`${name}: no result was recorded`);
    failed += 1;
    continue;
  }
  const tally = JSON.parse(readFileSync(file, 'utf8'));
  passed += tally.passed;
  failed += tally.failed;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
