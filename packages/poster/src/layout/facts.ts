import { localMinute } from '../dates.ts';
import type { Words } from '../language/index.ts';
import type { CheckedContent } from '../poster.ts';
import type { Languages } from './parts.ts';
import { column, type Piece } from './piece.ts';
import { setText, setWords } from './text.ts';

/** Which version this is, and of when. */
export const versionLine = (content: CheckedContent, words: Words): string =>
  `${words.version(content.codeVersion)}, ${words.issued(localMinute(content.issuedAt, content.timeZone))}`;

/** Until when it counts. */
export const validityLine = (content: CheckedContent, words: Words): string =>
  words.validUntil(localMinute(content.expires, content.timeZone));

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
  const own = { width, role: 'paragraph', language: null } as const;
  const gap = sizePt / 12;
  const styles = [plain, plain] as const;
  const both = { width, role: 'paragraph', styles, gap } as const;
  return column(
    [
      setWords(languages, (words) => words.venueNumber, both),
      setText(content.venueNumber, strong, { ...own, fit: { height: sizePt / 1.6, minPt: 4 } }),
      setWords(languages, (words) => versionLine(content, words), both),
      setWords(languages, (words) => validityLine(content, words), both),
    ],
    2 * gap,
  );
}

/** The zone with the word for it, in the accent colour. */
export const zoneText = (
  zone: string,
  languages: Languages,
  { width, sizePt }: SmallStyle,
): Piece =>
  setText(
    zoneLine(zone, languages),
    { weight: 'extrabold', sizePt, colour: 'accent' },
    {
      width,
      role: 'paragraph',
      language: null,
      fit: { height: Math.max(0.85 * sizePt, ZONE_HEIGHT), minPt: Math.min(sizePt, ZONE_MIN_PT) },
    },
  );

/** Room for five lines of the smallest letters. */
const ZONE_HEIGHT = 9;
const ZONE_MIN_PT = 4;
