/**
 * Codes alone, without a poster: for those who print their own, and for many at once.
 *
 * @module
 */
import { deflateSync } from 'node:zlib';
import { type QrErrorLevel, type QrMatrix, QUIET_ZONE_MODULES } from '@waypost/core/venue-code';
import { PosterError } from './errors.ts';
import { clearBits } from './png/bits.ts';
import { encodePng } from './png/container.ts';
import { codeMatrix, darkRuns, modulesAcross } from './qr.ts';
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
  // Level 1: rows that repeat are zeros already, more effort gains little.
  const data = deflateSync(filteredRows(matrix, pixelsPerModule), { level: 1 });
  return encodePng({ width: side, height: side, bitDepth: 1 }, [data]);
}

/**
 * Rows of pixels as PNG filters them, a byte before each: the first row of a module as it is (0), and
 * the others as their difference to the one above (2), which is nothing.
 */
function filteredRows(matrix: QrMatrix, pixels: number): Uint8Array {
  const side = modulesAcross(matrix) * pixels;
  const stride = 1 + Math.ceil(side / 8);
  const rows = new Uint8Array(stride * side);
  for (let y = 1; y < side; y++) rows[y * stride] = 2;
  rows.fill(0xff, 1, stride);
  const below = QUIET_ZONE_MODULES + matrix.size;
  for (let y = QUIET_ZONE_MODULES; y <= below; y++) {
    const start = y * pixels * stride;
    rows[start] = 0;
    rows.fill(0xff, start + 1, start + stride);
  }
  for (const { x, y, length } of darkRuns(matrix)) {
    const start = (y + QUIET_ZONE_MODULES) * pixels * stride + 1;
    const from = (x + QUIET_ZONE_MODULES) * pixels;
    clearBits(rows.subarray(start, start + stride - 1), from, from + length * pixels);
  }
  return rows;
}
