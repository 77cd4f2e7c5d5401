/**
 * `npm run bench [-- --full] [-- --rounds N] [-- NAME…]`: runs the questions, prints a table and
 * writes `bench/results/NAME.json`. With `--full`, `docs/benchmarks.md` is made from the results.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checkInPosts } from './check-in-posts.ts';
import type { Bench, BenchResult } from './lib/bench.ts';
import { PAGE_HEAD, writeReport } from './lib/report.ts';
import { matchFile } from './match-file.ts';
import { signedPng } from './signed-png.ts';
import { signedSvg } from './signed-svg.ts';

const BENCHES: readonly Bench[] = [matchFile, checkInPosts, signedSvg, signedPng];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { full: { type: 'boolean', default: false }, rounds: { type: 'string', default: '3' } },
});
const rounds = Number(values.rounds);
const unknown = positionals.filter((name) => !BENCHES.some((bench) => bench.name === name));
if (!Number.isInteger(rounds) || rounds < 1 || unknown.length > 0) {
  console.error(
    `usage: npm run bench -- [--full] [--rounds N] [${BENCHES.map((b) => b.name).join('|')}]`,
  );
  process.exit(2);
}

const folder = fileURLToPath(new URL('./results/', import.meta.url));
mkdirSync(folder, { recursive: true });
for (const bench of BENCHES) {
  if (positionals.length > 0 && !positionals.includes(bench.name)) continue;
  console.log(`${bench.name}: ${bench.question}`);
  const result = await bench.run({ full: values.full, rounds });
  const report = { name: bench.name, question: bench.question, ...about(values.full), ...result };
  writeFileSync(
    `${folder}${bench.name}.json`,
    `${JSON.stringify(withoutAnswers(report), null, 2)}\n`,
  );
  console.log(writeReport(report));
}
if (values.full) {
  const reports = BENCHES.map(({ name }) =>
    JSON.parse(readFileSync(`${folder}${name}.json`, 'utf8')),
  );
  const page = fileURLToPath(new URL('../docs/benchmarks.md', import.meta.url));
  writeFileSync(page, `${PAGE_HEAD}\n${reports.map(writeReport).join('\n')}`);
}

/** Where and when: a figure without it says nothing. */
function about(full: boolean): object {
  const [cpu] = cpus();
  return {
    command: `npm run bench --${full ? ' --full' : ''} --rounds ${rounds}`,
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} × ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${platform()} ${arch()}`,
    node: process.version,
  };
}

function withoutAnswers<T extends BenchResult>(report: T): T {
  const samples = Object.entries(report.samples).map(([name, runs]) => [
    name,
    runs.map(({ seconds, megabytes }) => ({ seconds, megabytes })),
  ]);
  return { ...report, samples: Object.fromEntries(samples) };
}
