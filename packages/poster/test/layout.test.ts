import { describe, expect, it } from 'vitest';
import { type Block, type Drawing, marksOf, type QrMark } from '../src/drawing.ts';
import { PosterError, type PosterErrorCode } from '../src/errors.ts';
import type { PosterContent } from '../src/poster.ts';
import { type DrawingOptions, posterDrawings } from '../src/poster-drawings.ts';
import { codeMatrix, modulesAcross } from '../src/qr.ts';
import { SHEETS, type SheetSize } from '../src/sheets.ts';
import { venueNumber } from '../src/venue-number.ts';
import { CAFE, COMPANIONS, jwsText, LONGEST } from './support/contents.ts';

const SIZES = Object.keys(SHEETS) as SheetSize[];

const A4: DrawingOptions = { size: 'a4', language: 'both' };

const textOf = ({ blocks }: Drawing): string =>
  marksOf(blocks)
    .flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []))
    .join(' ')
    .replaceAll('\u00a0', ' ');

const codesOf = ({ blocks }: Drawing): readonly QrMark[] =>
  marksOf(blocks).filter((mark): mark is QrMark => mark.kind === 'qr');

const flat = (blocks: readonly Block[]): readonly Block[] =>
  blocks.flatMap((block) => [block, ...flat(block.children)]);

function only(content: PosterContent, options: DrawingOptions): Drawing {
  const [drawing, ...others] = posterDrawings(content, options);
  expect(others).toEqual([]);
  return drawing!;
}

function refusal(
  content: PosterContent,
  options: DrawingOptions,
): [PosterErrorCode, string] | null {
  try {
    posterDrawings(content, options);
    return null;
  } catch (error) {
    if (error instanceof PosterError) return [error.code, error.what];
    throw error;
  }
}

describe('what every poster says', () => {
  it.each(SIZES)('on %s', (size) => {
    const text = textOf(only(CAFE, { size, language: 'both' }));
    const facts = ['Mời quét mã', 'Please scan', CAFE.name, CAFE.address, CAFE.zone];
    const numbers = [
      venueNumber(CAFE.venueId),
      'Phiên bản 3',
      'Version 3',
      '03/10/2026',
      '3 October 2027',
    ];
    for (const part of [...facts, ...numbers]) expect(text).toContain(part);
  });

  it.each(SIZES)('in one language only, on %s', (size) => {
    expect(textOf(only(CAFE, { size, language: 'vi' }))).not.toContain('scan');
    expect(textOf(only(CAFE, { size, language: 'en' }))).not.toContain('Mời');
  });

  it.each(['a3', 'a4', 'a5', 'a6'] as const)(
    'steps, help and an address to write to, on %s',
    (size) => {
      const text = textOf(only(CAFE, { size, language: 'en' }));
      for (const part of ['Scan the code', 'check out', 'No phone?', CAFE.contact!])
        expect(text).toContain(part);
    },
  );

  it('another version is seen', () => {
    const next = { ...CAFE, codeVersion: CAFE.codeVersion + 1 };
    for (const size of SIZES)
      expect(textOf(only(next, { size, language: 'vi' }))).toContain('Phiên bản 4');
  });

  it('the same each time', () => {
    for (const size of SIZES) {
      const options = { size, language: 'both' } as const;
      expect(posterDrawings(CAFE, options)).toEqual(posterDrawings(CAFE, options));
    }
  });
});

describe('reading order', () => {
  it('goes from the headline to the facts', () => {
    const roles = only(CAFE, A4)
      .blocks.map(({ role }) => role)
      .filter((role) => role !== 'decoration');
    expect(roles.slice(0, 7)).toEqual([
      'heading',
      'heading',
      'subheading',
      'paragraph',
      'paragraph',
      'figure',
      'list',
    ]);
  });

  it('has three items in the list, and words for each figure', () => {
    for (const size of SIZES) {
      const blocks = flat(only({ ...CAFE }, { size, language: 'vi' }).blocks);
      if (size !== 'sticker') expect(blocks.filter(({ role }) => role === 'item')).toHaveLength(3);
      for (const block of blocks.filter(({ role }) => role === 'figure'))
        expect(block.alt).toBeTruthy();
    }
  });

  it('says which language a text has', () => {
    const blocks = flat(only(CAFE, A4).blocks);
    const headings = blocks.filter(({ role }) => role === 'heading');
    expect(headings.map(({ language }) => language)).toEqual(['vi', 'en']);
  });
});

