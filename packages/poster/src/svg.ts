/**
 * Drawings as SVG: letters as outlines, so that they look the same without the font, each drawn once
 * and referred to; what is written stands in the description, for screen readers.
 *
 * @module
 */
import { type QrMatrix, QUIET_ZONE_MODULES } from '@waypost/core/venue-code';
import { hexOf } from './colours.ts';
import { type Drawing, type Mark, marksOf, PT_PER_MM, type TextMark } from './drawing.ts';
import { type Glyph, type OutlineStep, shape, UNITS_PER_EM } from './fonts.ts';
import { type PageOptions, pageOf, spokenText } from './pages.ts';
import { eachDarkRun, modulesAcross } from './qr.ts';

/**
 * A page as an SVG document in millimetres. The same drawing makes the same text.
 *
 * @throws {@link PosterError} `OPTION_INVALID` naming `page`.
 */
export function posterSvg(drawings: readonly Drawing[], options: PageOptions = {}): string {
  const { widthMm, heightMm, language, title, blocks } = pageOf(drawings, options);
  const letters = new Map<string, string>();
  const body = marksOf(blocks).map((mark) => drawMark(mark, letters));
  const definitions = [...letters].map(([id, path]) => `<path id="${id}" d="${path}"/>`);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${widthMm} ${heightMm}"` +
    ` width="${widthMm}mm" height="${heightMm}mm" lang="${language}" role="img">` +
    `<title>${escapeXml(title)}</title>` +
    `<desc>${escapeXml(spokenText(blocks).join('\n'))}</desc>` +
    `<defs>${definitions.join('')}</defs>` +
    `<rect width="${widthMm}" height="${heightMm}" fill="${hexOf('paper')}"/>` +
    `${body.join('')}</svg>\n`
  );
}

/**
 * The dark modules of a code, one unit each, inside its quiet zone: all in one path, so that no seams
 * show between rows.
 */
export function qrPath(matrix: QrMatrix): string {
  let path = `M${QUIET_ZONE_MODULES} ${QUIET_ZONE_MODULES}`;
  // Where the run before began: its path ends there.
  let [left, top] = [0, 0];
  eachDarkRun(matrix, (x, y, length) => {
    path += `m${x - left} ${y - top}h${length}v1h-${length}z`;
    left = x;
    top = y;
  });
  return path;
}

const XML_ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Text between tags. */
export const escapeXml = (text: string): string =>
  text.replace(/[&<>]/g, (character) => XML_ESCAPES[character]!);

function drawMark(mark: Mark, letters: Map<string, string>): string {
  const at = `${short(mark.x)} ${short(mark.y)}`;
  switch (mark.kind) {
    case 'text':
      return drawText(mark, at, letters);
    case 'rect': {
      const { width, height, radius, colour } = mark;
      const size = `x="${short(mark.x)}" y="${short(mark.y)}" width="${short(width)}" height="${short(height)}"`;
      return `<rect ${size} rx="${short(radius)}" fill="${hexOf(colour)}"/>`;
    }
    case 'qr': {
      const module = precise(mark.side / modulesAcross(mark.matrix));
      const path = qrPath(mark.matrix);
      return `<path transform="translate(${at})scale(${module})" fill="${hexOf('ink')}" d="${path}"/>`;
    }
  }
}

function drawText(mark: TextMark, at: string, letters: Map<string, string>): string {
  const scale = precise(mark.sizePt / PT_PER_MM / UNITS_PER_EM);
  let uses = '';
  for (const { glyph, x, y } of shape(mark.weight, mark.text).glyphs) {
    if (glyph.outline.length === 0) continue;
    const id = `${mark.weight}${glyph.id}`;
    if (!letters.has(id)) letters.set(id, outlinePath(glyph));
    uses += `<use href="#${id}" x="${short(x)}"${y === 0 ? '' : ` y="${short(y)}"`}/>`;
  }
  return `<g transform="translate(${at})scale(${scale} -${scale})" fill="${hexOf(mark.colour)}">${uses}</g>`;
}

const PATH_LETTERS: Readonly<Record<OutlineStep['command'], string>> = {
  moveTo: 'M',
  lineTo: 'L',
  quadraticCurveTo: 'Q',
  bezierCurveTo: 'C',
  closePath: 'Z',
};

const outlinePath = ({ outline }: Glyph): string =>
  outline.map(({ command, args }) => PATH_LETTERS[command] + args.map(short).join(' ')).join('');

/** To a thousandth: a micrometre, where the unit is a millimetre. */
const short = (value: number): string => String(Math.round(value * 1e3) / 1e3);
/** For factors, which multiply what they are off by. */
const precise = (value: number): string => String(Math.round(value * 1e7) / 1e7);
