import { describe, expect, it } from 'vitest';
import { makePoster, type PosterFormat, type PosterOptions, type SheetSize } from '../src/index.ts';
import { CAFE, LONGEST, SHORTEST } from './support/contents.ts';
import { HAS_POPPLER, poppler } from './support/render.ts';

const FORMATS: readonly PosterFormat[] = ['svg', 'png', 'pdf'];
const A6 = { size: 'a6', language: 'both', dpi: 150 } as const;

const decode = (file: Uint8Array): string => Buffer.from(file).toString('latin1');
const STARTS: Readonly<Record<PosterFormat, string>> = {
  svg: '<svg ',
  png: '\x89PNG',
  pdf: '%PDF-',
};

describe.each(FORMATS)('makePoster as %s', (format) => {
  it('makes a file of its kind, the same each time', async () => {
    const file = await makePoster(CAFE, { ...A6, format });
    expect(decode(file).startsWith(STARTS[format])).toBe(true);
    expect(await makePoster({ ...CAFE }, { ...A6, format })).toEqual(file);
  });

  it.each([
    ['version', { codeVersion: 4 }],
    ['name', { name: 'Cà phê Giảng' }],
    ['code', { codeText: `${CAFE.codeText}x` }],
    ['end', { expires: CAFE.expires + 86_400 }],
  ])('makes another file for another %s', async (_, change) => {
    const file = await makePoster(CAFE, { ...A6, format });
    expect(await makePoster({ ...CAFE, ...change }, { ...A6, format })).not.toEqual(file);
  });

  it.each([
    ['size', { size: 'a7' as SheetSize }],
    ['language', { language: 'fr' as 'vi' }],
  ])('refuses another %s', async (what, change) => {
    const made = makePoster(CAFE, { ...A6, format, ...change });
    await expect(made).rejects.toMatchObject({ code: 'OPTION_INVALID', what });
  });

  it('refuses to make a file of nothing', async () => {
    await expect(makePoster([], { ...A6, format })).rejects.toMatchObject({
      code: 'OPTION_INVALID',
    });
  });
});

describe('makePoster', () => {
  it('refuses another format', async () => {
    const made = makePoster(CAFE, { ...A6, format: 'gif' as 'png' });
    await expect(made).rejects.toMatchObject({ code: 'OPTION_INVALID', what: 'format' });
  });

  it('wants a page to be chosen for pictures of several posters', async () => {
    const options: PosterOptions = { ...A6, format: 'svg' };
    const both = [CAFE, SHORTEST];
    await expect(makePoster(both, options)).rejects.toMatchObject({ what: 'page' });
    const second = await makePoster(both, { ...options, page: 2 });
    expect(second).toEqual(await makePoster(SHORTEST, options));
  });

  it.each([
    ['a5', 3],
    ['cards', 2],
  ] as const)('puts all posters in one PDF: %s', async (size, pages) => {
    const contents =
      size === 'a5' ? [CAFE, LONGEST, SHORTEST] : Array.from({ length: 7 }, () => CAFE);
    const file = decode(await makePoster(contents, { size, language: 'vi', format: 'pdf' }));
    expect(file).toContain(`/Count ${pages}`);
  });

  it('has all words of a poster in a PDF', async ({ skip }) => {
    if (!HAS_POPPLER) skip('pdftotext is not here');
    const file = await makePoster(CAFE, { size: 'a4', language: 'both', format: 'pdf' });
    const read = poppler('pdftotext', ['-raw', '-', '-'], file).toString().replace(/\s+/g, ' ');
    for (const words of [
      CAFE.name,
      CAFE.address,
      CAFE.zone,
      CAFE.contact!,
      'Mời quét mã khi đến',
      'Phiên bản 3',
    ])
      expect(read).toContain(words);
  });
});
