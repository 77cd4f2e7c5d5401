/**
 * A card for a table, 90 x 90 mm: the headline; the code, with zone, short steps and facts beside it;
 * name and address below. The code takes the room that the rest leaves.
 *
 * @module
 */
import type { Drawing } from '../drawing.ts';
import type { CheckedContent } from '../poster.ts';
import { chooseCode } from '../qr.ts';
import type { Sheet } from '../sheets.ts';
import { smallFacts, zoneText } from './facts.ts';
import { drawingOf, type Languages, panel, qrCode } from './parts.ts';
import { at, column, overlay, type Piece } from './piece.ts';
import { numberedSteps } from './steps.ts';
import { setText, setWords, shrinkToFit } from './text.ts';

const GAP = 2;
/** Where text begins; about where the modules of the code do. */
const PADDING = 2.4;
/** Least width of what stands beside the code. */
const ASIDE_WIDTH = 26;
const MIN_PT = 4.5;

/** One card on one page. */
export function layoutCard(content: CheckedContent, sheet: Sheet, languages: Languages): Drawing {
  const card = cardPiece(content, sheet, languages);
  const blocks = at(card, { x: sheet.margin, y: sheet.margin });
  return drawingOf(blocks, { content, sheet, languages });
}

/** A card without its margin. */
export function cardPiece(content: CheckedContent, sheet: Sheet, languages: Languages): Piece {
  const width = sheet.width - 2 * sheet.margin;
  const height = sheet.height - 2 * sheet.margin;
  const head = header(languages, width);
  const foot = venueBlock(content, languages, width - PADDING);
  const side = Math.min(height - head.height - foot.height - 2 * GAP, width - ASIDE_WIDTH - GAP);
  const place = { sideMm: side, minModuleMm: sheet.minModule };
  const { matrix } = chooseCode(content.codeTexts, place);
  const { codeAlt: alt, language } = languages[0];
  const beside = aside(content, { languages, width: width - side - GAP, height: side - 2 * GAP });
  const top = head.height + (height - head.height - foot.height - side) / 2;
  return overlay({ width, height }, [
    [head, { x: 0, y: 0 }],
    [qrCode(matrix, side, { alt, language }), { x: 0, y: top }],
    [beside, { x: side + GAP, y: top + (side - beside.height) / 2 }],
    [foot, { x: PADDING, y: height - foot.height }],
  ]);
}

function header(languages: Languages, width: number): Piece {
  const styles = [
    { weight: 'extrabold', sizePt: 17, colour: 'paper' },
    { weight: 'medium', sizePt: 9.5, colour: 'paper' },
  ] as const;
  const words = setWords(languages, ({ headline }) => headline, {
    width: width - 2 * PADDING,
    role: 'heading',
    styles,
    gap: 0.8,
  });
  return panel(words, width, { padding: [PADDING, 2.4], radius: 2 });
}

function venueBlock(content: CheckedContent, languages: Languages, width: number): Piece {
  const [{ language, contact: lead }] = languages;
  const { name, address, contact } = content;
  const title = { weight: 'extrabold', sizePt: 13, colour: 'ink' } as const;
  const plain = (sizePt: number) => ({ weight: 'regular', sizePt, colour: 'muted' }) as const;
  const line = { width, role: 'paragraph', fit: { height: 5.6, minPt: MIN_PT } } as const;
  const names = { ...line, language: null };
  return column(
    [
      setText(name, title, {
        ...names,
        role: 'subheading',
        fit: { height: 8.6, minPt: MIN_PT },
      }),
      setText(address, plain(7), names),
      setText(contact === '' ? '' : `${lead} ${contact}`, plain(5.5), { ...line, language }),
    ],
    0.9,
  );
}

/** The room beside the code. */
interface Aside {
  readonly languages: Languages;
  readonly width: number;
  readonly height: number;
}

function aside(content: CheckedContent, { languages, width, height }: Aside): Piece {
  const firstPt = 9.5;
  const make = (scale: number): Piece => {
    const sizePt = firstPt * scale;
    const styles = [
      { weight: 'semibold', sizePt, colour: 'ink' },
      { weight: 'regular', sizePt: Math.max(sizePt * 0.78, MIN_PT), colour: 'muted' },
    ] as const;
    const steps = numberedSteps(languages, (words) => words.shortSteps, {
      width,
      badge: 6 * scale,
      styles,
      gap: 0.6,
      stepGap: 2.6 * scale,
    });
    const facts = smallFacts(content, languages, { width, sizePt: Math.max(6 * scale, MIN_PT) });
    return column([zoneText(content.zone, languages, { width, sizePt }), steps, facts], 4 * scale);
  };
  return shrinkToFit(make, { height, minScale: MIN_PT / firstPt });
}
