import { barChart } from './bar-chart.ts';
import type { BenchResult, Growth } from './bench.ts';
import { median } from './bench.ts';
import { between, duration, number } from './format.ts';
import { goalsOf, goalText } from './goals.ts';
import { exponentText, growthChart } from './growth-chart.ts';
import type { Report } from './results.ts';
import { secondsOf, spreadOf } from './stats.ts';

/** A picture of a part of a report. */
export interface Chart {
  /** Name of its file. */
  readonly file: string;
  /** What stands in its place where it is not shown. */
  readonly alt: string;
  readonly svg: string;
}

/** One chart for each table, then one for each growth: the order of the parts of {@link markdownOf}. */
export function chartsOf({ name, tables, growth }: Report): readonly Chart[] {
  return [
    ...tables.map((table, i) => {
      const title = table.title ?? name;
      const alt = `${title}: ${table.unit} a second`;
      return { file: `${name}-${i + 1}.svg`, alt, svg: barChart(title, table) };
    }),
    ...growth.map((one, i) => {
      return { file: `${name}-growth-${i + 1}.svg`, alt: one.title, svg: growthChart(one) };
    }),
  ];
}

/**
 * A report as Markdown: tables with median and spread, targets, growth, and where it was measured.
 *
 * @param charts - Those of {@link chartsOf}, to stand under the tables; none on a terminal.
 */
export function markdownOf(report: Report, charts: readonly Chart[] = []): string {
  const { name, question, tables, growth, failed } = report;
  const parts = [...tables.map(tableLines), ...growth.map(growthLines)];
  return [
    `## ${name}`,
    '',
    `${sentence(question)}`,
    '',
    ...(failed === undefined ? [] : [`**Failed:** ${failed}`, '']),
    ...parts.flatMap((lines, i) => [...lines, ...chartLines(charts[i])]),
    circumstancesLine(report),
    '',
  ].join('\n');
}

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;

function tableLines(table: BenchResult): string[] {
  const { title, units, unit, seed, notes = [] } = table;
  const hasMemory = Object.values(table.samples)
    .flat()
    .some(({ megabytes }) => isNumber(megabytes));
  return [
    ...(title ? [`### ${title}`, ''] : []),
    `${units.toLocaleString('en')} ${unit}, seed ${seed}.`,
    '',
    `| | median | spread | ${unit} a second |${hasMemory ? ' peak MB |' : ''}`,
    `| --- | ---: | ---: | ---: |${hasMemory ? ' ---: |' : ''}`,
    ...Object.keys(table.samples).map((name) => contenderRow(table, name, hasMemory)),
    '',
    ...goalsOf(table).map((goal) => `- ${goalText(goal)}`),
    '',
    ...notes.flatMap((note) => [note, '']),
  ];
}

const isNumber = (value: number | null | undefined): value is number => Number.isFinite(value);

function contenderRow(table: BenchResult, name: string, hasMemory: boolean): string {
  const seconds = spreadOf(secondsOf(table, name));
  const rate = number(table.units / seconds.median);
  const row = `| ${name} | ${duration(seconds.median)} | ${between(seconds, duration)} | ${rate} |`;
  if (!hasMemory) return row;
  const memory = (table.samples[name] ?? []).map(({ megabytes }) => megabytes).filter(isNumber);
  return `${row} ${memory.length > 0 ? number(median(memory)) : '–'} |`;
}

function growthLines({ title, unit, points }: Growth): string[] {
  const all = Object.values(points).flatMap((of) => of.map(({ size }) => size));
  const sizes = [...new Set(all)].sort((a, b) => a - b);
  const rows = Object.entries(points).map(([name, of]) => {
    const bySize = new Map(of.map(({ size, seconds }) => [size, duration(seconds)]));
    const cells = sizes.map((size) => bySize.get(size) ?? '–');
    return `| ${[name, ...cells, exponentText(of)].join(' | ')} |`;
  });
  return [
    `### ${title}`,
    '',
    `| ${unit} | ${sizes.map(number).join(' | ')} | grows as |`,
    `| --- |${' ---: |'.repeat(sizes.length + 1)}`,
    ...rows,
    '',
  ];
}

const chartLines = (chart: Chart | undefined): string[] =>
  chart ? [`![${chart.alt}](benchmarks/${chart.file})`, ''] : [];

function circumstancesLine(report: Report): string {
  const peers = Object.entries(report.versions).map(([name, version]) => `${name} ${version}`);
  return `${[
    report.machine,
    `load average ${report.loadAverage}`,
    [`Node.js ${report.node}`, ...peers].join(', '),
    report.date,
    `\`${report.command}\``,
  ].join('; ')}.`;
}
