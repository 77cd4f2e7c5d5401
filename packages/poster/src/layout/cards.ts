/**
 * Cards to cut out, six on a page of A4: one for each table of a venue. Cards share their edges, so one
 * cut parts two of them; marks show where.
 *
 * @module
 */
import type { Block, Drawing } from '../drawing.ts';
import type { CheckedContent } from '../poster.ts';
import { SHEETS, type Sheet } from '../sheets.ts';
import { cardPiece } from './card.ts';
import { box, drawingOf, type Languages } from './parts.ts';
import { at, type Piece } from './piece.ts';

const COLUMNS = 2;
const ROWS = 3;
/** A cut mark: its length, thickness, and distance from the cards. */
const MARK = 6;
const LINE = 0.2;
const AWAY = 2;
const CROSS = 4;

/** As many pages as the cards need. */
export function layoutCards(
  contents: readonly CheckedContent[],
  sheet: Sheet,
  languages: Languages,
): readonly Drawing[] {
  const pages: Drawing[] = [];
  for (let i = 0; i < contents.length; i += sheet.perPage) {
    const onPage = contents.slice(i, i + sheet.perPage);
    pages.push(layoutPage(onPage, sheet, languages));
  }
  return pages;
}

function layoutPage(
  contents: readonly CheckedContent[],
  sheet: Sheet,
  languages: Languages,
): Drawing {
  const { card } = SHEETS;
  const left = (sheet.width - COLUMNS * card.width) / 2;
  const top = (sheet.height - ROWS * card.height) / 2;
  const cards = contents.flatMap((content, i) => {
    const x = left + (i % COLUMNS) * card.width + card.margin;
    const y = top + Math.floor(i / COLUMNS) * card.height + card.margin;
    return at(cardPiece(content, card, languages), { x, y });
  });
  const blocks = [...cards, ...cutMarks(left, top)];
  const name = [...new Set(contents.map((content) => content.name))].join(', ');
  return drawingOf(blocks, { content: { name }, sheet, languages });
}

/** Marks at both ends of each cut, and a cross where two cuts meet. */
function cutMarks(left: number, top: number): readonly Block[] {
  const { width, height } = SHEETS.card;
  const right = left + COLUMNS * width;
  const bottom = top + ROWS * height;
  const blocks: Block[] = [];
  const across = (x: number, y: number, length: number): void => {
    blocks.push(...at(line(length, LINE), { x, y: y - LINE / 2 }));
  };
  const down = (x: number, y: number, length: number): void => {
    blocks.push(...at(line(LINE, length), { x: x - LINE / 2, y }));
  };
  for (let column = 0; column <= COLUMNS; column++) {
    const x = left + column * width;
    down(x, top - AWAY - MARK, MARK);
    down(x, bottom + AWAY, MARK);
    for (let row = 0; row <= ROWS; row++) {
      const y = top + row * height;
      down(x, y - CROSS / 2, CROSS);
      across(x - CROSS / 2, y, CROSS);
    }
  }
  for (let row = 0; row <= ROWS; row++) {
    const y = top + row * height;
    across(left - AWAY - MARK, y, MARK);
    across(right + AWAY, y, MARK);
  }
  return blocks;
}

const line = (width: number, height: number): Piece =>
  box({ width, height, radius: 0, colour: 'muted' });
