import { en } from './en.ts';
import type { Messages } from './messages.ts';
import { vi } from './vi.ts';

/** Languages of the command. */
export const LANGUAGES = { en, vi } as const;

/** A language of the command. */
export type Language = keyof typeof LANGUAGES;

/** The language asked for with `--lang`, else that of the environment, else English. */
export function chooseLanguage(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Language {
  const at = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  const asked = at < 0 ? undefined : (args[at]!.split('=')[1] ?? args[at + 1]);
  if (asked === 'vi' || asked === 'en') return asked;
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  return locale.startsWith('vi') ? 'vi' : 'en';
}

/** The sentences of a language. */
export const messagesOf = (language: Language): Messages => LANGUAGES[language];
