/**
 * Outlines as edges between pixels' rows, ready to be filled.
 *
 * @module
 */
import type { RectMark } from '../drawing.ts';
import type { OutlineStep } from '../fonts.ts';

/** Straight edges: `x0, y0, x1, y1` of each in pixels, y downwards. */
export type Edges = readonly number[];

/** From font units, y upwards, to pixels. */
export interface GlyphPlace {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

type Point = readonly [number, number];

/** A curve is cut so that no piece of it is much longer than this many pixels. */
const PIECE_PIXELS = 2;
const MAX_PIECES = 32;

/** The edges of a glyph; each of its contours closed. */
export function glyphEdges(outline: readonly OutlineStep[], place: GlyphPlace): Edges {
  const edges: number[] = [];
  let start: Point = [0, 0];
  let at: Point = start;
  const lineTo = (to: Point): void => {
    edges.push(...at, ...to);
    at = to;
  };
  for (const { command, args } of outline) {
    const points = pointsOf(args, place);
    const to = points.at(-1) ?? start;
    if (command === 'moveTo') [start, at] = [to, to];
    else if (command === 'lineTo' || command === 'closePath') lineTo(to);
    else for (const point of cutCurve([at, ...points])) lineTo(point);
  }
  return edges;
}

function pointsOf(args: readonly number[], { x, y, scale }: GlyphPlace): readonly Point[] {
  const points: Point[] = [];
  for (let i = 0; i < args.length; i += 2)
    points.push([x + args[i]! * scale, y - args[i + 1]! * scale]);
  return points;
}

/** Points on a Bézier curve of any degree, without its start. */
function cutCurve(points: readonly Point[]): readonly Point[] {
  let length = 0;
  for (let i = 1; i < points.length; i++)
    length += Math.hypot(points[i]![0] - points[i - 1]![0], points[i]![1] - points[i - 1]![1]);
  const pieces = Math.min(MAX_PIECES, Math.max(2, Math.ceil(length / PIECE_PIXELS)));
  return Array.from({ length: pieces }, (_, i) => pointAt(points, (i + 1) / pieces));
}

/** De Casteljau's way: halfway points of halfway points. */
function pointAt(points: readonly Point[], t: number): Point {
  let rest = points;
  while (rest.length > 1)
    rest = rest.slice(1).map(([x, y], i) => {
      const [fromX, fromY] = rest[i]!;
      return [fromX + (x - fromX) * t, fromY + (y - fromY) * t];
    });
  return rest[0]!;
}

/** The edges of a rectangle with round corners, or of a disc. */
export function roundedEdges(rect: RectMark, scale: number): Edges {
  const [left, top] = [rect.x * scale, rect.y * scale];
  const [right, bottom] = [left + rect.width * scale, top + rect.height * scale];
  const radius = Math.min(rect.radius, rect.width / 2, rect.height / 2) * scale;
  const corners: readonly Point[] = [
    [right - radius, bottom - radius],
    [left + radius, bottom - radius],
    [left + radius, top + radius],
    [right - radius, top + radius],
  ];
  const points = corners.flatMap((centre, i) => quarter(centre, radius, i));
  return points.flatMap((point, i) => [...point, ...points[(i + 1) % points.length]!]);
}

function quarter([x, y]: Point, radius: number, index: number): readonly Point[] {
  const pieces = Math.max(2, Math.ceil(Math.sqrt(radius) * PIECE_PIXELS));
  return Array.from({ length: pieces + 1 }, (_, i): Point => {
    const angle = ((index + i / pieces) * Math.PI) / 2;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });
}
