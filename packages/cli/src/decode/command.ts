import { existsSync } from 'node:fs';
import { isWaypostError } from '@waypost/core/primitives';
import {
  type DecodedVenueCode,
  decodeVenueCode,
  type TrustedKeys,
} from '@waypost/core/venue-codes';
import { Command, Option } from 'commander';
import { readTime } from '../check-ins/time-field.ts';
import { EXIT, InputError, UsageError } from '../errors.ts';
import { type Language, messagesOf } from '../language/index.ts';
import type { Messages } from '../language/messages.ts';
import { decodeReport } from './report.ts';
import { readTrust } from './trust.ts';

/** The options as commander gives them. */
interface RawOptions {
  readonly trust?: readonly string[];
  readonly issuer?: string;
  readonly at?: string;
  readonly json?: boolean;
}

/** What a code is held to. */
interface Judgement {
  readonly trust: TrustedKeys;
  readonly now: number;
}

/** `waypost decode`: what a venue code says, whoever issued it, and whether to believe it. */
export function decodeCommand(language: Language): Command {
  const words = messagesOf(language);
  return new Command('decode')
    .description(words.decode.decode)
    .argument('<text>', words.decode.text)
    .addOption(new Option('--trust <key>', words.decode.trust).argParser(append))
    .option('--issuer <name>', words.decode.issuer)
    .option('--at <time>', words.decode.at)
    .option('--json', words.decode.json)
    .addOption(new Option('--lang <language>', words.option.lang).choices(['en', 'vi']))
    .addHelpText('after', words.decode.examples)
    .action(async (argument: string, options: RawOptions) => {
      const now = timeOf(options.at, words);
      const trust = readTrust(options.trust ?? [], options.issuer, words);
      const code = await decodeArgument(argument, { trust, now }, words);
      process.stdout.write(
        options.json ? `${JSON.stringify(code, null, 2)}\n` : decodeReport(code, words),
      );
      process.exitCode = isBelieved(code) ? EXIT.done : EXIT.notBelieved;
    });
}

const append = (value: string, before: readonly string[] | undefined): readonly string[] => [
  ...(before ?? []),
  value,
];

function timeOf(at: string | undefined, words: Messages): number {
  if (at === undefined) return Math.floor(Date.now() / 1000);
  const bytes = Buffer.from(at);
  const time = readTime(bytes, 0, bytes.length, null);
  if (typeof time !== 'number') throw new UsageError(words.usage.time('--at', at));
  return time;
}

async function decodeArgument(
  argument: string,
  judgement: Judgement,
  words: Messages,
): Promise<DecodedVenueCode> {
  if (argument === '-') return decodeText('-', await readStdin(), judgement);
  if (existsSync(argument)) return decodeImage(argument, judgement, words);
  return decodeText(words.decode.yourText, argument.trim(), judgement);
}

/** No code is longer than this; what is, is cut off and refused as text. */
const MAX_STDIN_BYTES = 1 << 16;

async function readStdin(): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > MAX_STDIN_BYTES) break;
  }
  return Buffer.concat(chunks).toString('utf8').trim();
}

async function decodeText(
  source: string,
  text: string,
  judgement: Judgement,
): Promise<DecodedVenueCode> {
  try {
    return await decodeVenueCode(text, judgement);
  } catch (error) {
    if (!isWaypostError(error)) throw error;
    const { format, what } = error.details;
    if (typeof format !== 'string') throw new InputError(source, { kind: 'code-unknown' });
    throw new InputError(source, { kind: 'code-damaged', format, what: String(what ?? '') });
  }
}

/** The first code in a picture that is of a known format; the others are counted. */
async function decodeImage(
  file: string,
  judgement: Judgement,
  words: Messages,
): Promise<DecodedVenueCode> {
  const { readImage } = await import('./read-image.ts'); // a megabyte that texts do not need
  const texts = await readImage(file);
  let refusal: unknown;
  for (const text of texts) {
    try {
      const code = await decodeText(file, text, judgement);
      if (texts.length > 1) process.stderr.write(`${words.decode.severalCodes(texts.length)}\n`);
      return code;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      refusal ??= error;
    }
  }
  throw refusal;
}

const isBelieved = ({ signature }: DecodedVenueCode): boolean =>
  signature === 'valid' || signature === 'unsigned';
