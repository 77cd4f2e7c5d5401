/**
 * Marks as something that draws itself on a band of pixels.
 *
 * @module
 */
import { QUIET_ZONE_MODULES } from '@waypost/core/venue-code';
import { COLOURS } from '../colours.ts';
import {
  type Colour,
  type Mark,
  PT_PER_MM,
  type QrMark,
  type RectMark,
  type TextMark,
} from '../drawing.ts';
import { shape, UNITS_PER_EM } from '../fonts.ts';
import { eachDarkRun, modulesAcross } from '../qr.ts';
import { glyphEdges, roundedEdges } from './contour.ts';
import { type Band, fillEdges } from './fill.ts';

/** A mark at a resolution. */
export interface Painter {
  /** Rows it may touch, the last one not included. */
  readonly top: number;
  readonly bottom: number;
  paint(band: Band): void;
}

/** Pixels: the last column and row are not included. */
interface Square {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** @param scale - Pixels in a millimetre. */
export function painterOf(mark: Mark, scale: number): Painter {
  switch (mark.kind) {
    case 'text':
      return textPainter(mark, scale);
    case 'qr':
      return qrPainter(mark, scale);
    case 'rect':
      return rectPainter(mark, scale);
  }
}

/** How light a colour looks (ITU-R BT.709). */
function greyOf(colour: Colour): number {
  const [red, green, blue] = COLOURS[colour];
  return Math.round(0.2126 * red + 0.7152 * green + 0.0722 * blue);
}

function textPainter(mark: TextMark, scale: number): Painter {
  const { weight, text, sizePt, colour } = mark;
  const unit = ((sizePt / PT_PER_MM) * scale) / UNITS_PER_EM;
  const run = shape(weight, text);
  const [x, y] = [mark.x * scale, mark.y * scale];
  const glyphs = run.glyphs.map(({ glyph, ...at }) =>
    glyphEdges(glyph.outline, { x: x + at.x * unit, y: y - at.y * unit, scale: unit }),
  );
  const grey = greyOf(colour);
  return {
    top: Math.floor(y - run.top * unit),
    bottom: Math.ceil(y - run.bottom * unit),
    paint: (band) => {
      for (const edges of glyphs) fillEdges(band, edges, grey);
    },
  };
}

/** Square corners keep to whole pixels: a thin line is never a grey one, nor none. */
function rectPainter(mark: RectMark, scale: number): Painter {
  const top = Math.round(mark.y * scale);
  const left = Math.round(mark.x * scale);
  const right = Math.max(left + 1, Math.round((mark.x + mark.width) * scale));
  const bottom = Math.max(top + 1, Math.round((mark.y + mark.height) * scale));
  const grey = greyOf(mark.colour);
  if (mark.radius === 0)
    return { top, bottom, paint: (band) => fillSquare(band, { left, right, top, bottom }, grey) };
  const edges = roundedEdges(mark, scale);
  return { top: top - 1, bottom: bottom + 1, paint: (band) => fillEdges(band, edges, grey) };
}

/**
 * Modules keep to whole pixels: their sides differ by one pixel at most, and none of them is grey. So a
 * code is as large as in the other formats.
 */
function qrPainter({ matrix, x, y, side }: QrMark, scale: number): Painter {
  const module = (side * scale) / modulesAcross(matrix);
  const edge = (start: number, index: number): number =>
    Math.round(start * scale + (index + QUIET_ZONE_MODULES) * module);
  const squares: Square[] = [];
  eachDarkRun(matrix, (column, row, length) => {
    const [left, right] = [edge(x, column), edge(x, column + length)];
    squares.push({ left, right, top: edge(y, row), bottom: edge(y, row + 1) });
  });
  const grey = greyOf('ink');
  return {
    top: edge(y, 0),
    bottom: edge(y, matrix.size),
    paint: (band) => {
      for (const square of squares) fillSquare(band, square, grey);
    },
  };
}

function fillSquare(band: Band, { left, right, top, bottom }: Square, grey: number): void {
  const from = Math.max(0, left);
  const to = Math.min(band.width, right);
  const end = Math.min(bottom, band.top + band.height);
  for (let y = Math.max(top, band.top); y < end; y++) {
    const row = (y - band.top) * band.width;
    band.greys.fill(grey, row + from, row + to);
  }
}
