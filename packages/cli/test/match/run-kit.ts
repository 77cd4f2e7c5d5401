import { type Language, messagesOf } from '../../src/language/index.ts';
import { parseOptions, type RawOptions } from '../../src/match/options.ts';
import { jsonReport } from '../../src/match/report-json.ts';
import { textReport } from '../../src/match/report-text.ts';
import { runMatch } from '../../src/match/run-match.ts';

/** Runs `waypost match` within this process; returns what it would print. */
export async function run(raw: RawOptions, language: Language = 'en'): Promise<string> {
  const words = messagesOf(language);
  const request = parseOptions({ displayZone: 'UTC', ...raw }, words);
  let printed = '';
  const write = async (text: string): Promise<void> => {
    printed += text;
  };
  const report = request.json ? jsonReport(write, words) : textReport(write, words, language);
  const progress = { show: () => {}, clear: () => {} };
  await runMatch(request, { words, progress, signal: new AbortController().signal, report });
  return printed;
}

/** What `--json` says, as far as tests look at it. */
export interface JsonReport {
  readonly rule: Readonly<Record<string, unknown>>;
  readonly ruleVersion: string;
  readonly inputDigest: string;
  readonly rows: { readonly read: number; readonly skipped: number };
  readonly skippedRows?: readonly {
    readonly line: number;
    readonly problem: string;
    readonly message: string;
  }[];
  readonly unknownIndex?: readonly string[];
  readonly unknownCases?: number;
  readonly clusters?: readonly { readonly venue: string; readonly cases: number }[];
  readonly totals: Readonly<Record<string, number>>;
  readonly index?: readonly {
    readonly person: string;
    readonly contacts: readonly { readonly person: string }[];
    readonly secondDegree?: readonly string[];
  }[];
}

/** Runs `waypost match --json` within this process. */
export const runJson = async (raw: RawOptions): Promise<JsonReport> =>
  JSON.parse(await run({ ...raw, json: true }));
