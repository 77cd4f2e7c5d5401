import type { Drawing } from './drawing.ts';
import { type PosterLanguage, wordsIn } from './language/index.ts';
import { layoutPoster } from './layout/index.ts';
import { checkContent, type PosterContent } from './poster.ts';
import type { SheetSize } from './sheets.ts';

/** Size and language of posters. */
export interface DrawingOptions {
  readonly size: SheetSize;
  readonly language: PosterLanguage;
}

/**
 * Pages for one or several posters: one each, and with the size `cards` one for every six.
 *
 * @throws {@link PosterError} with any of its codes.
 */
export function posterDrawings(
  content: PosterContent | readonly PosterContent[],
  { size, language }: DrawingOptions,
): readonly Drawing[] {
  const languages = wordsIn(language);
  const contents = 'codeText' in content ? [content] : content;
  return layoutPoster(contents.map(checkContent), { size, languages });
}
