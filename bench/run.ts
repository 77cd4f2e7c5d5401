/**
 * `npm run bench [-- --full] [-- --rounds N] [-- NAME…]`: runs the questions, prints what came out and
 * keeps it as JSON. With `--full`, or with `--page` and no run at all, `docs/benchmarks.md` and its charts
 * are made anew from all that is kept. `--list` names the questions, which stand in `questions.ts`.
 */
import { parseArgs } from 'node:util';
import type { Bench, BenchOptions } from './lib/bench.ts';
import { circumstances } from './lib/machine.ts';
import { writePage } from './lib/page.ts';
import { markdownOf } from './lib/report.ts';
import { failureOf, keepReport, PUBLISHED, QUICK, type Report, reportOf } from './lib/results.ts';
import { BENCHES } from './questions.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    full: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    page: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '3' },
  },
});
const options: BenchOptions = { full: values.full, rounds: Number(values.rounds) };
const isKnown = (name: string): boolean => BENCHES.some((bench) => bench.name === name);

if (!positionals.every(isKnown) || !Number.isInteger(options.rounds) || options.rounds < 1) {
  console.error('usage: npm run bench -- [--full] [--rounds N] [--list | --page] [NAME…]');
  console.error(`NAME: ${BENCHES.map(({ name }) => name).join(', ')}`);
  process.exitCode = 2;
} else if (values.list)
  for (const { name, question } of BENCHES) console.log(`${name}: ${question}`);
else {
  if (!values.page) await runAll(positionals.length > 0 ? positionals : BENCHES.map(nameOf));
  if (values.page || values.full) writePage(BENCHES);
}

function nameOf({ name }: Bench): string {
  return name;
}

/** Runs these questions. One that fails is told of and kept as such; the others are still asked. */
async function runAll(names: readonly string[]): Promise<void> {
  for (const bench of BENCHES.filter(({ name }) => names.includes(name))) {
    console.log(`${bench.name}: ${bench.question}`);
    const report = await ask(bench);
    keepReport(options.full ? PUBLISHED : QUICK, report);
    console.log(markdownOf(report));
    if (report.failed !== undefined) process.exitCode = 1;
  }
}

async function ask(bench: Bench): Promise<Report> {
  const about = circumstances(bench, options);
  try {
    return reportOf(bench, about, await bench.run(options));
  } catch (error) {
    console.error(error);
    return failureOf(bench, about, error);
  }
}
