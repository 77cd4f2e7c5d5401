/**
 * What tells one poster from another: its zone, number and version.
 *
 * @module
 */
import { localMinute } from '../dates.ts';
import type { Words } from '../language/index.ts';
import type { CheckedContent } from '../poster.ts';
import type { Languages } from './parts.ts';
import { column, type Piece } from './piece.ts';
import { setText, setWords } from './text.ts';

/** Which version this is and of when, and on a line of its own until when it counts. */
export function versionLines(content: CheckedContent, words: Words): string {
  const { codeVersion, issuedAt, expires, timeZone } = content;
  const version = `${words.version(codeVersion)}, ${words.issued(localMinute(issuedAt, timeZone))}`;
  return `${version}\n${words.validUntil(localMinute(expires, timeZone))}`;
}

/** The zone with the word for it, in each language: `Khu vực · Zone: Bàn 5`. */
export const zoneLine = (zone: string, languages: readonly Words[]): string =>
  zone === '' ? '' : `${languages.map((words) => words.zone).join(' · ')}: ${zone}`;

/** Letters of one size in a column. */
export interface SmallStyle {
  readonly width: number;
  readonly sizePt: number;
}

/** Number, version and end of validity, where there is little room. */
export function smallFacts(
  content: CheckedContent,
  languages: Languages,
  { width, sizePt }: SmallStyle,
): Piece {
  const plain = { weight: 'regular', sizePt, colour: 'muted' } as const;
  const strong = { weight: 'semibold', sizePt: sizePt * 1.25, colour: 'ink' } as const;
  const gap = sizePt / 6;
  const both = { width, role: 'paragraph', styles: [plain, plain], gap } as const;
  const fit = { height: sizePt / 1.6, minPt: 4 };
  return column(
    [
      setWords(languages, (words) => words.venueNumber, { ...both, gap: gap / 3 }),
      setText(content.venueNumber, strong, { width, role: 'paragraph', language: null, fit }),
      setWords(languages, (words) => versionLines(content, words), both),
    ],
    1.3 * gap,
  );
}

/** Room for five lines of the smallest letters. Millimetres. */
const ZONE_HEIGHT = 9;
const ZONE_MIN_PT = 4;

/** The zone with the word for it, in the accent colour. */
export function zoneText(zone: string, languages: Languages, { width, sizePt }: SmallStyle): Piece {
  const style = { weight: 'extrabold', sizePt, colour: 'accent' } as const;
  const fit = {
    height: Math.max(0.85 * sizePt, ZONE_HEIGHT),
    minPt: Math.min(sizePt, ZONE_MIN_PT),
  };
  return setText(zoneLine(zone, languages), style, {
    width,
    role: 'paragraph',
    language: null,
    fit,
  });
}
