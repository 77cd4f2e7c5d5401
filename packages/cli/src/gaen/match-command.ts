import { DAY_SECONDS } from '@waypost/core/primitives';
import { Command } from 'commander';
import { readDuration } from '../duration.ts';
import { UsageError } from '../errors.ts';
import type { Messages } from '../language/messages.ts';
import { progressLine } from '../terminal/progress.ts';
import { readRiskConfig } from './match-config.ts';
import { type MatchFiles, type MatchFilesOptions, matchFiles } from './match-files.ts';
import { matchReport } from './match-report.ts';
import { readPublicKey } from './signing-key.ts';

/** The options as commander gives them. */
interface RawOptions extends MatchFiles {
  readonly config?: string;
  readonly tolerance?: string;
  readonly key?: readonly string[];
  readonly json?: boolean;
}

/** `waypost gaen match`: published keys among what a phone heard. */
export const matchCommand = (words: Messages, signal: AbortSignal): Command =>
  new Command('match')
    .description(words.gaen.match.match)
    .requiredOption('--exports <files...>', words.gaen.match.exports)
    .requiredOption('--sightings <csv>', words.gaen.match.sightings)
    .option('--config <name>', words.gaen.match.config)
    .option('--tolerance <duration>', words.gaen.match.tolerance)
    .option('--key <pem>', words.gaen.match.key, append)
    .option('--json', words.gaen.json)
    .addHelpText('after', words.gaen.match.examples)
    .action(async (options: RawOptions) => {
      const settings = await readSettings(options, words);
      const progress = progressLine(process.stderr);
      try {
        const summary = await matchFiles(options, {
          ...settings,
          signal,
          onProgress: (phase, fraction) => progress.show(words.phase[phase], fraction),
        });
        progress.clear();
        process.stdout.write(
          options.json
            ? `${JSON.stringify(summary, null, 2)}\n`
            : matchReport(summary, words.gaen.match),
        );
      } finally {
        progress.clear();
      }
    });

const append = (value: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  value,
];

async function readSettings(
  { config, tolerance, key = [] }: RawOptions,
  words: Messages,
): Promise<Omit<MatchFilesOptions, 'onProgress' | 'signal'>> {
  return {
    config: config === undefined ? null : await readRiskConfig(config),
    ...(tolerance === undefined ? {} : { toleranceSeconds: readTolerance(tolerance, words) }),
    trusted: key.map((file) => readPublicKey(file, words.gaen)),
  };
}

function readTolerance(text: string, words: Messages): number {
  const seconds = readDuration(text);
  if (!(seconds <= DAY_SECONDS)) throw new UsageError(words.gaen.match.toleranceRange(text));
  return seconds;
}
