import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Bench, BenchAnswer, BenchResult, Growth } from './bench.ts';
import type { Circumstances } from './machine.ts';

/** A question with its answer, as it is kept. */
export interface Report extends Circumstances {
  readonly name: string;
  readonly question: string;
  /** None where it failed. */
  readonly tables: readonly BenchResult[];
  readonly growth: readonly Growth[];
  /** Why there is no answer. */
  readonly failed?: string;
}

/** Results at the published sizes. They are committed: the page can be made from them anywhere. */
export const PUBLISHED: string = fileURLToPath(new URL('../../docs/benchmarks/', import.meta.url));
/** Results of a quick look. They stay on this machine. */
export const QUICK: string = fileURLToPath(new URL('../results/', import.meta.url));

/**
 * An answer as it is kept: times and memory, not what was found.
 *
 * @throws Error for a figure that is no number: JSON would keep it as `null`.
 */
export function reportOf(
  { name, question }: Bench,
  about: Circumstances,
  answer: BenchAnswer | BenchResult,
): Report {
  const { tables, growth = [] } = 'tables' in answer ? answer : { tables: [answer] };
  for (const { what, value } of tables.flatMap(({ figures = [] }) => figures))
    if (!Number.isFinite(value)) throw new Error(`${what} is no number`);
  return { name, question, ...about, tables: tables.map(withoutAnswers), growth };
}

/** What is kept of a question that could not be answered. */
export const failureOf = (
  { name, question }: Bench,
  about: Circumstances,
  error: unknown,
): Report => ({
  name,
  question,
  ...about,
  tables: [],
  growth: [],
  // The first line: a stack would name folders of this machine.
  failed: (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '',
});

function withoutAnswers(table: BenchResult): BenchResult {
  const samples = Object.entries(table.samples).map(([name, runs]) => [
    name,
    runs.map(({ seconds, megabytes }) => ({
      seconds: Number(seconds.toPrecision(6)), // more digits would be noise, in every diff
      megabytes,
    })),
  ]);
  return { ...table, samples: Object.fromEntries(samples) };
}

/** Keeps a result in a folder, in place of the one before. */
export function keepReport(folder: string, report: Report): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}${report.name}.json`, `${JSON.stringify(report, null, 2)}\n`);
}

/** The results that a folder holds, in the order of the names; those it does not hold are left out. */
export const readReports = (folder: string, names: readonly string[]): Report[] =>
  names
    .map((name) => `${folder}${name}.json`)
    .filter((file) => existsSync(file))
    .map((file) => JSON.parse(readFileSync(file, 'utf8')) as Report);
