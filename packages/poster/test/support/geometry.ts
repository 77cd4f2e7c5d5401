/** What is wrong with where the marks of a drawing are. */
import { type Drawing, type Mark, marksOf, PT_PER_MM, type QrMark } from '../../src/drawing.ts';
import { shape, UNITS_PER_EM } from '../../src/fonts.ts';
import { modulesAcross } from '../../src/qr.ts';
import type { Sheet } from '../../src/sheets.ts';

/** Millimetres from the top left corner of the sheet. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Rounding of sums. */
const TOLERANCE = 1e-6;

/** The room that a mark takes: a text from its highest accent to its lowest. */
function boxOf(mark: Mark): Box {
  const { x: left, y } = mark;
  if (mark.kind === 'qr') return { left, top: y, right: left + mark.side, bottom: y + mark.side };
  if (mark.kind === 'rect')
    return { left, top: y, right: left + mark.width, bottom: y + mark.height };
  const unit = mark.sizePt / PT_PER_MM / UNITS_PER_EM;
  const { advance, top, bottom } = shape(mark.weight, mark.text);
  return { left, top: y - top * unit, right: left + advance * unit, bottom: y - bottom * unit };
}

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right - TOLERANCE &&
  b.left < a.right - TOLERANCE &&
  a.top < b.bottom - TOLERANCE &&
  b.top < a.bottom - TOLERANCE;

const contains = (outer: Box, inner: Box): boolean =>
  inner.left >= outer.left - TOLERANCE &&
  inner.top >= outer.top - TOLERANCE &&
  inner.right <= outer.right + TOLERANCE &&
  inner.bottom <= outer.bottom + TOLERANCE;

/**
 * Marks off the safe area; texts over texts or the quiet zone of a code; shapes that cut a text or code;
 * texts without contrast to the shape below them; codes with modules that are too small.
 */
export function faultsOf(drawing: Drawing, sheet: Sheet): readonly string[] {
  const marks = marksOf(drawing.blocks);
  const { margin, minModule } = sheet;
  const safe = {
    left: margin,
    top: margin,
    right: drawing.widthMm - margin,
    bottom: drawing.heightMm - margin,
  };
  const faults = marks
    .filter((mark) => !contains(safe, boxOf(mark)))
    .map((mark) => `off: ${name(mark)}`);
  marks.forEach((mark, i) => {
    if (mark.kind === 'rect') return;
    for (const later of marks.slice(i + 1))
      if (overlap(boxOf(mark), boxOf(later))) faults.push(`${name(later)} on ${name(mark)}`);
    if (!groundIsFit(mark, marks.slice(0, i))) faults.push(`ground of ${name(mark)}`);
  });
  const [main] = marks.filter((mark): mark is QrMark => mark.kind === 'qr');
  if (!main || main.side / modulesAcross(main.matrix) < minModule) faults.push('modules too small');
  return faults;
}

/** Whether what lies below is one shape, with all of the mark on it, and of the other lightness. */
function groundIsFit(mark: Mark, below: readonly Mark[]): boolean {
  const box = boxOf(mark);
  const shapes = below.filter((other) => other.kind === 'rect' && overlap(boxOf(other), box));
  const ground = shapes.at(-1);
  if (ground && !contains(boxOf(ground), box)) return false;
  const onPaper = !ground || (ground.kind === 'rect' && ground.colour === 'paper');
  return onPaper === !(mark.kind === 'text' && mark.colour === 'paper');
}

const name = (mark: Mark): string => (mark.kind === 'text' ? `"${mark.text}"` : mark.kind);
