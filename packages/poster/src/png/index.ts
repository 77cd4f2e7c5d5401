/**
 * Posters as PNG, in greys: drawn here, in bands of rows, so that memory does not grow with the page.
 *
 * @module
 */
import { pipeline } from 'node:stream/promises';
import { createDeflate } from 'node:zlib';
import { type Drawing, type Mark, marksOf } from '../drawing.ts';
import { PosterError } from '../errors.ts';
import { type PageOptions, pageOf } from '../pages.ts';
import { packBits } from './bits.ts';
import { encodePng } from './container.ts';
import { type Painter, painterOf } from './paint.ts';

/** How a page becomes pixels. */
export interface PngOptions extends PageOptions {
  /** Pixels in an inch, 150..600; left out, 300. */
  readonly dpi?: number | undefined;
  /** One bit for each pixel: small, for printers that know no greys. Left out, when nothing is lost. */
  readonly bilevel?: boolean | undefined;
}

/** At 150, the smallest modules of all sheets are three pixels wide. */
const MIN_DPI = 150;
const MAX_DPI = 600;
const DEFAULT_DPI = 300;
const MM_PER_INCH = 25.4;
const BAND_ROWS = 128;
/** More effort makes a file some percent smaller, and takes several times as long. */
const EFFORT = 3;
/** Each byte as its difference to the one above. PNG, third edition, section 9.2. */
const FILTER_UP = 2;

/**
 * A page as a PNG file.
 *
 * @throws {@link PosterError} `OPTION_INVALID` naming `page` or `dpi`.
 */
export async function posterPng(
  drawings: readonly Drawing[],
  options: PngOptions = {},
): Promise<Uint8Array> {
  const { dpi = DEFAULT_DPI } = options;
  if (!Number.isInteger(dpi) || dpi < MIN_DPI || dpi > MAX_DPI)
    throw new PosterError('OPTION_INVALID', 'dpi', `dpi must be ${MIN_DPI} to ${MAX_DPI}`);
  const drawing = pageOf(drawings, options);
  const marks = marksOf(drawing.blocks);
  const bilevel = options.bilevel ?? marks.every(isPure);
  const scale = dpi / MM_PER_INCH;
  const width = Math.round(drawing.widthMm * scale);
  const height = Math.round(drawing.heightMm * scale);
  const painters = marks.map((mark) => painterOf(mark, scale));
  const rows = filteredBands({ width, height, painters, bilevel });
  const data = await deflate(rows);
  return encodePng({ width, height, bitDepth: bilevel ? 1 : 8, dpi }, data);
}

/** Whether a mark is the same in black and white. */
const isPure = (mark: Mark): boolean =>
  mark.kind === 'qr' ||
  (mark.kind === 'rect' && mark.radius === 0 && (mark.colour === 'ink' || mark.colour === 'paper'));

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly painters: readonly Painter[];
  readonly bilevel: boolean;
}

function* filteredBands({ width, height, painters, bilevel }: Picture): Generator<Uint8Array> {
  let above: Uint8Array = new Uint8Array(width);
  for (let top = 0; top < height; top += BAND_ROWS) {
    const rows = Math.min(BAND_ROWS, height - top);
    const band = { width, top, height: rows, greys: new Uint8Array(width * rows).fill(0xff) };
    for (const painter of painters)
      if (painter.top < top + rows && painter.bottom > top) painter.paint(band);
    const pixels = Array.from({ length: rows }, (_, y) => {
      const row = band.greys.subarray(y * width, (y + 1) * width);
      return bilevel ? packBits(row) : row;
    });
    yield filterRows(pixels, above);
    above = pixels.at(-1)!;
  }
}

/** Rows as PNG wants them: the name of the filter, then the bytes. */
function filterRows(rows: readonly Uint8Array[], rowAbove: Uint8Array): Uint8Array {
  const stride = 1 + (rows[0]?.length ?? 0);
  const filtered = new Uint8Array(stride * rows.length);
  let above = rowAbove;
  let at = 0;
  for (const row of rows) {
    filtered[at] = FILTER_UP;
    for (let x = 0; x < row.length; x++) filtered[at + 1 + x] = row[x]! - above[x]!;
    above = row;
    at += stride;
  }
  return filtered;
}

/** One zlib stream, in pieces. */
async function deflate(bytes: Iterable<Uint8Array>): Promise<readonly Uint8Array[]> {
  const pieces: Uint8Array[] = [];
  await pipeline(bytes, createDeflate({ level: EFFORT }), async (stream) => {
    for await (const piece of stream) pieces.push(piece as Uint8Array);
  });
  return pieces;
}
