import { encodeExport, parseExport } from '@waypost/core/gaen';
import { Command } from 'commander';
import type { Messages } from '../language/messages.ts';
import { openExport, refusing } from './open-export.ts';

/** `waypost gaen reencode`: reads a file and writes its `export.bin` again, to compare. */
export const reencodeCommand = (words: Messages): Command =>
  new Command('reencode')
    .description(words.gaen.reencode)
    .argument('<file>', words.gaen.file)
    .addHelpText('after', words.gaen.reencodeExamples)
    .action(async (file: string) => {
      const archive = await openExport(file);
      const bytes = refusing(file, () => Buffer.concat([...archive.exportBin()]));
      const again = refusing(file, () => encodeExport(parseExport(bytes)));
      await new Promise<void>((resolve, reject) => {
        process.stdout.write(again, (error) => (error ? reject(error) : resolve()));
      });
    });
