/**
 * A poster as a list of marks: what the layout makes, and each writer draws.
 *
 * Millimetres from the top left corner of the sheet, y downwards; sizes of letters in points.
 *
 * @module
 */
import type { QrMatrix } from '@waypost/core/venue-code';

/** Language of a text, as BCP 47 has it. */
export type LanguageCode = 'vi' | 'en';

/** Weights of the one typeface. */
export type Weight = 'regular' | 'medium' | 'semibold' | 'extrabold';

/** Colours by their use; see `colours.ts`. */
export type Colour = 'ink' | 'muted' | 'accent' | 'rule' | 'paper';

/** One line of text. */
export interface TextMark {
  readonly kind: 'text';
  readonly text: string;
  readonly weight: Weight;
  readonly sizePt: number;
  readonly colour: Colour;
  /** Where the first letter starts. */
  readonly x: number;
  /** The line that the letters stand on. */
  readonly y: number;
}

/** A filled rectangle; with a radius of half its side, a disc. */
export interface RectMark {
  readonly kind: 'rect';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Of its corners. */
  readonly radius: number;
  readonly colour: Colour;
}

/** A QR code. */
export interface QrMark {
  readonly kind: 'qr';
  readonly matrix: QrMatrix;
  readonly x: number;
  readonly y: number;
  /** Its width and height, with the quiet zone of four modules on each side. */
  readonly side: number;
}

/** Something to draw. */
export type Mark = TextMark | RectMark | QrMark;

/** What a block is to somebody who hears the poster instead of seeing it. */
export type Role =
  | 'heading'
  | 'subheading'
  | 'paragraph'
  | 'figure'
  | 'list'
  | 'item'
  | 'label'
  | 'body'
  | 'decoration';

/** Marks that belong together. Blocks stand in reading order. */
export interface Block {
  readonly role: Role;
  /** `null` for names, which have no language of their own. */
  readonly language: LanguageCode | null;
  /** What a figure shows. */
  readonly alt?: string;
  readonly marks: readonly Mark[];
  readonly children: readonly Block[];
}

/** One page. */
export interface Drawing {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly title: string;
  readonly language: LanguageCode;
  readonly blocks: readonly Block[];
}

/** Points in a millimetre. */
export const PT_PER_MM: number = 72 / 25.4;

/** How far to move, and by how much to enlarge from the top left corner before that. */
export interface Placement {
  readonly x: number;
  readonly y: number;
  readonly scale?: number;
}

/** The same blocks elsewhere, or in another size. */
export function place(blocks: readonly Block[], placement: Placement): readonly Block[] {
  return blocks.map((block) => ({
    ...block,
    marks: block.marks.map((mark) => placeMark(mark, placement)),
    children: place(block.children, placement),
  }));
}

function placeMark(mark: Mark, { x, y, scale = 1 }: Placement): Mark {
  const at = { x: x + mark.x * scale, y: y + mark.y * scale };
  switch (mark.kind) {
    case 'text':
      return { ...mark, ...at, sizePt: mark.sizePt * scale };
    case 'rect': {
      const { width, height, radius } = mark;
      const size = { width: width * scale, height: height * scale, radius: radius * scale };
      return { ...mark, ...at, ...size };
    }
    case 'qr':
      return { ...mark, ...at, side: mark.side * scale };
  }
}

/** All marks, in the order in which they are drawn: the later one on top. */
export const marksOf = (blocks: readonly Block[]): readonly Mark[] =>
  blocks.flatMap((block) => [...block.marks, ...marksOf(block.children)]);
