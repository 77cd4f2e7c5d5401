/**
 * The foot of a poster for walls: help on the left, facts on the right, under a thin line.
 *
 * @module
 */
import { marksOf, PT_PER_MM } from '../drawing.ts';
import type { Words } from '../language/index.ts';
import type { CheckedContent } from '../poster.ts';
import { type SmallStyle, validityLine, versionLine } from './facts.ts';
import { box, type Languages } from './parts.ts';
import { column, overlay, type Piece } from './piece.ts';
import { setText, setWords } from './text.ts';

const GAP = 5;
const TOP = 5;
const RULE = { height: 0.35, radius: 0, colour: 'rule' } as const;

/** How the foot is set. */
export interface FooterStyle extends SmallStyle {
  /** The smallest letters that may be. */
  readonly minPt: number;
}

/** Both columns begin on one line. */
export function footer(content: CheckedContent, languages: Languages, style: FooterStyle): Piece {
  const { width } = style;
  const half = { ...style, width: (width - GAP) / 2 };
  const left = help(content, languages, half);
  const right = facts(content, languages, half);
  const line = Math.max(firstLine(left), firstLine(right));
  const leftTop = TOP + line - firstLine(left);
  const rightTop = TOP + line - firstLine(right);
  const height = Math.max(leftTop + left.height, rightTop + right.height);
  return overlay({ width, height }, [
    [box({ ...RULE, width }), { x: 0, y: 0 }],
    [left, { x: 0, y: leftTop }],
    [right, { x: width - half.width, y: rightTop }],
  ]);
}

/** The line that the first letters of a piece stand on. */
const firstLine = ({ blocks }: Piece): number =>
  marksOf(blocks).find(({ kind }) => kind === 'text')?.y ?? 0;

/** Who has no phone, and whom to tell when something is wrong. */
function help(
  { contact }: CheckedContent,
  languages: Languages,
  { width, sizePt, minPt }: FooterStyle,
): Piece {
  const lines = notes({ width, sizePt });
  const noPhone = setWords(languages, (words) => words.noPhone, lines);
  if (contact === '') return noPhone;
  const lead = setWords(languages, (words) => words.contact, lines);
  const height = Math.max(CONTACT_EM * sizePt, CONTACT_MIN_EM * minPt) / PT_PER_MM;
  const own = { width, role: 'paragraph', language: null, fit: { height, minPt } } as const;
  const strong = { weight: 'semibold', sizePt: sizePt * 1.1, colour: 'ink' } as const;
  const whom = setText(contact, strong, own);
  return column([noPhone, column([lead, whom], 0.8)], 2);
}

/** Height for the contact, in em: three lines, or as many as the widest letters take at their smallest. */
const CONTACT_EM = 4;
const CONTACT_MIN_EM = 7.5;

/** Number, version and end of validity. */
function facts(
  content: CheckedContent,
  languages: Languages,
  { width, sizePt }: FooterStyle,
): Piece {
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
  const lines = notes({ width, sizePt });
  const version = (words: Words): Piece =>
    column(
      [
        setWords([words], () => versionLine(content, words), lines),
        setWords([words], () => validityLine(content, words), lines),
      ],
      lines.gap,
    );
  return column([column([label, number], 0.8), column(languages.map(version), lines.gap)], 2);
}

/** How all languages of the foot are set. */
function notes({ width, sizePt }: SmallStyle) {
  const plain = { weight: 'regular', sizePt, colour: 'muted' } as const;
  return { width, role: 'paragraph', styles: [plain, plain], gap: 0.8 } as const;
}
