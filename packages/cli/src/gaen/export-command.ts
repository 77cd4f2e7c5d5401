import { writeFile } from 'node:fs/promises';
import { buildExport, type ExportSigner, writeExportArchive } from '@waypost/core/gaen';
import { isWaypostError } from '@waypost/core/primitives';
import { Command } from 'commander';
import { readTime } from '../check-ins/time-field.ts';
import { InputError, UsageError } from '../errors.ts';
import type { Messages } from '../language/messages.ts';
import { readKeysFile } from './keys-file.ts';
import { readSigningKey } from './signing-key.ts';

/** The options as commander gives them. */
interface RawOptions {
  readonly signingKey: string;
  readonly keyId: string;
  readonly keyVersion: string;
  readonly region: string;
  readonly start: string;
  readonly end: string;
  readonly out: string;
}

/** `waypost gaen export`: signs keys, and packs them as they are published. */
export const exportCommand = (words: Messages): Command =>
  new Command('export')
    .description(words.gaen.export)
    .argument('<keys>', words.gaen.keysFile)
    .requiredOption('--signing-key <pem>', words.gaen.signingKey)
    .requiredOption('--key-id <id>', words.gaen.keyId)
    .option('--key-version <version>', words.gaen.keyVersion, 'v1')
    .requiredOption('--region <region>', words.gaen.region)
    .requiredOption('--start <time>', words.gaen.start)
    .requiredOption('--end <time>', words.gaen.end)
    .requiredOption('--out <file>', words.gaen.out)
    .addHelpText('after', words.gaen.exportExamples)
    .action(async (keysFile: string, options: RawOptions) => {
      const zip = await signedArchive(keysFile, options, words);
      try {
        await writeFile(options.out, zip);
      } catch {
        throw new UsageError(words.gaen.noOutput(options.out));
      }
    });

async function signedArchive(
  keysFile: string,
  options: RawOptions,
  words: Messages,
): Promise<Uint8Array> {
  const startTimestamp = timeOf('--start', options.start, words);
  const endTimestamp = timeOf('--end', options.end, words);
  if (startTimestamp >= endTimestamp) throw new UsageError(words.gaen.window());
  const signer: ExportSigner = {
    key: readSigningKey(options.signingKey, words.gaen),
    id: options.keyId,
    version: options.keyVersion,
  };
  const content = await readKeysFile(keysFile);
  const window = { startTimestamp, endTimestamp, region: options.region };
  try {
    return await writeExportArchive(buildExport({ ...content, ...window }), [signer]);
  } catch (error) {
    if (!isWaypostError(error)) throw error;
    if (error.code === 'KEY_UNSUITABLE')
      throw new UsageError(words.gaen.signingKeyUnreadable(options.signingKey));
    throw new InputError(keysFile, { kind: 'export-refused', code: error.code });
  }
}

function timeOf(option: string, value: string, words: Messages): number {
  const bytes = Buffer.from(value);
  const time = readTime(bytes, 0, bytes.length, null);
  if (typeof time !== 'number') throw new UsageError(words.usage.time(option, value));
  return time;
}
