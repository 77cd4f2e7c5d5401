/**
 * What a poster can be printed on.
 *
 * @module
 */
import { PosterError } from './errors.ts';

/** `card`: for a table, 90 x 90 mm. `sticker`: 85 x 54 mm. `cards`: A4 with six cards to cut out. */
export type SheetSize = 'a3' | 'a4' | 'a5' | 'a6' | 'card' | 'sticker' | 'cards';

/** A size of paper and what holds for it. Lengths in millimetres. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  /** Nothing is drawn nearer to the edge: printers cannot, and scissors are not exact. */
  readonly margin: number;
  /**
   * Smallest module of a code. A phone's camera tells modules apart up to about 500 times their size:
   * 0.5 mm at 25 cm, 1.2 mm at 60 cm.
   */
  readonly minModule: number;
  /** How many posters one page holds. */
  readonly perPage: number;
  /** Whether codes of other apps have room. */
  readonly companions: boolean;
}

/** Every size. */
export const SHEETS: Readonly<Record<SheetSize, Sheet>> = {
  a3: { width: 297, height: 420, margin: 10, minModule: 1.2, perPage: 1, companions: true },
  a4: { width: 210, height: 297, margin: 10, minModule: 0.8, perPage: 1, companions: true },
  a5: { width: 148, height: 210, margin: 7, minModule: 0.6, perPage: 1, companions: false },
  a6: { width: 105, height: 148, margin: 5, minModule: 0.5, perPage: 1, companions: false },
  card: { width: 90, height: 90, margin: 4, minModule: 0.5, perPage: 1, companions: false },
  sticker: { width: 85, height: 54, margin: 3, minModule: 0.5, perPage: 1, companions: false },
  cards: { width: 210, height: 297, margin: 4, minModule: 0.5, perPage: 6, companions: false },
};

/** @throws {@link PosterError} `OPTION_INVALID`. */
export function sheetOf(size: SheetSize): Sheet {
  if (!Object.hasOwn(SHEETS, size))
    throw new PosterError(
      'OPTION_INVALID',
      'size',
      `size must be one of ${Object.keys(SHEETS).join(', ')}`,
    );
  return SHEETS[size];
}
