/**
 * Setting text: lines that keep within a width, as tight as their accents allow, and letters that
 * shrink until the lines keep within a height.
 *
 * @module
 */
import {
  type Colour,
  type LanguageCode,
  PT_PER_MM,
  type Role,
  type TextMark,
  type Weight,
} from '../drawing.ts';
import { PosterError } from '../errors.ts';
import { advanceOf, shape, UNITS_PER_EM } from '../fonts.ts';
import type { Words } from '../language/index.ts';
import { column, NOTHING, type Piece } from './piece.ts';

/** How letters look. */
export interface TextStyle {
  readonly weight: Weight;
  readonly sizePt: number;
  readonly colour: Colour;
}

/** Where a text goes. */
export interface TextBox {
  readonly width: number;
  readonly role: Role;
  /** `null` for names, which have no language of their own. */
  readonly language: LanguageCode | null;
  /** Letters shrink, down to `minPt`, until the lines are not higher and no word is broken within. */
  readonly fit?: { readonly height: number; readonly minPt: number };
}

/** From line to line, in em, where no accents stand in the way. */
const LEADING = 1.24;
/** Least space between the lowest point of a line and the highest one of the next, in em. */
const CLEARANCE = 0.06;
/** Height of capitals and depth of descenders: what a line takes, in em, whatever its letters. */
export const CAPITAL = 0.74;
const DESCENDER = 0.2;
const SHRINK = 0.96;

/**
 * Sets a text. An empty one takes no room; a line feed ends a line.
 *
 * @throws {@link PosterError} `TEXT_UNFIT` when it is too long for its box in the smallest letters.
 */
export function setText(text: string, style: TextStyle, box: TextBox): Piece {
  if (text === '') return NOTHING;
  const { fit = { height: Number.POSITIVE_INFINITY, minPt: style.sizePt } } = box;
  for (let { sizePt } = style; ; sizePt = Math.max(sizePt * SHRINK, fit.minPt)) {
    const width = box.width * unitsPerMm(sizePt);
    const smallest = sizePt <= fit.minPt;
    if (!smallest && longestUnit(text, style.weight) > width) continue;
    const lines = text.split('\n').flatMap((line) => breakLines(line, style.weight, width));
    const piece = stackLines(lines, { ...style, sizePt }, box);
    if (piece.height <= fit.height) return piece;
    if (smallest) throw tooLong();
  }
}

/** Sets the same text in each language, the first one in the first style, below each other. */
export function setWords(
  languages: readonly Words[],
  pick: (words: Words) => string,
  { styles, gap, ...box }: BilingualBox,
): Piece {
  const pieces = languages.map((words, i) =>
    setText(pick(words), i === 0 ? styles[0] : styles[1], { ...box, language: words.language }),
  );
  return column(pieces, gap);
}

/** Where a text in one or two languages goes. */
export interface BilingualBox extends Omit<TextBox, 'language'> {
  readonly styles: readonly [TextStyle, TextStyle];
  /** Between the languages. */
  readonly gap: number;
}

/**
 * Makes a piece smaller and smaller until it is not higher than its place.
 *
 * @param make - Sets the piece, with letters of the given scale, 1 at first.
 * @throws {@link PosterError} `TEXT_UNFIT` when it is too high at the least scale.
 */
export function shrinkToFit(
  make: (scale: number) => Piece,
  { height, minScale }: { readonly height: number; readonly minScale: number },
): Piece {
  for (let scale = 1; ; scale = Math.max(scale * SHRINK, minScale)) {
    const piece = make(scale);
    if (piece.height <= height) return piece;
    if (scale <= minScale) throw tooLong();
  }
}

const tooLong = (): PosterError =>
  new PosterError('TEXT_UNFIT', 'text', 'a text is too long for its place');

/** Font units that are as long as a millimetre. */
const unitsPerMm = (sizePt: number): number => (UNITS_PER_EM * PT_PER_MM) / sizePt;

function stackLines(lines: readonly string[], style: TextStyle, box: TextBox): Piece {
  const emMm = style.sizePt / PT_PER_MM;
  const marks: TextMark[] = [];
  let y = 0;
  let width = 0;
  let depth = 0;
  for (const text of lines) {
    const { advance, top, bottom } = shape(style.weight, text);
    const height = Math.max(top / UNITS_PER_EM, CAPITAL);
    y += (marks.length === 0 ? height : Math.max(LEADING, depth + CLEARANCE + height)) * emMm;
    depth = Math.max(-bottom / UNITS_PER_EM, DESCENDER);
    width = Math.max(width, (advance / UNITS_PER_EM) * emMm);
    marks.push({ kind: 'text', text, ...style, x: 0, y });
  }
  const { role, language } = box;
  const blocks = [{ role, language, marks, children: [] }];
  return { width, height: y + depth * emMm, blocks };
}

const longestUnit = (text: string, weight: Weight): number =>
  Math.max(
    ...text
      .split(/[ \n]/)
      .flatMap(unitsOf)
      .map((unit) => advanceOf(weight, unit)),
  );

/** Breaks a text into the fewest lines, and makes them of even length. */
function breakLines(text: string, weight: Weight, width: number): readonly string[] {
  const lines = fillLines(text, weight, width);
  if (lines.length === 1) return lines;
  let [tooNarrow, wideEnough] = [Math.min(longestUnit(text, weight), width), width];
  for (let i = 0; i < BALANCING_STEPS; i++) {
    const middle = (tooNarrow + wideEnough) / 2;
    if (fillLines(text, weight, middle).length > lines.length) tooNarrow = middle;
    else wideEnough = middle;
  }
  return fillLines(text, weight, wideEnough);
}

const BALANCING_STEPS = 6;

function fillLines(text: string, weight: Weight, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  // With the space behind each word; see `fonts.ts` for why lengths of words can be added.
  let length = 0;
  for (const word of text.split(' ')) {
    if (line !== '' && length + advanceOf(weight, word) > width) {
      lines.push(line);
      line = '';
      length = 0;
    }
    const parts = line === '' ? breakWord(word, weight, width) : [`${line} ${word}`];
    lines.push(...parts.slice(0, -1));
    line = parts.at(-1) ?? '';
    length =
      parts.length > 1 ? advanceOf(weight, `${line} `) : length + advanceOf(weight, `${word} `);
  }
  return [...lines, line];
}

/** A word, in parts that are no longer than a line: broken within its units only if it must be. */
function breakWord(word: string, weight: Weight, width: number): readonly string[] {
  if (advanceOf(weight, word) <= width) return [word];
  const parts: string[] = [];
  let part = '';
  const endBefore = (next: string): void => {
    if (part === '' || advanceOf(weight, part + next) <= width) return;
    parts.push(part);
    part = '';
  };
  for (const unit of unitsOf(word)) {
    endBefore(unit);
    for (const character of unit) {
      endBefore(character);
      part += character;
    }
  }
  return [...parts, part];
}

/** Where words and addresses may be broken: behind a hyphen, slash, point and the like. */
const unitsOf = (word: string): readonly string[] => word.split(/(?<=[-/.@&?=_])/);
