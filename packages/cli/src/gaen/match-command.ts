import { Command } from 'commander';
import type { Messages } from '../language/messages.ts';
import { progressLine } from '../terminal/progress.ts';
import { readRiskConfig } from './match-config.ts';
import { type MatchFiles, matchFiles } from './match-files.ts';
import { matchReport } from './match-report.ts';

/** `waypost gaen match`: published keys among what a phone heard. */
export const matchCommand = (words: Messages, signal: AbortSignal): Command =>
  new Command('match')
    .description(words.gaen.match.match)
    .requiredOption('--exports <files...>', words.gaen.match.exports)
    .requiredOption('--sightings <csv>', words.gaen.match.sightings)
    .option('--config <name>', words.gaen.match.config)
    .option('--json', words.gaen.json)
    .addHelpText('after', words.gaen.match.examples)
    .action(async (options: MatchFiles & { readonly config?: string; readonly json?: boolean }) => {
      const config = options.config === undefined ? null : await readRiskConfig(options.config);
      const progress = progressLine(process.stderr);
      try {
        const summary = await matchFiles(options, {
          config,
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
