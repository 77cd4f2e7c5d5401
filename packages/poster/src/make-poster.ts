/**
 * From what posters say to a file.
 *
 * @module
 */
import { PosterError } from './errors.ts';
import { posterPdf } from './pdf/index.ts';
import { posterPng } from './png/index.ts';
import type { PosterContent } from './poster.ts';
import { type DrawingOptions, posterDrawings } from './poster-drawings.ts';
import { posterSvg } from './svg.ts';

/** Kinds of files. */
export type PosterFormat = 'svg' | 'png' | 'pdf';

/** How a poster is made. */
export interface PosterOptions extends DrawingOptions {
  readonly format: PosterFormat;
  /** Resolution of a PNG in pixels per inch, 150..600; left out, 300. */
  readonly dpi?: number | undefined;
  /** Page of an SVG or PNG, from 1. Left out, there must be only one. A PDF holds all. */
  readonly page?: number | undefined;
}

/**
 * A file with one or several posters. The same content and options make the same bytes.
 *
 * @throws {@link PosterError} with any of its codes.
 */
export async function makePoster(
  content: PosterContent | readonly PosterContent[],
  options: PosterOptions,
): Promise<Uint8Array> {
  const drawings = posterDrawings(content, options);
  const { format, page, dpi } = options;
  switch (format) {
    case 'svg':
      return new TextEncoder().encode(posterSvg(drawings, { page }));
    case 'png':
      return posterPng(drawings, { page, dpi });
    case 'pdf':
      return posterPdf(drawings, { createdAt: issuedAt(content) });
    default:
      throw new PosterError('OPTION_INVALID', 'format', 'format must be svg, png or pdf');
  }
}

/** When the newest of them was issued. */
function issuedAt(content: PosterContent | readonly PosterContent[]): number {
  const contents = 'codeText' in content ? [content] : content;
  return Math.max(...contents.map((one) => one.issuedAt));
}
