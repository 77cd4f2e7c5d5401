import type { PosterFormat, PosterLanguage, SheetSize } from '@waypost/poster';
import { Command, Option } from 'commander';
import { UsageError } from '../errors.ts';
import { type Language, messagesOf } from '../language/index.ts';
import type { Messages } from '../language/messages.ts';
import { progressLine } from '../terminal/progress.ts';
import type { DrawingJob, MadePosters } from './draw-posters.ts';
import type { PostersJob } from './make-posters.ts';

const SIZES: readonly SheetSize[] = ['a3', 'a4', 'a5', 'a6', 'card', 'sticker', 'cards'];
const LANGUAGES: readonly PosterLanguage[] = ['vi', 'en', 'both'];
const FORMATS: readonly PosterFormat[] = ['pdf', 'svg', 'png'];
const DEFAULT_DAYS = '365';
const MAX_DAYS = 3650;

/** What goes with a list of venues, and not with a manifest. */
const LIST_OPTIONS = ['venues', 'key', 'issuer', 'host', 'expiresDays', 'database', 'ownerKeys'];

/** The options as commander gives them. */
interface RawOptions extends Omit<DrawingJob, 'signal' | 'onProgress'> {
  readonly manifest?: string;
  readonly venues?: string;
  readonly key?: string;
  readonly issuer?: string;
  readonly host?: string;
  readonly expiresDays?: string;
  readonly database?: string;
  readonly ownerKeys?: string;
}

/** `waypost posters`: a list of venues in, posters out; or those of a manifest once more. */
export function postersCommand(language: Language, signal: AbortSignal): Command {
  const messages = messagesOf(language);
  const { posters: words, option } = messages;
  const choice = (flag: string, help: string, choices: readonly string[]): Option =>
    new Option(flag, help).choices(choices).default(choices[0]);
  return new Command('posters')
    .description(words.posters)
    .option('--venues <file>', words.venues)
    .addOption(new Option('--manifest <file>', words.manifest).conflicts(LIST_OPTIONS))
    .requiredOption('--out <path>', words.out)
    .option('--key <jwk>', words.key)
    .option('--issuer <name>', words.issuer)
    .option('--host <name>', words.host)
    .addOption(choice('--size <size>', words.size, SIZES).default('a4'))
    .addOption(choice('--language <language>', words.language, LANGUAGES))
    .addOption(choice('--format <format>', words.format, FORMATS))
    .option('--expires-days <n>', words.expiresDays)
    .option('--database <url>', words.database)
    .option('--owner-keys <file>', words.ownerKeys)
    .addOption(new Option('--lang <language>', option.lang).choices(['en', 'vi']))
    .addHelpText('after', words.examples)
    .action(async (options: RawOptions) => {
      const progress = progressLine(process.stderr);
      const onProgress = (fraction: number): void => progress.show(words.drawing, fraction);
      try {
        const made = await run(options, { signal, onProgress }, messages);
        progress.clear();
        process.stdout.write(`${words.done({ ...made, out: options.out })}\n`);
        if (options.manifest === undefined) sayWhereRegistered(options, messages);
      } finally {
        progress.clear();
      }
    });
}

async function run(
  { manifest, ...options }: RawOptions,
  watch: Pick<DrawingJob, 'signal' | 'onProgress'>,
  messages: Messages,
): Promise<MadePosters> {
  const drawing = { ...options, ...watch };
  // Fonts are much to load for the other commands.
  if (manifest !== undefined) {
    const { reprintPosters } = await import('./reprint.ts');
    return reprintPosters({ ...drawing, manifest }, messages.posters);
  }
  const job = { ...drawing, ...listOptions(options, messages) };
  const { makePosters } = await import('./make-posters.ts');
  return makePosters(job, messages.posters);
}

/** @throws {@link UsageError} for an option that is missing or wrong. */
function listOptions(
  options: RawOptions,
  { posters: words, usage }: Messages,
): Pick<PostersJob, 'venues' | 'key' | 'issuer' | 'host' | 'days'> {
  const { venues, key, issuer, host, database, ownerKeys, expiresDays = DEFAULT_DAYS } = options;
  if (venues === undefined) throw new UsageError(words.noSource);
  if (key === undefined) throw new UsageError(usage.needs('--venues', '--key'));
  if (issuer === undefined) throw new UsageError(usage.needs('--venues', '--issuer'));
  if (host === undefined) throw new UsageError(usage.needs('--venues', '--host'));
  if (!/^\d{1,4}$/.test(expiresDays) || +expiresDays < 1 || +expiresDays > MAX_DAYS)
    throw new UsageError(words.days(expiresDays));
  if ((database === undefined) !== (ownerKeys === undefined))
    throw new UsageError(usage.needs('--database', '--owner-keys'));
  return { venues, key, issuer, host, days: Number(expiresDays) };
}

function sayWhereRegistered({ ownerKeys }: RawOptions, { posters: words }: Messages): void {
  const note = ownerKeys === undefined ? words.registeredNowhere : words.registered(ownerKeys);
  process.stderr.write(`${note}\n`);
}
