// `npm run fuzz -- [--runs N] [--seed S] [NAME…]`: a longer run of what the tests do with 1,000.
import { parseArgs } from 'node:util';
import { fuzz } from './fuzz.ts';
import { TARGETS } from './targets.ts';

const USAGE = `usage: npm run fuzz -- [--runs N] [--seed S] [NAME…]

Gives each decoder N inputs (10000) that are almost right. It must return, or throw an error of ours.
The seed is printed, and repeats a run. Names: ${TARGETS.map(({ name }) => name).join(', ')}`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    help: { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs);
const seed = Number(values.seed);
const unknown = positionals.filter((name) => TARGETS.every((target) => target.name !== name));
if (values.help || !(runs >= 1) || !Number.isInteger(seed) || unknown.length > 0) {
  process.stderr.write(`${USAGE}\n`);
  process.exit(values.help ? 0 : 2);
}

process.stdout.write(`seed ${seed}, ${runs} inputs for each decoder\n`);
for (const target of TARGETS) {
  if (positionals.length > 0 && !positionals.includes(target.name)) continue;
  const { accepted, refused, slowest } = await fuzz(target, { runs, seed });
  const codes = [...refused].sort(([, a], [, b]) => b - a).map(([code, n]) => `${code} ${n}`);
  process.stdout.write(
    `${target.name.padEnd(28)} accepted ${accepted}, slowest ${slowest.toFixed(1)} ms; ${codes.join(', ')}\n`,
  );
}
