import { writeFile } from 'node:fs/promises';
import { isWaypostError, toHex } from '@waypost/core/primitives';
import { encodeNdefUri } from '@waypost/core/venue-code';
import { Command, Option } from 'commander';
import { InputError, UsageError } from '../errors.ts';
import { type Language, messagesOf } from '../language/index.ts';

/** `waypost nfc`: what is written to a tag beside the poster. */
export function nfcCommand(language: Language): Command {
  const { posters, nfc: words, option, decode } = messagesOf(language);
  return new Command('nfc')
    .description(words.nfc)
    .argument('<text>', words.text)
    .option('--out <file>', words.out)
    .addOption(new Option('--lang <language>', option.lang).choices(['en', 'vi']))
    .addHelpText('after', words.examples)
    .action(async (text: string, { out }: { readonly out?: string }) => {
      const bytes = encode(text, decode.yourText);
      if (out === undefined) {
        process.stdout.write(`${toHex(bytes)}\n`);
        return;
      }
      try {
        await writeFile(out, bytes);
      } catch {
        throw new UsageError(posters.noOutput(out));
      }
    });
}

function encode(text: string, name: string): Uint8Array {
  try {
    return encodeNdefUri(text);
  } catch (error) {
    if (isWaypostError(error)) throw new InputError(name, { kind: 'code-unknown' });
    throw error;
  }
}
