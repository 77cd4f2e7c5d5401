// Frames as a camera sees a code: turned, not quite sharp, with the noise of its chip.

import { type QrMatrix, QUIET_ZONE_MODULES, qrMatrix } from '@waypost/core/venue-code';
import { type Random, seededRandom } from './random.ts';

/** A frame and what it says. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and alpha of each pixel, row by row. */
  readonly data: Uint8ClampedArray;
  readonly text: string;
}

/** What all frames of a kind have in common. */
export interface FrameKind {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Side of the code with its quiet zone, in pixels. */
  readonly side: number;
  readonly degrees: number;
  /** Standard deviation of the noise of each pixel, of 255. */
  readonly noise: number;
}

/** From a screenshot to a photo of a poster that hangs askew in bad light. */
export const FRAME_KINDS: readonly FrameKind[] = [
  { name: 'clean, 520 × 520', width: 520, height: 520, side: 485, degrees: 0, noise: 0 },
  {
    name: '640 × 480, turned 12°, noise',
    width: 640,
    height: 480,
    side: 390,
    degrees: 12,
    noise: 20,
  },
  {
    name: '1280 × 720, turned 30°, noise',
    width: 1280,
    height: 720,
    side: 500,
    degrees: 30,
    noise: 20,
  },
];

/** Greys of the wall, of the paper on it, and of the ink. */
const WALL = 150;
const PAPER = 235;
const INK = 30;
/** Points looked at in each pixel, across and down: a chip sees their mean. */
const POINTS = 3;

/** One frame for each text. Turned frames differ in place, and by some degrees. */
export function makeFrames(texts: readonly string[], kind: FrameKind, seed: number): Frame[] {
  const random = seededRandom(seed);
  return texts.map((text) => ({
    width: kind.width,
    height: kind.height,
    data: photograph(kind, sceneOf(qrMatrix(text), kind, random), random),
    text,
  }));
}

/** The grey of a point, in pixels from the top left of the frame. */
type Scene = (x: number, y: number) => number;

/** A code on its paper, turned about the middle of the frame or close to it. */
function sceneOf({ size, modules }: QrMatrix, kind: FrameKind, random: Random): Scene {
  const { width, height, side, degrees } = kind;
  const askew = degrees === 0 ? 0 : 4 * (random.uniform() - 0.5);
  const angle = ((degrees + askew) * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [middleX, middleY] = [width / 2 + askew, height / 2 - askew];
  const across = size + 2 * QUIET_ZONE_MODULES;
  const perPixel = across / side;
  return (x, y) => {
    const [dx, dy] = [(x - middleX) * perPixel, (y - middleY) * perPixel];
    const column = Math.floor(dx * cos + dy * sin + across / 2);
    const row = Math.floor(dy * cos - dx * sin + across / 2);
    if (column < 0 || row < 0 || column >= across || row >= across) return WALL;
    const [u, v] = [column - QUIET_ZONE_MODULES, row - QUIET_ZONE_MODULES];
    const isInside = u >= 0 && v >= 0 && u < size && v < size;
    return isInside && modules[v * size + u] === 1 ? INK : PAPER;
  };
}

function photograph({ width, height, noise }: FrameKind, scene: Scene, random: Random) {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at += 4) {
      const grey = meanOf(scene, x, y) + (noise === 0 ? 0 : noise * random.normal());
      data.fill(grey, at, at + 3);
      data[at + 3] = 255;
    }
  return data;
}

function meanOf(scene: Scene, x: number, y: number): number {
  let sum = 0;
  for (let i = 0; i < POINTS; i++)
    for (let j = 0; j < POINTS; j++) sum += scene(x + (i + 0.5) / POINTS, y + (j + 0.5) / POINTS);
  return sum / POINTS ** 2;
}
