import { Command, Option } from 'commander';
import { type Language, messagesOf } from '../language/index.ts';
import type { MatchOption, Messages } from '../language/messages.ts';
import { printable } from '../terminal/printable.ts';
import { progressLine } from '../terminal/progress.ts';
import { parseOptions, type RawOptions } from './options.ts';
import { jsonReport } from './report-json.ts';
import { textReport } from './report-text.ts';
import { runMatch } from './run-match.ts';

/** `waypost match`. */
export function matchCommand(language: Language, signal: AbortSignal): Command {
  const words = messagesOf(language);
  const command = new Command('match').description(words.match);
  for (const option of matchOptions(words)) command.addOption(option);
  return command.addHelpText('after', words.matchExamples).action(async (raw: RawOptions) => {
    const request = parseOptions(raw, words);
    const progress = progressLine(process.stderr);
    const started = performance.now();
    try {
      const report = request.json
        ? jsonReport(writeToStdout, words)
        : textReport(writeToStdout, words, language);
      const { input, csvRows } = await runMatch(request, { words, progress, signal, report });
      progress.clear();
      if (request.csv !== null && csvRows !== null)
        process.stderr.write(`${csvWritten(request.csv, csvRows, words, language)}\n`);
      process.stderr.write(`${cost(input.rows.read, started, words, language)}\n`);
    } finally {
      progress.clear();
    }
  });
}

function matchOptions(words: Messages): Option[] {
  const flags: Readonly<Record<MatchOption, string>> = {
    checkIns: '--check-ins <file>',
    map: '--map <columns>',
    timeZone: '--time-zone <zone>',
    stay: '--stay <duration>',
    maxStay: '--max-stay <duration>',
    exclusiveStay: '--exclusive-stay',
    minOverlap: '--min-overlap <duration>',
    mode: '--mode <mode>',
    linger: '--linger <duration>',
    tolerance: '--tolerance <duration>',
    index: '--index <person>',
    from: '--from <time>',
    to: '--to <time>',
    near: '--near <file>',
    secondDegree: '--second-degree',
    clusters: '--clusters <cases>',
    within: '--within <days>',
    cases: '--cases <file>',
    preset: '--preset <name>',
    skipBadRows: '--skip-bad-rows',
    json: '--json',
    csv: '--csv <file>',
    displayZone: '--display-zone <zone>',
    lang: '--lang <language>',
  };
  return Object.entries(flags).map(([name, flag]) => {
    const option = new Option(flag, words.option[name as MatchOption]);
    if (name === 'checkIns') option.makeOptionMandatory();
    if (name === 'lang') option.choices(['en', 'vi']);
    if (name === 'index')
      option.argParser((value: string, before: string[] | undefined) => [...(before ?? []), value]);
    return option;
  });
}

const writeToStdout = (text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });

const csvWritten = (file: string, rows: number, words: Messages, language: Language): string =>
  words.report.csvWritten(printable(file), new Intl.NumberFormat(language).format(rows));

/** What the run took, measured by the operating system. */
function cost(rows: number, started: number, words: Messages, language: Language): string {
  const seconds = (performance.now() - started) / 1000;
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  return words.report.cost({
    rows: number.format(rows),
    seconds: new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(seconds),
    rate: number.format(rows / seconds),
    memory: number.format(process.resourceUsage().maxRSS / 1024),
  });
}
