/**
 * From what posters say to what is drawn.
 *
 * @module
 */
import type { Drawing } from '../drawing.ts';
import type { CheckedContent } from '../poster.ts';
import { type SheetSize, sheetOf } from '../sheets.ts';
import { layoutCard } from './card.ts';
import { layoutCards } from './cards.ts';
import { assertRoomForCompanions } from './companions.ts';
import type { Languages } from './parts.ts';
import { layoutSheet } from './sheet.ts';
import { layoutSticker } from './sticker.ts';

export type { Languages } from './parts.ts';

/** How posters are laid out. */
export interface LayoutOptions {
  readonly size: SheetSize;
  readonly languages: Languages;
}

/**
 * Pages for one or several posters: one each, and with the size `cards` one for every six.
 *
 * @throws {@link PosterError} `OPTION_INVALID`, `TEXT_UNFIT`, `CODE_TOO_DENSE`, `COMPANIONS_UNFIT`.
 */
export function layoutPoster(
  content: CheckedContent | readonly CheckedContent[],
  { size, languages }: LayoutOptions,
): readonly Drawing[] {
  const sheet = sheetOf(size);
  const contents = 'codeTexts' in content ? [content] : content;
  for (const { companions } of contents) assertRoomForCompanions(companions, sheet);
  if (size === 'cards') return layoutCards(contents, sheet, languages);
  const layout = size === 'card' ? layoutCard : size === 'sticker' ? layoutSticker : layoutSheet;
  return contents.map((one) => layout(one, sheet, languages));
}
