/**
 * The one typeface, Be Vietnam Pro (SIL Open Font License 1.1), and the door to `fontkit`: which
 * glyphs make a text, where they stand, and what they look like.
 *
 * A text is set word by word, each with the space behind it, as the PDF writer does: so a line has the
 * same length in every format.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font, type Glyph as FontGlyph } from 'fontkit';
import type { Weight } from './drawing.ts';

const FILES: Readonly<Record<Weight, string>> = {
  regular: '400Regular/BeVietnamPro_400Regular.ttf',
  medium: '500Medium/BeVietnamPro_500Medium.ttf',
  semibold: '600SemiBold/BeVietnamPro_600SemiBold.ttf',
  extrabold: '800ExtraBold/BeVietnamPro_800ExtraBold.ttf',
};

/** A step of an outline, in font units with y upwards. */
export interface OutlineStep {
  readonly command: 'moveTo' | 'lineTo' | 'quadraticCurveTo' | 'bezierCurveTo' | 'closePath';
  /** Coordinates of the points, x before y. */
  readonly args: readonly number[];
}

/** A letter of one weight. */
export interface Glyph {
  readonly id: number;
  readonly outline: readonly OutlineStep[];
  /** Highest point above the line, in font units; 0 for a space. */
  readonly top: number;
  /** Lowest point, in font units; negative below the line. */
  readonly bottom: number;
}

/** A glyph and where it stands, in font units from the start of its run. */
export interface PlacedGlyph {
  readonly glyph: Glyph;
  readonly x: number;
  readonly y: number;
}

/** Glyphs of a text. Lengths in font units. */
export interface GlyphRun {
  readonly glyphs: readonly PlacedGlyph[];
  readonly advance: number;
  readonly top: number;
  readonly bottom: number;
}

/** Font units of one em, in every weight. */
export const UNITS_PER_EM = 1000;

/** Words that are remembered in each weight. Past that, all are forgotten. */
const MAX_REMEMBERED_WORDS = 4_000;

interface LoadedFont {
  readonly font: Font;
  readonly glyphs: Map<number, Glyph>;
  readonly words: Map<string, GlyphRun>;
}

const loaded = new Map<Weight, LoadedFont>();

/** The font as the PDF writer embeds it. */
export const fontOf = (weight: Weight): Font => load(weight).font;

/** Whether the typeface has every character of the text. */
export function hasCharacters(text: string): boolean {
  const font = fontOf('regular');
  return Array.from(text).every((character) =>
    font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0),
  );
}

/** The glyphs of a line of text. */
export function shape(weight: Weight, text: string): GlyphRun {
  const glyphs: PlacedGlyph[] = [];
  let advance = 0;
  let top = 0;
  let bottom = 0;
  for (const word of wordsOf(text)) {
    const run = shapeWord(weight, word);
    for (const placed of run.glyphs) glyphs.push({ ...placed, x: placed.x + advance });
    advance += run.advance;
    top = Math.max(top, run.top);
    bottom = Math.min(bottom, run.bottom);
  }
  return { glyphs, advance, top, bottom };
}

/** Length of a line of text, in font units. */
export const advanceOf = (weight: Weight, text: string): number =>
  wordsOf(text).reduce((sum, word) => sum + shapeWord(weight, word).advance, 0);

const wordsOf = (text: string): readonly string[] => text.match(/[^ ]* |[^ ]+$/g) ?? [];

function shapeWord(weight: Weight, word: string): GlyphRun {
  const { font, glyphs, words } = load(weight);
  const known = words.get(word);
  if (known) return known;
  const run = font.layout(word);
  let advance = 0;
  const placed = run.positions.map((position, i) => {
    const glyph = remember(glyphs, run.glyphs[i]!);
    const at = { glyph, x: advance + position.xOffset, y: position.yOffset };
    advance += position.xAdvance;
    return at;
  });
  const top = Math.max(0, ...placed.map(({ glyph, y }) => glyph.top + y));
  const bottom = Math.min(0, ...placed.map(({ glyph, y }) => glyph.bottom + y));
  if (words.size >= MAX_REMEMBERED_WORDS) words.clear();
  const shaped = { glyphs: placed, advance, top, bottom };
  words.set(word, shaped);
  return shaped;
}

function remember(glyphs: Map<number, Glyph>, { id, path }: FontGlyph): Glyph {
  const known = glyphs.get(id);
  if (known) return known;
  const outline = path.commands as readonly OutlineStep[];
  const box = outline.length === 0 ? { minY: 0, maxY: 0 } : path.bbox;
  const glyph = { id, outline, top: box.maxY, bottom: box.minY };
  glyphs.set(id, glyph);
  return glyph;
}

function load(weight: Weight): LoadedFont {
  const known = loaded.get(weight);
  if (known) return known;
  const { resolve } = createRequire(import.meta.url);
  const file = readFileSync(resolve(`@expo-google-fonts/be-vietnam-pro/${FILES[weight]}`));
  const font = create(file) as Font;
  rememberLayouts(font);
  const entry = { font, glyphs: new Map(), words: new Map() };
  loaded.set(weight, entry);
  return entry;
}

/**
 * Makes a font lay each word out once. The PDF writer asks anew for each file, which took half of its time and
 * made much garbage; it turns the positions that it gets into points, so it gets its own.
 */
function rememberLayouts(font: Font): void {
  const layOut = font.layout.bind(font);
  const known = new Map<string, ReturnType<Font['layout']>>();
  font.layout = (text, features, ...rest) => {
    if (features !== undefined) return layOut(text, features, ...rest);
    const run = known.get(text) ?? layOut(text);
    if (known.size >= MAX_REMEMBERED_WORDS) known.clear();
    known.set(text, run);
    const positions = run.positions.map((position) => ({ ...position }));
    return Object.create(run, { positions: { value: positions } });
  };
}
