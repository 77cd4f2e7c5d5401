/**
 * Codes of other apps, below ours and smaller.
 *
 * @module
 */
import { PosterError } from '../errors.ts';
import type { CompanionCode } from '../poster.ts';
import { chooseCode } from '../qr.ts';
import type { Sheet } from '../sheets.ts';
import { type Languages, qrCode } from './parts.ts';
import { column, NOTHING, overlay, type Piece } from './piece.ts';
import { setText } from './text.ts';

/** Side of a code, and how small its modules may be, on A4. Millimetres. */
const SIDE = 36;
const MIN_MODULE = 0.4;
/** As many places as there may be codes, whether they are taken or not. */
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

/** A line that says what they are, and below it the codes, each with its name beside it. */
export function companionStrip(
  companions: readonly CompanionCode[],
  languages: Languages,
  width: number,
): Piece {
  if (companions.length === 0) return NOTHING;
  const lead = setText(
    languages.map(({ otherApps }) => otherApps).join(' · '),
    { weight: 'semibold', sizePt: 13, colour: 'ink' },
    { width, role: 'paragraph', language: languages[0].language },
  );
  const place = width / PLACES;
  const codes = companions.map(
    (companion, i) => [companionCode(companion, languages, place), { x: i * place, y: 0 }] as const,
  );
  return column([lead, overlay({ width, height: SIDE }, codes)], 1);
}

function companionCode({ label, text }: CompanionCode, languages: Languages, width: number): Piece {
  const [words] = languages;
  const place = { sideMm: SIDE, minModuleMm: MIN_MODULE, what: 'companions' };
  const { matrix } = chooseCode([text], place);
  const code = qrCode(matrix, SIDE, { alt: words.otherAppAlt(label), language: words.language });
  const name = setText(
    label,
    { weight: 'semibold', sizePt: 12, colour: 'ink' },
    {
      width: width - SIDE - 2 * GAP,
      role: 'paragraph',
      language: null,
      fit: { height: SIDE, minPt: LABEL_MIN_PT },
    },
  );
  return overlay({ width, height: SIDE }, [
    [code, { x: 0, y: 0 }],
    [name, { x: SIDE + GAP, y: (SIDE - name.height) / 2 }],
  ]);
}
