/**
 * Pieces of a layout: blocks with a size, to be put below or beside each other.
 *
 * @module
 */
import { type Block, type Placement, place } from '../drawing.ts';

/** Blocks that keep within a box whose top left corner is their origin. Millimetres. */
export interface Piece {
  readonly width: number;
  readonly height: number;
  readonly blocks: readonly Block[];
}

/** Takes no room, and no gap in a column. */
export const NOTHING: Piece = { width: 0, height: 0, blocks: [] };

/** The blocks of a piece, put in their place. */
export const at = (piece: Piece, placement: Placement): readonly Block[] =>
  place(piece.blocks, placement);

/** Pieces below each other, aligned left. Empty ones are left out. */
export function column(pieces: readonly Piece[], gap: number): Piece {
  const blocks: Block[] = [];
  let width = 0;
  let y = 0;
  for (const piece of pieces) {
    if (piece.height === 0) continue;
    if (y > 0) y += gap;
    blocks.push(...at(piece, { x: 0, y }));
    width = Math.max(width, piece.width);
    y += piece.height;
  }
  return { width, height: y, blocks };
}

/** Pieces that are drawn over one another, each where it is put. */
export function overlay(
  size: { readonly width: number; readonly height: number },
  parts: readonly (readonly [Piece, Placement])[],
): Piece {
  return { ...size, blocks: parts.flatMap(([piece, placement]) => at(piece, placement)) };
}

/** A block around pieces: a list, an item of it. */
export const group = (role: Block['role'], piece: Piece): Piece => ({
  ...piece,
  blocks: [{ role, language: null, marks: [], children: piece.blocks }],
});
