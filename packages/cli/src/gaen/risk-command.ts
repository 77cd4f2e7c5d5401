import { type RiskConfig, type RiskResult, scoreRisk } from '@waypost/core/gaen';
import { DAY_SECONDS, isWaypostError } from '@waypost/core/primitives';
import { Command } from 'commander';
import { readTime } from '../check-ins/time-field.ts';
import { InputError, UsageError } from '../errors.ts';
import type { Messages } from '../language/messages.ts';
import { printable } from '../terminal/printable.ts';
import { readRiskConfig } from './match-config.ts';
import { type RiskCase, readRiskCases } from './risk-files.ts';

/** The options as commander gives them. */
interface RawOptions {
  readonly config: string;
  readonly windows: string;
  readonly today?: string;
  readonly json?: boolean;
}

/** A case's risk, and what the file calls the case. */
interface ScoredCase {
  readonly description: string | null;
  readonly risk: RiskResult;
}

/** `waypost gaen risk`: how risky exposure windows are, by the rules of one app. */
export const riskCommand = (words: Messages): Command =>
  new Command('risk')
    .description(words.gaen.risk)
    .requiredOption('--config <name or file>', words.gaen.riskConfig)
    .requiredOption('--windows <file>', words.gaen.windows)
    .option('--today <time>', words.gaen.today)
    .option('--json', words.gaen.json)
    .addHelpText('after', words.gaen.riskExamples)
    .action(async (options: RawOptions) => {
      const today = todayOf(options.today, words);
      const config = await readRiskConfig(options.config);
      const { cases, isCaseFile } = await readRiskCases(options.windows, today);
      const scored = cases.map((of) => ({
        description: of.description,
        risk: scoreCase(of, { today, config, file: options.windows }),
      }));
      if (!options.json) process.stdout.write(scored.map(lineOf).join(''));
      else {
        const results = scored.map(({ description, risk }) =>
          description === null ? risk : { description, ...risk },
        );
        process.stdout.write(`${JSON.stringify(isCaseFile ? results : results[0], null, 2)}\n`);
      }
    });

function scoreCase(
  { windows, description }: RiskCase,
  {
    today,
    config,
    file,
  }: { readonly today: number; readonly config: RiskConfig; readonly file: string },
): RiskResult {
  try {
    return scoreRisk(windows, today, config);
  } catch (error) {
    if (!isWaypostError(error)) throw error;
    const field = String(error.details['field'] ?? error.code);
    const where = description === null ? field : `${printable(description)}: ${field}`;
    throw new InputError(file, { kind: 'window-field', field: where });
  }
}

/** Level, the number it is from, and the case. */
function lineOf({ description, risk }: ScoredCase): string {
  const columns = [risk.level.padEnd(5), numberOf(risk).toFixed(1).padStart(8)];
  if (description !== null) columns.push(description);
  return `${printable(columns.join('  '))}\n`;
}

/** Most of a day or window, as the configuration counts. */
function numberOf(risk: RiskResult): number {
  switch (risk.kind) {
    case 'cwa':
      return risk.days.reduce((most, day) => Math.max(most, day.normalizedTime), 0);
    case 'nhs':
      return risk.maximumRisk;
    case 'google-v1':
      return risk.maximumScore;
    case 'google-v2':
      return risk.days.reduce((most, { summary }) => Math.max(most, summary.scoreSum), 0);
  }
}

function todayOf(value: string | undefined, words: Messages): number {
  if (value === undefined) return Math.floor(Date.now() / 1000 / DAY_SECONDS);
  const bytes = Buffer.from(value);
  const time = readTime(bytes, 0, bytes.length, null);
  if (typeof time !== 'number') throw new UsageError(words.usage.time('--today', value));
  return Math.floor(time / DAY_SECONDS);
}
