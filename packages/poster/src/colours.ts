/**
 * Four inks on white paper. Each that carries text has a contrast of at least 7:1 to the paper, the
 * other way round as well (WCAG 2.2, AAA); a test computes it. On a black-and-white printer they
 * become greys that keep it: nothing is told by a colour alone.
 *
 * @module
 */
import type { Colour } from './drawing.ts';

/** Red, green and blue, 0..255. */
export type Rgb = readonly [number, number, number];

const PAPER: Rgb = [255, 255, 255];
const MUTED: Rgb = [67, 80, 92];

/** Paper with so much of an ink on it, 0..1. */
const tint = (ink: Rgb, amount: number): Rgb =>
  ink.map((value, i) => Math.round(PAPER[i]! + (value - PAPER[i]!) * amount)) as unknown as Rgb;

/** How much of `muted` makes a `rule`. */
const RULE_TINT = 0.4;

/** Each colour by its use. */
export const COLOURS: Readonly<Record<Colour, Rgb>> = {
  /** Text, and the modules of codes. */
  ink: [16, 24, 32],
  /** Text of less weight. */
  muted: MUTED,
  /** What catches the eye: the head, the badges, the frame of the code. */
  accent: [11, 79, 92],
  /** Thin lines, which carry no meaning. */
  rule: tint(MUTED, RULE_TINT),
  paper: PAPER,
};

/** `#rrggbb`. */
export const hexOf = (colour: Colour): string =>
  `#${COLOURS[colour].map((value) => value.toString(16).padStart(2, '0')).join('')}`;
