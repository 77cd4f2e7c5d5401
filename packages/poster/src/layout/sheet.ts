/**
 * Posters for walls: A3 to A6. Drawn on A4, and enlarged or reduced to the sheet.
 *
 * From top to bottom: the headline on a panel of colour; name, address and zone; the code with three
 * steps beside it, in a frame; codes of other apps; help and facts. The code takes the room that the
 * rest leaves; where that is little, headline and name become smaller.
 *
 * @module
 */
import { type Drawing, PT_PER_MM } from '../drawing.ts';
import type { CheckedContent } from '../poster.ts';
import { chooseCode } from '../qr.ts';
import type { Sheet } from '../sheets.ts';
import { companionStrip } from './companions.ts';
import { zoneLine } from './facts.ts';
import { footer } from './footer.ts';
import { drawingOf, framed, type Languages, panel, qrCode } from './parts.ts';
import { at, column, NOTHING, overlay, type Piece } from './piece.ts';
import { numberedSteps } from './steps.ts';
import { setText, setWords, shrinkToFit } from './text.ts';

/** A4 without its margin. */
const WIDTH = 190;
const HEIGHT = 277;
/** How far inside panel and frame text begins; about where the modules of the code do. */
const PADDING = 8;
const TEXT_WIDTH = WIDTH - 2 * PADDING;
const RADIUS = 5;
const FRAME = { padding: [4, 4], radius: RADIUS, line: 0.8 } as const;
const STEPS_WIDTH = 64;
/** Between the quiet zone of the code and the steps. */
const STEPS_GAP = 4;
/** Most that the code takes, and what it has before headline and name become smaller for it. */
const CODE_MAX = WIDTH - FRAME.padding[0] - STEPS_GAP - STEPS_WIDTH - PADDING;
const CODE_WANTED = 92;
/** Least space between the parts. */
const GAP = { roomy: 8, tight: 5.5 };
/** No letters are printed smaller than this. */
const SMALLEST_PT = 6;

/** What all parts of a poster are made of. */
interface Poster {
  readonly content: CheckedContent;
  readonly languages: Languages;
  /** The smallest letters and modules, as they are on A4. */
  readonly minPt: number;
  readonly minModule: number;
  /** Whether headline and name are to leave more room. */
  readonly tight: boolean;
}

/** One poster on one page. */
export function layoutSheet(content: CheckedContent, sheet: Sheet, languages: Languages): Drawing {
  const { width, height, margin } = sheet;
  const scale = Math.min((width - 2 * margin) / WIDTH, (height - 2 * margin) / HEIGHT);
  const [minPt, minModule] = [SMALLEST_PT / scale, sheet.minModule / scale];
  const piece = onA4({ content, languages, minPt, minModule, tight: false });
  // The A series keeps its proportions but for margins: what is left goes to both sides.
  const x = (width - WIDTH * scale) / 2;
  const y = (height - HEIGHT * scale) / 2;
  return drawingOf(at(piece, { x, y, scale }), { content, sheet, languages });
}

function onA4(poster: Poster): Piece {
  const { content, languages, minPt, tight } = poster;
  const head = headline(poster);
  const plate = venuePlate(poster);
  const others = companionStrip(content.companions, languages, TEXT_WIDTH);
  const sizePt = Math.max(languages.length > 1 ? 10.5 : 12, minPt);
  const foot = footer(content, languages, { width: TEXT_WIDTH, sizePt, minPt });
  const rest = [head, plate, others, foot].filter(({ height }) => height > 0);
  const least = tight ? GAP.tight : GAP.roomy;
  const taken = rest.reduce((sum, { height }) => sum + height + least, 0);
  const free = HEIGHT - taken - 2 * FRAME.padding[1];
  if (free < CODE_WANTED && !tight) return onA4({ ...poster, tight: true });
  const code = codeAndSteps(poster, Math.min(CODE_MAX, free));
  // What the code does not take either goes into the gaps.
  const gap = least + (HEIGHT - taken - code.height) / rest.length;
  return column([head, inset(plate), code, inset(others), inset(foot)], gap);
}

