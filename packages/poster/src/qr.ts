/**
 * QR codes of venue codes, and the door to `qr`, which makes them many times faster than the library
 * of `@waypost/core/venue-code`. That one is asked only for the one form of text for which it finds a
 * much smaller code.
 *
 * Specification: ISO/IEC 18004.
 *
 * @module
 */
import {
  type QrErrorLevel,
  type QrMatrix,
  QUIET_ZONE_MODULES,
  qrMatrix,
} from '@waypost/core/venue-code';
import { encodeQR } from 'qr';
import { PosterError } from './errors.ts';

/** Longest text that is looked at, in characters. A QR code ends at 2,953 bytes. */
export const CODE_TEXT_MAX_LENGTH = 2_953;

/** A code that fits its place. */
export interface PrintedCode {
  readonly text: string;
  readonly level: QrErrorLevel;
  readonly matrix: QrMatrix;
  /** Side of one module in print. */
  readonly moduleMm: number;
}

/** What is tried, the best first: a strong code of either text before a weak one of the first. */
const CHOICES: readonly (readonly QrErrorLevel[])[] = [['Q', 'M'], ['L']];

const LEVEL_NAMES = { L: 'low', M: 'medium', Q: 'quartile', H: 'high' } as const;

/** What `qr` always draws around a code; the quiet zone is the writers' business. */
const BORDER = 1;

// The compact form with a host: all of it but the `#` is in the alphanumeric set, and `qr` writes a
// text in one piece, as bytes. In two pieces it is 8 modules smaller.
const BASE32_FORM = /^HTTPS:\/\/[A-Z0-9.:-]+\/V#[A-Z2-7~]+$/;

/**
 * QR code of a text, in the smallest version that holds it.
 *
 * @throws {@link PosterError} `CODE_TOO_DENSE` when the text is empty or fits no QR code.
 */
export function codeMatrix(text: string, level: QrErrorLevel = 'M'): QrMatrix {
  const matrix = tryMatrix(text, level);
  if (!matrix) throw new PosterError('CODE_TOO_DENSE', 'codeText', 'codeText fits no QR code');
  return matrix;
}

/** Modules along one side, with the quiet zone. */
export const modulesAcross = ({ size }: QrMatrix): number => size + 2 * QUIET_ZONE_MODULES;

/**
 * The first text whose modules are not smaller in print than a phone can read: with a quarter of the
 * code to spare if that fits (level Q), else with 15 %, and where nothing else fits with 7 %.
 *
 * @param texts - Forms of the same content, the preferred one first.
 * @throws {@link PosterError} `CODE_TOO_DENSE` when none fits.
 */
export function chooseCode(
  texts: readonly string[],
  { sideMm, minModuleMm, what = 'codeText' }: CodePlace,
): PrintedCode {
  for (const levels of CHOICES)
    for (const text of texts)
      for (const level of levels) {
        const matrix = tryMatrix(text, level);
        if (!matrix) continue;
        const moduleMm = sideMm / modulesAcross(matrix);
        if (moduleMm >= minModuleMm) return { text, level, matrix, moduleMm };
      }
  const offer =
    texts.length > 1 || what !== 'codeText'
      ? ''
      : ': give a compactText too, or choose a larger size';
  throw new PosterError(
    'CODE_TOO_DENSE',
    what,
    `${what} makes modules smaller than ${minModuleMm} mm at this size${offer}`,
  );
}

/** What a code must keep to. */
export interface CodePlace {
  /** What the code may take, quiet zone included. */
  readonly sideMm: number;
  readonly minModuleMm: number;
  /** The field to blame when it does not fit; left out, `codeText`. */
  readonly what?: string;
}

function tryMatrix(text: string, level: QrErrorLevel): QrMatrix | null {
  if (text === '' || text.length > CODE_TEXT_MAX_LENGTH) return null;
  try {
    if (BASE32_FORM.test(text)) return qrMatrix(text, { errorLevel: level });
    return toMatrix(encodeQR(text, 'raw', { ecc: LEVEL_NAMES[level], border: BORDER }));
  } catch {
    // Both libraries throw for a text that is too long, and for nothing else.
    return null;
  }
}

function toMatrix(rows: readonly (readonly boolean[])[]): QrMatrix {
  const size = rows.length - 2 * BORDER;
  const modules = new Uint8Array(size * size);
  let at = 0;
  for (let y = BORDER; y < BORDER + size; y++) {
    const row = rows[y]!;
    for (let x = BORDER; x < BORDER + size; x++) modules[at++] = Number(row[x]);
  }
  return { size, modules };
}

/**
 * Calls `use` for each run of dark modules, row by row: with column and row of its first module, from
 * the top left without the quiet zone, and how many they are. No object is made for any of them.
 */
export function eachDarkRun(
  { size, modules }: QrMatrix,
  use: (x: number, y: number, length: number) => void,
): void {
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const start = x;
      while (x < size && modules[y * size + x] === 1) x++;
      if (x > start) use(start, y, x - start);
    }
}
