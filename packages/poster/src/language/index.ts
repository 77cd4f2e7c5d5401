import { PosterError } from '../errors.ts';
import { en } from './en.ts';
import { vi } from './vi.ts';
import type { Words } from './words.ts';

export type { Words } from './words.ts';

/** In which language a poster speaks. `both`: Vietnamese first, English below it. */
export type PosterLanguage = 'vi' | 'en' | 'both';

const LANGUAGES: Readonly<Record<PosterLanguage, readonly [Words, ...Words[]]>> = {
  vi: [vi],
  en: [en],
  both: [vi, en],
};

/** @throws {@link PosterError} `OPTION_INVALID`. */
export function wordsIn(language: PosterLanguage): readonly [Words, ...Words[]] {
  if (!Object.hasOwn(LANGUAGES, language))
    throw new PosterError('OPTION_INVALID', 'language', 'language must be vi, en or both');
  return LANGUAGES[language];
}
