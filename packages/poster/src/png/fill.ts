/**
 * Filling outlines with the nonzero rule. Each row of pixels is cut into five lines; on a line, spans
 * count exactly, to 1/256 of a pixel.
 *
 * @module
 */
import type { Edges } from './contour.ts';

/** Rows of pixels that follow each other, one byte each, 0 for black. */
export interface Band {
  readonly width: number;
  /** First row, on the page. */
  readonly top: number;
  readonly height: number;
  readonly greys: Uint8Array;
}

const LINES = 5;
const UNIT = 256;
const FULL = LINES * UNIT;
/** A span that ends with the last pixel makes steps behind it. */
const PAST_END = 2;

/** Lays a grey over what is inside the edges. What is outside of the band is left out. */
export function fillEdges(band: Band, edges: Edges, grey: number): void {
  const box = bounds(edges, band);
  if (box.bottom <= box.top || box.right <= box.left) return;
  const lines = crossings(edges, box);
  const steps = new Int32Array(box.right - box.left + PAST_END);
  for (let y = box.top; y < box.bottom; y++) {
    steps.fill(0);
    const first = (y - box.top) * LINES;
    for (let line = first; line < first + LINES; line++) coverLine(steps, lines[line]!, box.left);
    blend(band.greys, (y - band.top) * band.width + box.left, { steps, grey });
  }
}

/** What is laid over a row: by how much more each pixel is covered than the one before it, and a grey. */
interface Coat {
  readonly steps: Int32Array;
  readonly grey: number;
}

/** Pixels, the last ones not included. */
interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function bounds(edges: Edges, band: Band): Box {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < edges.length; i += 2) {
    left = Math.min(left, edges[i]!);
    right = Math.max(right, edges[i]!);
    top = Math.min(top, edges[i + 1]!);
    bottom = Math.max(bottom, edges[i + 1]!);
  }
  return {
    left: Math.max(0, Math.floor(left)),
    right: Math.min(band.width, Math.ceil(right)),
    top: Math.max(band.top, Math.floor(top)),
    bottom: Math.min(band.top + band.height, Math.ceil(bottom)),
  };
}

/**
 * Where edges cross each line, from left to right. A crossing is one number: twice its place in 1/256
 * pixels, and 1 more when the edge goes down.
 */
function crossings(edges: Edges, { top, bottom }: Box): readonly number[][] {
  const count = (bottom - top) * LINES;
  const lines: number[][] = Array.from({ length: count }, () => []);
  for (let i = 0; i < edges.length; i += 4) {
    const down = edges[i + 3]! > edges[i + 1]!;
    const [a, b] = down ? [i, i + 2] : [i + 2, i];
    const [x, y] = [edges[a]!, edges[a + 1]!];
    const slope = (edges[b]! - x) / (edges[b + 1]! - y);
    // Lines run through the middle of their fifth; an edge has its upper end, and not its lower one.
    const first = Math.max(0, Math.ceil((y - top) * LINES - 0.5));
    const end = Math.min(count, Math.ceil((edges[b + 1]! - top) * LINES - 0.5));
    for (let line = first; line < end; line++) {
      const crossing = x + (top + (line + 0.5) / LINES - y) * slope;
      insert(lines[line]!, Math.round(crossing * UNIT) * 2 + (down ? 1 : 0));
    }
  }
  return lines;
}

/** Keeps the order. There are few, so the place is searched from the end. */
function insert(sorted: number[], value: number): void {
  let i = sorted.length;
  while (i > 0 && sorted[i - 1]! > value) i--;
  sorted.splice(i, 0, value);
}

function coverLine(steps: Int32Array, line: readonly number[], left: number): void {
  let winding = 0;
  let start = 0;
  for (const crossing of line) {
    const x = Math.floor(crossing / 2) - left * UNIT;
    if (winding === 0) start = x;
    winding += crossing % 2 === 0 ? -1 : 1;
    if (winding === 0) coverSpan(steps, start, x);
  }
}

function coverSpan(steps: Int32Array, from: number, to: number): void {
  const end = (steps.length - PAST_END) * UNIT;
  coverFrom(steps, Math.max(0, Math.min(end, from)), UNIT);
  coverFrom(steps, Math.max(0, Math.min(end, to)), -UNIT);
}

/** What starts within a pixel covers a part of it, and all of those behind it. */
function coverFrom(steps: Int32Array, x: number, cover: number): void {
  const pixel = Math.floor(x / UNIT);
  const rest = ((x - pixel * UNIT) * cover) / UNIT;
  steps[pixel]! += cover - rest;
  steps[pixel + 1]! += rest;
}

function blend(greys: Uint8Array, start: number, { steps, grey }: Coat): void {
  let cover = 0;
  for (let x = 0; x < steps.length - PAST_END; x++) {
    cover += steps[x]!;
    if (cover === 0) continue;
    const at = start + x;
    const under = greys[at]!;
    greys[at] = cover === FULL ? grey : under + Math.round(((grey - under) * cover) / FULL);
  }
}
