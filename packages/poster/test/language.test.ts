import { describe, expect, it } from 'vitest';
import { COLOURS, hexOf, type Rgb } from '../src/colours.ts';
import { localMinute } from '../src/dates.ts';
import { PosterError } from '../src/errors.ts';
import { hasCharacters } from '../src/fonts.ts';
import { type PosterLanguage, type Words, wordsIn } from '../src/language/index.ts';

const AT = localMinute(1_791_000_000, 'Asia/Ho_Chi_Minh');

const textsOf = (words: Words): readonly string[] =>
  Object.values(words).flatMap((value: unknown) => {
    if (typeof value === 'function') return [];
    return Array.isArray(value) ? (value as string[]) : [value as string];
  });

describe('languages', () => {
  it('puts Vietnamese before English', () => {
    expect(wordsIn('both').map(({ language }) => language)).toEqual(['vi', 'en']);
  });

  it('has only letters that the typeface has, composed', () => {
    for (const words of wordsIn('both')) {
      const texts = [...textsOf(words), words.title('A'), words.version(1), words.issued(AT)];
      for (const text of [...texts, words.validUntil(AT), words.otherAppAlt('A')]) {
        expect(hasCharacters(text), text).toBe(true);
        expect(text).toBe(text.normalize('NFC'));
      }
    }
  });

  it('writes dates as they are written there', () => {
    const [vi, en] = wordsIn('both');
    expect(vi.validUntil(AT)).toBe('Có hiệu lực đến\u00a011:00 ngày\u00a003/10/2026');
    expect(en?.validUntil(AT)).toBe('Valid until 3\u00a0October\u00a02026, 11:00');
  });

  it('knows the clock of the venue', () => {
    expect(localMinute(0, 'Asia/Ho_Chi_Minh')).toEqual({
      year: 1970,
      month: 1,
      day: 1,
      hour: 8,
      minute: 0,
    });
    expect(localMinute(0, 'America/New_York')).toEqual({
      year: 1969,
      month: 12,
      day: 31,
      hour: 19,
      minute: 0,
    });
  });

  it('refuses others', () => {
    for (const language of ['fr', '', 'toString'])
      expect(() => wordsIn(language as PosterLanguage)).toThrow(PosterError);
  });
});

describe('colours', () => {
  it.each(['ink', 'muted', 'accent'] as const)('sets %s off from paper by 7:1', (colour) => {
    expect(contrast(COLOURS[colour], COLOURS.paper)).toBeGreaterThanOrEqual(7);
  });

  it('keeps the contrast on a printer without colours', () => {
    for (const colour of ['ink', 'muted', 'accent'] as const) {
      const grey = Math.round(255 * toSrgb(luminance(COLOURS[colour])));
      expect(contrast([grey, grey, grey], COLOURS.paper)).toBeGreaterThanOrEqual(7);
    }
  });

  it('knows contrast', () => {
    expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21);
    expect(hexOf('paper')).toBe('#ffffff');
  });
});

/** WCAG 2.2, contrast ratio. */
function contrast(a: Rgb, b: Rgb): number {
  const [dark, light] = [luminance(a), luminance(b)].toSorted((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const toSrgb = (linear: number): number =>
  linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055;
