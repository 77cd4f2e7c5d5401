/**
 * Codes of other apps, below ours and smaller: three places side by side. The words that say what they
 * are take the places that no code takes, and stand above where there is none left.
 *
 * @module
 */
import { QUIET_ZONE_MODULES } from '@waypost/core/venue-code';
import { PosterError } from '../errors.ts';
import type { CompanionCode } from '../poster.ts';
import { chooseCode, modulesAcross } from '../qr.ts';
import type { Sheet } from '../sheets.ts';
import { type Languages, qrCode } from './parts.ts';
import { column, NOTHING, overlay, type Piece } from './piece.ts';
import { setText, setWords } from './text.ts';

/** Side of a code, and how small its modules may be, on A4. Millimetres. */
const SIDE = 36;
const MIN_MODULE = 0.4;
const PLACES = 3;
const GAP = 2;
const LABEL_MIN_PT = 6;

/** @throws {@link PosterError} `COMPANIONS_UNFIT` when there are codes, and no room for them. */
export function assertRoomForCompanions(companions: readonly CompanionCode[], sheet: Sheet): void {
  if (companions.length === 0 || sheet.companions) return;
  throw new PosterError(
    'COMPANIONS_UNFIT',
    'companions',
    'codes of other apps have room on A3 and A4 only',
  );
}

/** What the codes are for, and the codes, each with its name beside it. */
export function companionStrip(
  companions: readonly CompanionCode[],
  languages: Languages,
  width: number,
): Piece {
  if (companions.length === 0) return NOTHING;
  const place = width / PLACES;
  const free = PLACES - companions.length;
  const codes = companions.map((companion, i) => {
    const code = companionCode(companion, languages, place);
    return [code, { x: (free + i) * place, y: 0 }] as const;
  });
  const size = { width, height: SIDE };
  if (free === 0) return column([leadAbove(languages, width), overlay(size, codes)], 1);
  const lead = leadBeside(languages, free * place - GAP);
  return overlay(size, [[lead, { x: 0, y: (SIDE - lead.height) / 2 }], ...codes]);
}

const leadAbove = (languages: Languages, width: number): Piece =>
  setText(
    languages.map(({ otherApps }) => otherApps).join(' · '),
    { weight: 'semibold', sizePt: 13, colour: 'ink' },
    { width, role: 'paragraph', language: languages[0].language },
  );

const leadBeside = (languages: Languages, width: number): Piece =>
  setWords(languages, ({ otherApps }) => otherApps, {
    width,
    role: 'paragraph',
    styles: [
      { weight: 'semibold', sizePt: 18, colour: 'ink' },
      { weight: 'regular', sizePt: 13, colour: 'muted' },
    ],
    gap: 1.6,
  });

/** Its modules begin at the left edge: the quiet zone lies before it, where nothing else is. */
function companionCode({ label, text }: CompanionCode, languages: Languages, width: number): Piece {
  const [words] = languages;
  const place = { sideMm: SIDE, minModuleMm: MIN_MODULE, what: 'companions' };
  const { matrix } = chooseCode([text], place);
  const code = qrCode(matrix, SIDE, { alt: words.otherAppAlt(label), language: words.language });
  const quiet = (QUIET_ZONE_MODULES * SIDE) / modulesAcross(matrix);
  const name = setText(
    label,
    { weight: 'semibold', sizePt: 12, colour: 'ink' },
    {
      width: width - SIDE - GAP,
      role: 'paragraph',
      language: null,
      fit: { height: SIDE, minPt: LABEL_MIN_PT },
    },
  );
  return overlay({ width, height: SIDE }, [
    [code, { x: -quiet, y: 0 }],
    [name, { x: SIDE - quiet, y: (SIDE - name.height) / 2 }],
  ]);
}
