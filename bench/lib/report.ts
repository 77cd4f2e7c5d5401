import { type BenchResult, median } from './bench.ts';

/** A result with what is said about it. */
export type BenchReport = BenchResult & {
  readonly name: string;
  readonly question: string;
  readonly command?: string;
  readonly date?: string;
  readonly machine?: string;
  readonly node?: string;
};

/** What stands above the results in `docs/benchmarks.md`. */
export const PAGE_HEAD = `# Benchmarks

Made by \`npm run bench -- --full\`; no number here was typed by hand. Each question runs beside its
peers in one run, in turn, after a round that does not count; every answer is compared first. Read
the ratios: seconds belong to one machine. How a question is asked stands at the head of its file in
[\`bench/\`](../bench).
`;

/** A Markdown section: medians, spread, and how each peer stands to the first contender. */
export function writeReport(report: BenchReport): string {
  const contenders = Object.entries(report.samples);
  const ours = median(contenders[0]?.[1].map(({ seconds }) => seconds) ?? []);
  const rows = contenders.map(([name, samples]) => {
    const seconds = samples.map((sample) => sample.seconds);
    const middle = median(seconds);
    const memory = median(samples.map((sample) => sample.megabytes ?? Number.NaN));
    const spread = `${Math.min(...seconds).toFixed(2)}–${Math.max(...seconds).toFixed(2)}`;
    const rate = Math.round(report.units / middle).toLocaleString('en');
    const megabytes = Number.isNaN(memory) ? '–' : Math.round(memory).toLocaleString('en');
    return `| ${name} | ${middle.toFixed(2)} | ${spread} | ${rate} | ${megabytes} | ${(middle / ours).toFixed(2)} |`;
  });
  return [
    `## ${report.name}`,
    '',
    `${report.question}: ${report.units.toLocaleString('en')} ${report.unit}, seed ${report.seed}.`,
    '',
    `| | seconds, median | spread | ${report.unit} a second | peak MB | time against ours |`,
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...rows,
    '',
    ...(report.notes ?? []).flatMap((note) => [note, '']),
    `${report.machine}; Node.js ${report.node}; ${report.date}; \`${report.command}\`.`,
    '',
  ].join('\n');
}
