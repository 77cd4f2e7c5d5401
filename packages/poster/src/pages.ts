import type { Block, Drawing, TextMark } from './drawing.ts';
import { PosterError } from './errors.ts';

/** Which page a picture shows. */
export interface PageOptions {
  /** From 1. Left out, there must be only one. */
  readonly page?: number | undefined;
}

/**
 * The page that a picture shows: SVG and PNG hold one.
 *
 * @throws {@link PosterError} `OPTION_INVALID` naming `page`: there is no such page, or there are
 * several and none was chosen.
 */
export function pageOf(drawings: readonly Drawing[], { page }: PageOptions): Drawing {
  const chosen = page ?? (drawings.length === 1 ? 1 : undefined);
  const drawing = Number.isInteger(chosen) ? drawings[(chosen as number) - 1] : undefined;
  if (!drawing)
    throw new PosterError('OPTION_INVALID', 'page', `page must be 1 to ${drawings.length}`);
  return drawing;
}

/** Lines of text in reading order, with what the figures show: the poster for those who hear it. */
export function spokenText(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap(({ alt, marks, children }) => {
    const lines = marks
      .filter((mark): mark is TextMark => mark.kind === 'text')
      .map(({ text }) => text);
    const own = [...(alt === undefined ? [] : [alt]), ...lines].join(' ');
    return [...(own === '' ? [] : [own]), ...spokenText(children)];
  });
}
