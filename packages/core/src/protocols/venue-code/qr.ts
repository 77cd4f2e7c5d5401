import { create } from 'qrcode/lib/core/qrcode.js';
import { WaypostError } from '../../primitives/index.ts';

/** How much of a QR code may be lost: L 7 %, M 15 %, Q 25 %, H 30 %. ISO/IEC 18004. */
export type QrErrorLevel = 'L' | 'M' | 'Q' | 'H';

/** A QR code as squares. */
export interface QrMatrix {
  /** Modules along one side, 21..177, without the quiet zone. */
  readonly size: number;
  /** `size * size` bytes, row by row from the top left; 1 is dark. */
  readonly modules: Uint8Array;
}

/** How a QR code is made. */
export interface QrOptions {
  /** Left out, `M`. */
  readonly errorLevel?: QrErrorLevel | undefined;
}

/** How a QR code is drawn. */
export interface QrSvgOptions extends QrOptions {
  /** What a screen reader says. */
  readonly title: string;
  /** Width and height on paper in millimetres, quiet zone included; left out, the page decides. */
  readonly widthMm?: number | undefined;
}

/** Light modules around a QR code, on each side. ISO/IEC 18004 asks for four. */
export const QUIET_ZONE_MODULES = 4;

/**
 * QR code of a text, in the smallest version that holds it: digits, capitals and a few signs take
 * fewer bits (ISO/IEC 18004, alphanumeric mode), as compact codes want it. The same text gives the
 * same modules.
 *
 * @throws {@link WaypostError} `TEXT_LENGTH` when the text is empty or fits no QR code.
 */
export function qrMatrix(text: string, { errorLevel = 'M' }: QrOptions = {}): QrMatrix {
  try {
    const { modules } = create(text, { errorCorrectionLevel: errorLevel });
    return { size: modules.size, modules: Uint8Array.from(modules.data) };
  } catch {
    throw new WaypostError('TEXT_LENGTH', 'text fits no QR code of this level', { errorLevel });
  }
}

/**
 * QR code of a text as an SVG document, black on white with its quiet zone: one path, no script, no
 * style, the same bytes each time.
 *
 * @throws {@link WaypostError} `TEXT_LENGTH` as {@link qrMatrix}; `ENCODING_INVALID` for a title that
 * XML cannot hold; `NUMBER_RANGE` for a width that is not positive.
 */
export function qrSvg(text: string, { errorLevel, title, widthMm }: QrSvgOptions): string {
  const matrix = qrMatrix(text, { errorLevel });
  const side = matrix.size + 2 * QUIET_ZONE_MODULES;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}"${printSize(widthMm)}` +
    ` role="img" shape-rendering="crispEdges"><title>${escapeXml(title)}</title>` +
    `<rect width="${side}" height="${side}" fill="#fff"/><path d="${darkRuns(matrix)}"/></svg>`
  );
}

/** Each run of dark modules in a row, as a rectangle one module high. */
function darkRuns({ size, modules }: QrMatrix): string {
  let path = '';
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const start = x;
      while (x < size && modules[y * size + x] === 1) x++;
      const run = x - start;
      if (run > 0)
        path += `M${start + QUIET_ZONE_MODULES} ${y + QUIET_ZONE_MODULES}h${run}v1h-${run}z`;
    }
  }
  return path;
}

function printSize(widthMm: number | undefined): string {
  if (widthMm === undefined) return '';
  if (!Number.isFinite(widthMm) || widthMm <= 0)
    throw new WaypostError('NUMBER_RANGE', 'widthMm must be positive', { what: 'widthMm' });
  return ` width="${widthMm}mm" height="${widthMm}mm"`;
}

const XML_ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function escapeXml(text: string): string {
  if (/[\p{Cc}\p{Cs}\ufffe\uffff]/u.test(text))
    throw new WaypostError('ENCODING_INVALID', 'title has a character that XML cannot hold');
  return text.replace(/[&<>]/g, (character) => XML_ESCAPES[character] ?? '');
}
