import { Command } from 'commander';
import { EXIT } from '../errors.ts';
import type { Messages } from '../language/messages.ts';
import { progressLine } from '../terminal/progress.ts';
import { inspectExport } from './inspect.ts';
import { inspectReport } from './inspect-report.ts';
import { openExport } from './open-export.ts';
import { readPublicKey } from './signing-key.ts';
import type { ExportVerdict } from './verdict.ts';

const EXIT_OF: Readonly<Record<ExportVerdict, number>> = {
  valid: EXIT.done,
  untrusted: EXIT.done,
  invalid: EXIT.notBelieved,
  missing: EXIT.notBelieved,
};

/** `waypost gaen inspect`: what an export file holds, and whether to believe it. */
export const inspectCommand = (words: Messages, signal: AbortSignal): Command =>
  new Command('inspect')
    .description(words.gaen.inspect)
    .argument('<file>', words.gaen.file)
    .option('--key <pem>', words.gaen.key)
    .option('--json', words.gaen.json)
    .addHelpText('after', words.gaen.inspectExamples)
    .action(async (file: string, options: { key?: string; json?: boolean }) => {
      const trusted = options.key === undefined ? null : readPublicKey(options.key, words.gaen);
      const progress = progressLine(process.stderr);
      try {
        const found = await inspectExport(file, await openExport(file), {
          trusted,
          signal,
          onProgress: (fraction) => progress.show(words.phase.read, fraction),
        });
        progress.clear();
        process.stdout.write(
          options.json
            ? `${JSON.stringify(found.summary, null, 2)}\n`
            : inspectReport(found, words),
        );
        process.exitCode = EXIT_OF[found.summary.signature];
      } finally {
        progress.clear();
      }
    });
