/**
 * Posters of venue codes.
 *
 * @module
 */
export {
  type CodeOptions,
  type CodePngOptions,
  type CodeSvgOptions,
  codePng,
  codeSvg,
} from './code.ts';
export type { Drawing } from './drawing.ts';
export { PosterError, type PosterErrorCode } from './errors.ts';
export type { PosterLanguage } from './language/index.ts';
export { makePoster, type PosterFormat, type PosterOptions } from './make-poster.ts';
export type { PageOptions } from './pages.ts';
export { type PdfOptions, posterPdf } from './pdf/index.ts';
export { type PngOptions, posterPng } from './png/index.ts';
export { type CompanionCode, checkContact, type PosterContent } from './poster.ts';
export { type DrawingOptions, posterDrawings } from './poster-drawings.ts';
export { SHEETS, type Sheet, type SheetSize } from './sheets.ts';
export { posterSvg } from './svg.ts';
export { parseVenueNumber, VENUE_NUMBER_BYTES, venueNumber } from './venue-number.ts';
