import { QUIET_ZONE_MODULES } from '@waypost/core/venue-code';
import { hexOf } from '../colours.ts';
import { type Mark, PT_PER_MM, type QrMark, type RectMark, type TextMark } from '../drawing.ts';
import { eachDarkRun, modulesAcross } from '../qr.ts';

/** Draws a mark on the page that was added last. */
export function drawMark(document: PDFKit.PDFDocument, mark: Mark): void {
  if (mark.kind === 'text') drawText(document, mark);
  else if (mark.kind === 'rect') drawRect(document, mark);
  else drawQr(document, mark);
}

/** Left, top, right and bottom of codes, in points. */
export function boundsOf(marks: readonly Mark[]): [number, number, number, number] {
  const codes = marks.filter((mark): mark is QrMark => mark.kind === 'qr');
  return [
    points(Math.min(...codes.map(({ x }) => x))),
    points(Math.min(...codes.map(({ y }) => y))),
    points(Math.max(...codes.map(({ x, side }) => x + side))),
    points(Math.max(...codes.map(({ y, side }) => y + side))),
  ];
}

const points = (mm: number): number => mm * PT_PER_MM;

function drawText(document: PDFKit.PDFDocument, mark: TextMark): void {
  const { text, weight, sizePt, colour, x, y } = mark;
  document
    .font(weight)
    .fontSize(sizePt)
    .fillColor(hexOf(colour))
    .text(text, points(x), points(y), { lineBreak: false, baseline: 'alphabetic' });
}

function drawRect(document: PDFKit.PDFDocument, mark: RectMark): void {
  const [x, y, width, height] = [mark.x, mark.y, mark.width, mark.height].map(points) as Bounds;
  if (mark.radius > 0) document.roundedRect(x, y, width, height, points(mark.radius));
  else document.rect(x, y, width, height);
  document.fill(hexOf(mark.colour));
}

type Bounds = [number, number, number, number];

/** One path of whole numbers: a module is one unit. */
function drawQr(document: PDFKit.PDFDocument, { matrix, x, y, side }: QrMark): void {
  document.save();
  document.translate(points(x), points(y)).scale(points(side) / modulesAcross(matrix));
  document.translate(QUIET_ZONE_MODULES, QUIET_ZONE_MODULES);
  eachDarkRun(matrix, (column, row, length) => document.rect(column, row, length, 1));
  document.fill(hexOf('ink')).restore();
}
