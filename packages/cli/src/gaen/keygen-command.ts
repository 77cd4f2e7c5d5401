import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { UsageError } from '../errors.ts';
import type { Messages } from '../language/messages.ts';
import { generateKeyPairPem } from './signing-key.ts';

/** `waypost gaen keygen`: a key pair to sign exports with. */
export const keygenCommand = (words: Messages): Command =>
  new Command('keygen')
    .description(words.gaen.keygen)
    .option('--out <name>', words.gaen.keygenOut)
    .addHelpText('after', words.gaen.keygenExamples)
    .action(async ({ out }: { out?: string }) => {
      const { privateKey, publicKey } = generateKeyPairPem();
      if (out === undefined) {
        process.stdout.write(privateKey + publicKey);
        return;
      }
      await writeNew(`${out}.private.pem`, privateKey, words);
      await writeNew(`${out}.public.pem`, publicKey, words);
      process.stderr.write(`${words.gaen.keygenDone(out)}\n`);
    });

/** For its owner's eyes; never over a key that is there. */
async function writeNew(file: string, text: string, words: Messages): Promise<void> {
  try {
    await writeFile(file, text, { flag: 'wx', mode: 0o600 });
  } catch {
    throw new UsageError(words.gaen.noOutput(file));
  }
}
