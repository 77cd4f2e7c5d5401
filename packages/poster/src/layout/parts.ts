/**
 * What posters of all sizes are made of. Millimetres.
 *
 * @module
 */
import type { QrMatrix } from '@waypost/core/venue-code';
import type { Block, Colour, Drawing, Role } from '../drawing.ts';
import type { Words } from '../language/index.ts';
import type { CheckedContent } from '../poster.ts';
import type { Sheet } from '../sheets.ts';
import { overlay, type Piece } from './piece.ts';

/** One or two languages, the first one first. */
export type Languages = readonly [Words, ...Words[]];

/** A filled rectangle. */
export interface Shape {
  readonly width: number;
  readonly height: number;
  readonly radius: number;
  readonly colour: Colour;
}

/** A shape without a meaning. */
export function box(shape: Shape): Piece {
  const marks = [{ kind: 'rect', x: 0, y: 0, ...shape } as const];
  return { ...shape, blocks: [{ role: 'decoration', language: null, marks, children: [] }] };
}

/** How far inside a shape its content lies: across, and down. */
export type Padding = readonly [number, number];

/** Text on a ground of colour, of the given width and as high as the text asks. */
export function panel(text: Piece, width: number, { padding, radius }: PanelStyle): Piece {
  const size = { width, height: text.height + 2 * padding[1] };
  return overlay(size, [
    [box({ ...size, radius, colour: 'accent' }), { x: 0, y: 0 }],
    [text, { x: padding[0], y: padding[1] }],
  ]);
}

/** How a panel looks. */
export interface PanelStyle {
  readonly padding: Padding;
  readonly radius: number;
}

/** A piece in a frame, as far from it on each side as `padding` says. */
export function framed(piece: Piece, { padding, radius, line }: FrameStyle): Piece {
  const width = piece.width + 2 * padding[0];
  const height = piece.height + 2 * padding[1];
  const inside = { width: width - 2 * line, height: height - 2 * line, radius: radius - line };
  return overlay({ width, height }, [
    [box({ width, height, radius, colour: 'accent' }), { x: 0, y: 0 }],
    [box({ ...inside, colour: 'paper' }), { x: line, y: line }],
    [piece, { x: padding[0], y: padding[1] }],
  ]);
}

/** How a frame looks. */
export interface FrameStyle extends PanelStyle {
  /** Thickness. */
  readonly line: number;
}

/** A QR code with its quiet zone. */
export function qrCode(matrix: QrMatrix, side: number, alt: Alternative): Piece {
  const marks = [{ kind: 'qr', matrix, x: 0, y: 0, side } as const];
  const role: Role = 'figure';
  return { width: side, height: side, blocks: [{ role, ...alt, marks, children: [] }] };
}

/** What a figure shows, in words. */
export interface Alternative {
  readonly alt: string;
  readonly language: Words['language'];
}

/** Blocks as one page. */
export function drawingOf(blocks: readonly Block[], { content, sheet, languages }: Page): Drawing {
  const [words] = languages;
  const { width: widthMm, height: heightMm } = sheet;
  return {
    widthMm,
    heightMm,
    title: words.title(content.name),
    language: words.language,
    blocks,
  };
}

/** What a page tells about itself. */
export interface Page {
  readonly content: Pick<CheckedContent, 'name'>;
  readonly sheet: Sheet;
  readonly languages: Languages;
}
