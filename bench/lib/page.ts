import { globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Bench } from './bench.ts';
import { goalsOf } from './goals.ts';
import { chartsOf, markdownOf } from './report.ts';
import { PUBLISHED, type Report, readReports } from './results.ts';

/** The page that is made of the published results. */
export const PAGE: string = fileURLToPath(new URL('../../docs/benchmarks.md', import.meta.url));

const HEAD = `# Benchmarks

Made by \`npm run bench -- --full\`; no number here was typed by hand. Each question runs beside its
peers in one run, in turn, after a round that does not count; every answer is compared first. Read
the ratios: seconds belong to one machine. \`2×\` means that ours takes half the time; in brackets
stand the lowest and the highest of a round. How a question is asked stands at the head of its file in
[\`bench/\`](../bench/README.md); why ours is as fast as it is, in [performance](performance.md). The
same results as JSON, and the charts, are in [\`benchmarks/\`](benchmarks).
`;

/** Makes the page and its charts anew from the results that are kept. */
export function writePage(benches: readonly Bench[]): void {
  const reports = readReports(
    PUBLISHED,
    benches.map(({ name }) => name),
  );
  mkdirSync(PUBLISHED, { recursive: true });
  for (const chart of globSync('*.svg', { cwd: PUBLISHED })) rmSync(`${PUBLISHED}${chart}`);
  for (const { file, svg } of reports.flatMap(chartsOf)) writeFileSync(`${PUBLISHED}${file}`, svg);
  writeFileSync(PAGE, pageOf(benches, reports));
}

/** The text of the page. */
export function pageOf(benches: readonly Bench[], reports: readonly Report[]): string {
  const answered = new Set(reports.map(({ name }) => name));
  const open = benches.filter(({ name }) => !answered.has(name));
  return [
    HEAD,
    ...summary(reports),
    '',
    ...open.flatMap(({ name, question }) => [`Not run yet: ${name}, ${question}.`, '']),
    ...reports.map((report) => markdownOf(report, chartsOf(report))),
  ].join('\n');
}

function summary(reports: readonly Report[]): string[] {
  return [
    '| question | | asked | reached |',
    '| --- | --- | ---: | ---: |',
    ...reports.flatMap(summaryRows),
  ];
}

/** What was asked of a question; where nothing was, all ratios. */
function summaryRows({ name, tables, failed }: Report): string[] {
  const link = `[${name}](#${name})`;
  if (failed !== undefined) return [`| ${link} | failed | – | – |`];
  const all = tables.flatMap((table) => goalsOf(table).map((goal) => ({ ...goal, table })));
  const asked = all.filter((goal) => goal.asked !== undefined);
  return (asked.length > 0 ? asked : all).map((goal) => {
    const { what, reached = 'not measured', fallsShort, table } = goal;
    const where = table.title ? `${table.title}: ` : '';
    const verdict = fallsShort ? ', **falls short**' : '';
    return `| ${link} | ${where}${what} | ${goal.asked ?? '–'} | ${reached}${verdict} |`;
  });
}
