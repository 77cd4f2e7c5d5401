import type { PosterFormat, PosterLanguage, SheetSize } from '@waypost/poster';
import { Command, Option } from 'commander';
import { UsageError } from '../errors.ts';
import { type Language, messagesOf } from '../language/index.ts';
import { progressLine } from '../terminal/progress.ts';
import type { PostersJob } from './make-posters.ts';

const SIZES: readonly SheetSize[] = ['a3', 'a4', 'a5', 'a6', 'card', 'sticker', 'cards'];
const LANGUAGES: readonly PosterLanguage[] = ['vi', 'en', 'both'];
const FORMATS: readonly PosterFormat[] = ['pdf', 'svg', 'png'];
const MAX_DAYS = 3650;

/** The options as commander gives them. */
interface RawOptions extends Omit<PostersJob, 'days' | 'signal' | 'onProgress'> {
  readonly expiresDays: string;
}

/** `waypost posters`: a list of venues in, posters out. */
export function postersCommand(language: Language, signal: AbortSignal): Command {
  const messages = messagesOf(language);
  const { posters: words, option } = messages;
  const choice = (flag: string, help: string, choices: readonly string[]): Option =>
    new Option(flag, help).choices(choices).default(choices[0]);
  return new Command('posters')
    .description(words.posters)
    .requiredOption('--venues <file>', words.venues)
    .requiredOption('--out <path>', words.out)
    .requiredOption('--key <jwk>', words.key)
    .requiredOption('--issuer <name>', words.issuer)
    .requiredOption('--host <name>', words.host)
    .addOption(choice('--size <size>', words.size, SIZES).default('a4'))
    .addOption(choice('--language <language>', words.language, LANGUAGES))
    .addOption(choice('--format <format>', words.format, FORMATS))
    .option('--expires-days <n>', words.expiresDays, '365')
    .option('--database <url>', words.database)
    .option('--owner-keys <file>', words.ownerKeys)
    .addOption(new Option('--lang <language>', option.lang).choices(['en', 'vi']))
    .addHelpText('after', words.examples)
    .action(async ({ expiresDays, ...options }: RawOptions) => {
      if (!/^\d{1,4}$/.test(expiresDays) || +expiresDays < 1 || +expiresDays > MAX_DAYS)
        throw new UsageError(words.days(expiresDays));
      if ((options.database === undefined) !== (options.ownerKeys === undefined))
        throw new UsageError(messages.usage.needs('--database', '--owner-keys'));
      const progress = progressLine(process.stderr);
      const onProgress = (fraction: number): void => progress.show(words.drawing, fraction);
      // Fonts and a database are much to load for the other commands.
      const { makePosters } = await import('./make-posters.ts');
      const job: PostersJob = { ...options, days: Number(expiresDays), signal, onProgress };
      try {
        const made = await makePosters(job, words);
        progress.clear();
        process.stdout.write(`${words.done({ ...made, out: options.out })}\n`);
        const where = options.ownerKeys;
        const note = where === undefined ? words.registeredNowhere : words.registered(where);
        process.stderr.write(`${note}\n`);
      } finally {
        progress.clear();
      }
    });
}
