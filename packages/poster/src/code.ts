/**
 * Codes alone, without a poster: for those who print their own, and for many at once.
 *
 * @module
 */
import { type QrErrorLevel, type QrMatrix, QUIET_ZONE_MODULES } from '@waypost/core/venue-code';
import { PosterError } from './errors.ts';
import { clearBits } from './png/bits.ts';
import { encodePng } from './png/container.ts';
import { deflateRepeated } from './png/repeated-rows.ts';
import { codeMatrix, eachDarkRun, modulesAcross } from './qr.ts';
import { escapeXml, qrPath } from './svg.ts';

/** How a code is made. */
export interface CodeOptions {
  /** How much of it may be lost; left out, `M`: 15 %. */
  readonly level?: QrErrorLevel | undefined;
}

/** How a code is drawn as SVG. */
export interface CodeSvgOptions extends CodeOptions {
  /** What a screen reader says; left out, `QR code`. */
  readonly title?: string | undefined;
}

/** How a code is drawn as PNG. */
export interface CodePngOptions extends CodeOptions {
  /** 1..32; left out, 8. */
  readonly pixelsPerModule?: number | undefined;
}

const DEFAULT_PIXELS = 8;
const MAX_PIXELS = 32;

/**
 * A code as SVG, black on white with its quiet zone, as large as its page makes it.
 *
 * @throws {@link PosterError} `CODE_TOO_DENSE` when the text is empty or fits no QR code.
 */
export function codeSvg(text: string, { level, title = 'QR code' }: CodeSvgOptions = {}): string {
  const matrix = codeMatrix(text, level);
  const side = modulesAcross(matrix);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" role="img"` +
    ` shape-rendering="crispEdges"><title>${escapeXml(title)}</title>` +
    `<rect width="${side}" height="${side}" fill="#fff"/><path d="${qrPath(matrix)}"/></svg>\n`
  );
}

/**
 * A code as PNG: one bit for each pixel, black on white with its quiet zone.
 *
 * @throws {@link PosterError} `CODE_TOO_DENSE` when the text is empty or fits no QR code;
 * `OPTION_INVALID` naming `pixelsPerModule`.
 */
export function codePng(text: string, options: CodePngOptions = {}): Uint8Array {
  const { level, pixelsPerModule = DEFAULT_PIXELS } = options;
  if (!Number.isInteger(pixelsPerModule) || pixelsPerModule < 1 || pixelsPerModule > MAX_PIXELS)
    throw new PosterError(
      'OPTION_INVALID',
      'pixelsPerModule',
      `pixelsPerModule must be 1 to ${MAX_PIXELS}`,
    );
  const matrix = codeMatrix(text, level);
  const side = modulesAcross(matrix) * pixelsPerModule;
  const data = deflateRepeated(moduleRows(matrix, pixelsPerModule), pixelsPerModule);
  return encodePng({ width: side, height: side, bitDepth: 1 }, [data]);
}

/** One row of pixels for each row of modules, with the quiet zone. A zero stands before: not filtered. */
function moduleRows(matrix: QrMatrix, pixels: number): readonly Uint8Array[] {
  const across = modulesAcross(matrix);
  const rows = Array.from({ length: across }, () => {
    const row = new Uint8Array(1 + Math.ceil((across * pixels) / 8)).fill(0xff);
    row[0] = 0;
    return row;
  });
  eachDarkRun(matrix, (x, y, length) => {
    const from = 8 + (x + QUIET_ZONE_MODULES) * pixels;
    clearBits(rows[y + QUIET_ZONE_MODULES]!, from, from + length * pixels);
  });
  return rows;
}
