/**
 * A sticker, 85 x 54 mm: the code, and beside it the headline, the venue and the facts.
 *
 * @module
 */
import type { Drawing } from '../drawing.ts';
import type { CheckedContent } from '../poster.ts';
import { chooseCode } from '../qr.ts';
import type { Sheet } from '../sheets.ts';
import { smallFacts, zoneText } from './facts.ts';
import { drawingOf, type Languages, qrCode } from './parts.ts';
import { column, overlay, type Piece } from './piece.ts';
import { setText, setWords, shrinkToFit } from './text.ts';

const GAP = 1;
const MIN_PT = 3.5;
const NAME_HEIGHT = 14;
const ADDRESS_HEIGHT = 9;
const FACTS_PT = 5.5;

/** One sticker on one page. */
export function layoutSticker(
  content: CheckedContent,
  sheet: Sheet,
  languages: Languages,
): Drawing {
  const { width, height, margin, minModule } = sheet;
  const side = height - 2 * margin;
  const { matrix } = chooseCode(content.codeTexts, { sideMm: side, minModuleMm: minModule });
  const { codeAlt: alt, language } = languages[0];
  const x = margin + side + GAP;
  const make = (scale: number): Piece =>
    words(content, languages, { width: width - margin - x, scale });
  const text = shrinkToFit(make, { height: side, minScale: MIN_PT / FACTS_PT });
  const { blocks } = overlay(sheet, [
    [qrCode(matrix, side, { alt, language }), { x: margin, y: margin }],
    [text, { x, y: margin + (side - text.height) / 2 }],
  ]);
  return drawingOf(blocks, { content, sheet, languages });
}

/** How the words beside the code are set. */
interface WordsStyle {
  readonly width: number;
  readonly scale: number;
}

function words(content: CheckedContent, languages: Languages, { width, scale }: WordsStyle): Piece {
  const headline = setWords(languages, (language) => language.headline, {
    width,
    role: 'heading',
    styles: [
      { weight: 'extrabold', sizePt: 13 * scale, colour: 'accent' },
      { weight: 'semibold', sizePt: 8 * scale, colour: 'accent' },
    ],
    gap: 0.8 * scale,
  });
  const names = { width, language: null } as const;
  const name = setText(
    content.name,
    { weight: 'extrabold', sizePt: 9 * scale, colour: 'ink' },
    { ...names, role: 'subheading', fit: { height: NAME_HEIGHT, minPt: MIN_PT } },
  );
  const address = setText(
    content.address,
    { weight: 'regular', sizePt: 6 * scale, colour: 'muted' },
    { ...names, role: 'paragraph', fit: { height: ADDRESS_HEIGHT, minPt: MIN_PT } },
  );
  const zone = zoneText(content.zone, languages, { width, sizePt: 7.5 * scale });
  const facts = smallFacts(content, languages, { width, sizePt: FACTS_PT * scale });
  return column([headline, column([name, address, zone], 1.1 * scale), facts], 2.8 * scale);
}