/** In line with the text of the panel. */
const inset = (piece: Piece): Piece =>
  piece.height === 0
    ? NOTHING
    : overlay({ width: WIDTH, height: piece.height }, [[piece, { x: PADDING, y: 0 }]]);

/** One language spans the panel. */
function headline({ languages, tight }: Poster): Piece {
  const firstPt = tight ? 36 : languages.length > 1 ? 44 : 48;
  const words = setWords(languages, (language) => language.headline, {
    width: TEXT_WIDTH,
    role: 'heading',
    styles: [
      { weight: 'extrabold', sizePt: firstPt, colour: 'paper' },
      { weight: 'medium', sizePt: firstPt * 0.54, colour: 'paper' },
    ],
    gap: firstPt / 18,
    // One line.
    fit: { height: (1.4 * firstPt) / PT_PER_MM, minPt: firstPt / 2 },
  });
  return panel(words, WIDTH, { padding: [PADDING, tight ? 6 : PADDING], radius: RADIUS });
}

/** Name, address and zone. */
function venuePlate({ content, languages, minPt, tight }: Poster): Piece {
  const own = { width: TEXT_WIDTH, language: null } as const;
  // However wide its letters, the longest text keeps within four lines of the smallest ones.
  const least = (5.6 * minPt) / PT_PER_MM;
  const name = setText(
    content.name,
    { weight: 'extrabold', sizePt: 30, colour: 'ink' },
    { ...own, role: 'subheading', fit: { height: Math.max(tight ? 14.5 : 26, least), minPt } },
  );
  const address = setText(
    content.address,
    { weight: 'regular', sizePt: 16, colour: 'muted' },
    { ...own, role: 'paragraph', fit: { height: Math.max(8, least), minPt } },
  );
  return column([name, address, zonePill(content.zone, languages, minPt)], tight ? 3 : 3.5);
}

/** The zone on a ground of colour, as wide as its text. */
function zonePill(zone: string, languages: Languages, minPt: number): Piece {
  if (zone === '') return NOTHING;
  const padding = [3.5, 2] as const;
  const text = setText(
    zoneLine(zone, languages),
    { weight: 'semibold', sizePt: 16, colour: 'paper' },
    {
      width: TEXT_WIDTH - 2 * padding[0],
      role: 'paragraph',
      language: null,
      fit: { height: Math.max(8, (4.2 * minPt) / PT_PER_MM), minPt },
    },
  );
  return panel(text, text.width + 2 * padding[0], { padding, radius: 2 });
}

/** The code of the given side, and the steps in the room beside it. */
function codeAndSteps(poster: Poster, side: number): Piece {
  const { content, languages, minModule } = poster;
  const place = { sideMm: side, minModuleMm: minModule };
  const { matrix } = chooseCode(content.codeTexts, place);
  const { codeAlt: alt, language } = languages[0];
  const width = WIDTH - FRAME.padding[0] - side - STEPS_GAP - PADDING;
  const steps = stepsBeside(poster, width, side - PADDING);
  const inside = { width: WIDTH - 2 * FRAME.padding[0], height: side };
  const row = overlay(inside, [
    [qrCode(matrix, side, { alt, language }), { x: 0, y: 0 }],
    [steps, { x: side + STEPS_GAP, y: (side - steps.height) / 2 }],
  ]);
  return framed(row, FRAME);
}

/** The three steps, in letters that keep within the height. */
function stepsBeside({ languages, minPt }: Poster, width: number, height: number): Piece {
  const firstPt = 14.5;
  const make = (scale: number): Piece => {
    const sizePt = firstPt * scale;
    return numberedSteps(languages, (words) => words.steps, {
      width,
      badge: (firstPt / 1.5) * scale,
      styles: [
        { weight: 'semibold', sizePt, colour: 'ink' },
        { weight: 'regular', sizePt: Math.max(sizePt * 0.73, minPt), colour: 'muted' },
      ],
      gap: 1.6 * scale,
      stepGap: 9 * scale,
    });
  };
  return shrinkToFit(make, { height, minScale: minPt / firstPt });
}
