/**
 * The foot of a poster for walls: help on the left, facts on the right, under a thin line.
 *
 * @module
 */
import { marksOf, PT_PER_MM } from '../drawing.ts';
import type { CheckedContent } from '../poster.ts';
import { type SmallStyle, versionLines } from './facts.ts';
import { box, type Languages } from './parts.ts';
import { column, overlay, type Piece } from './piece.ts';
import { type BilingualBox, setText, setWords } from './text.ts';

/** Between the columns, and between the line and what is under it. Millimetres. */
const GUTTER = 5;
const TOP = 5;
const RULE = { height: 0.35, radius: 0, colour: 'rule' } as const;
/** Between the languages of a paragraph, between paragraphs, and below a label. Millimetres. */
const GAP = { languages: 2, paragraphs: 3.2, label: 1.6 };

/** How the foot is set. */
export interface FooterStyle extends SmallStyle {
  /** The smallest letters that may be. */
  readonly minPt: number;
}

/** Both columns begin on one line. */
export function footer(content: CheckedContent, languages: Languages, style: FooterStyle): Piece {
  const { width } = style;
  const half = { ...style, width: (width - GUTTER) / 2 };
  const columns = [help(content, languages, half), facts(content, languages, half)];
  const baseline = TOP + Math.max(...columns.map(firstBaseline));
  const placed = columns.map((piece, i) => {
    const y = baseline - firstBaseline(piece);
    return [piece, { x: i * (half.width + GUTTER), y }] as const;
  });
  const height = Math.max(...placed.map(([piece, { y }]) => y + piece.height));
  return overlay({ width, height }, [[box({ ...RULE, width }), { x: 0, y: 0 }], ...placed]);
}

/** The line that the first letters of a piece stand on. */
const firstBaseline = ({ blocks }: Piece): number =>
  marksOf(blocks).find(({ kind }) => kind === 'text')?.y ?? 0;

/** Height for the contact, in em: three lines, or as many as the widest letters take at their smallest. */
const CONTACT_EM = 4;
const CONTACT_MIN_EM = 7.5;

/** Who has no phone, and whom to tell when something is wrong. */
function help(content: CheckedContent, languages: Languages, style: FooterStyle): Piece {
  const { width, sizePt, minPt } = style;
  const noPhone = setWords(languages, (words) => words.noPhone, plain(style));
  if (content.contact === '') return noPhone;
  const lead = setWords(languages, (words) => words.contact, { ...plain(style), gap: 0.8 });
  const height = Math.max(CONTACT_EM * sizePt, CONTACT_MIN_EM * minPt) / PT_PER_MM;
  const whom = setText(
    content.contact,
    { weight: 'semibold', sizePt: sizePt * 1.1, colour: 'ink' },
    { width, role: 'paragraph', language: null, fit: { height, minPt } },
  );
  return column([noPhone, column([lead, whom], GAP.label)], GAP.paragraphs);
}

/** Number, version and end of validity. */
function facts(content: CheckedContent, languages: Languages, style: SmallStyle): Piece {
  const { width, sizePt } = style;
  const label = setText(
    languages.map(({ venueNumber }) => venueNumber).join(' · '),
    { weight: 'regular', sizePt, colour: 'muted' },
    { width, role: 'paragraph', language: languages[0].language },
  );
  const number = setText(
    content.venueNumber,
    { weight: 'semibold', sizePt: sizePt * 1.6, colour: 'ink' },
    { width, role: 'paragraph', language: null },
  );
  const version = setWords(languages, (words) => versionLines(content, words), plain(style));
  return column([column([label, number], GAP.label), version], GAP.paragraphs);
}

/** The same letters for every language. */
function plain({ width, sizePt }: SmallStyle): BilingualBox {
  const style = { weight: 'regular', sizePt, colour: 'muted' } as const;
  return { width, role: 'paragraph', styles: [style, style], gap: GAP.languages };
}