describe('codes', () => {
  it('uses the JWS form where it fits, else the compact form', () => {
    const [onA4] = codesOf(only(LONGEST, A4));
    const [onSticker] = codesOf(only(LONGEST, { size: 'sticker', language: 'vi' }));
    const sizes = ['L', 'M', 'Q'] as const;
    const jws = sizes.map((level) => codeMatrix(LONGEST.codeText, level).size);
    expect(jws).toContain(onA4?.matrix.size);
    expect(onSticker!.matrix.size).toBeLessThan(Math.min(...jws));
  });

  it.each(SIZES)('has modules that a phone can read, on %s', (size) => {
    for (const { side, matrix } of codesOf(only(CAFE, { size, language: 'both' })))
      expect(side / modulesAcross(matrix)).toBeGreaterThanOrEqual(SHEETS[size].minModule);
  });

  it('refuses a text that is too dense', () => {
    const long = { ...CAFE, codeText: jwsText(240), compactText: undefined };
    expect(refusal(long, { size: 'sticker', language: 'vi' })).toEqual([
      'CODE_TOO_DENSE',
      'codeText',
    ]);
    expect(refusal({ ...long, codeText: 'a'.repeat(2_900) }, A4)).toEqual([
      'CODE_TOO_DENSE',
      'codeText',
    ]);
  });
});

describe('codes of other apps', () => {
  const withOthers = { ...CAFE, companions: COMPANIONS };

  it('stand on A3 and A4, each with its name', () => {
    for (const size of ['a3', 'a4'] as const) {
      const drawing = only(withOthers, { size, language: 'both' });
      expect(codesOf(drawing)).toHaveLength(4);
      expect(textOf(drawing)).toContain('Corona- Warn- App');
      const alts = flat(drawing.blocks).map(({ alt }) => alt);
      expect(alts).toContain('Mã QR cho ứng dụng PC-Covid');
    }
  });

  it.each([1, 2, 3])('leave no empty place in their row: %i of them', (count) => {
    const companions = COMPANIONS!.slice(0, count);
    const { blocks } = only({ ...CAFE, companions }, { size: 'a4', language: 'vi' });
    const [, ...others] = marksOf(blocks).filter((mark) => mark.kind === 'qr');
    const lead = marksOf(blocks).find(
      (mark) => mark.kind === 'text' && mark.text.startsWith('Dùng'),
    );
    const [first, last] = [others[0]!, others.at(-1)!];
    expect(last.x).toBeGreaterThan(130);
    // Beside the words where they take a place, and below them where none is left.
    if (count < 3) expect(lead!.y).toBeGreaterThan(first.y);
    else expect(lead!.y).toBeLessThan(first.y);
  });

  it('are smaller than ours', () => {
    const [ours, ...others] = codesOf(only({ ...LONGEST, companions: COMPANIONS }, A4));
    for (const { side } of others) expect(side).toBeLessThan(ours!.side);
  });

  it.each(['a5', 'a6', 'card', 'sticker', 'cards'] as const)('are refused on %s', (size) => {
    expect(refusal(withOthers, { size, language: 'vi' })).toEqual([
      'COMPANIONS_UNFIT',
      'companions',
    ]);
  });

  it('are refused when too dense', () => {
    const dense = { ...CAFE, companions: [{ label: 'A', text: 'a'.repeat(1_000) }] };
    expect(refusal(dense, A4)).toEqual(['CODE_TOO_DENSE', 'companions']);
  });
});

describe('several posters', () => {
  const tables = Array.from({ length: 8 }, (_, i) => ({ ...CAFE, zone: `Bàn ${i + 1}` }));

  it('go on pages of their own', () => {
    expect(posterDrawings(tables, A4)).toHaveLength(8);
    expect(posterDrawings([], A4)).toEqual([]);
  });

  it('go on pages of six cards, in order', () => {
    const pages = posterDrawings(tables, { size: 'cards', language: 'vi' });
    expect(pages.map((page) => codesOf(page).length)).toEqual([6, 2]);
    expect(textOf(pages[1]!)).toMatch(/Bàn 7.*Bàn 8/);
    expect(pages[0]!.title).toContain(CAFE.name);
  });

  it('have cut marks where cards meet, and none on a card', () => {
    const [page] = posterDrawings(tables, { size: 'cards', language: 'vi' });
    const lines = marksOf(page!.blocks).filter(
      (mark) => mark.kind === 'rect' && Math.min(mark.width, mark.height) < 0.5,
    );
    // Both ends of three and of four cuts, and two lines for each of twelve crosses.
    expect(lines).toHaveLength(6 + 8 + 24);
  });
});

describe('options', () => {
  it('refuses sizes and languages that there are not', () => {
    expect(refusal(CAFE, { ...A4, size: 'a2' as SheetSize })).toEqual(['OPTION_INVALID', 'size']);
    expect(refusal(CAFE, { ...A4, language: 'fr' as 'vi' })).toEqual([
      'OPTION_INVALID',
      'language',
    ]);
  });
});
