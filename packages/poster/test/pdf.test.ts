import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { posterPdf } from '../src/pdf/index.ts';
import { block, CODE_TEXT, code, MIXED, page, text } from './support/drawings.ts';
import { readCodes } from './support/read-codes.ts';
import { HAS_POPPLER, poppler, render } from './support/render.ts';

const CREATED = { createdAt: 1_791_000_000 };

const latin1 = (file: Uint8Array): string => Buffer.from(file).toString('latin1');

/** What draws the pages. */
function contentOf(file: Uint8Array): string {
  const streams = latin1(file).matchAll(/FlateDecode\s*>>\s*stream\n([\s\S]*?)\nendstream/g);
  return [...streams]
    .map(([, data]) => inflateSync(Buffer.from(data!, 'latin1')).toString('latin1'))
    .join('\n');
}

describe('posterPdf', () => {
  it('is the same each time, and whatever was made before', async () => {
    const first = await posterPdf([MIXED], CREATED);
    await posterPdf([page(block('body', [text('Ấ Ằ Ợ ffi  – ABC')]))], CREATED);
    expect(await posterPdf([MIXED], CREATED)).toEqual(first);
  });

  it('has another identifier for another text', async () => {
    const id = async (words: string) =>
      /\/ID \[[^\]]+\]/.exec(
        latin1(await posterPdf([page(block('body', [text(words)]))], CREATED)),
      )?.[0];
    expect(await id('Bàn 1')).not.toBe(await id('Bàn 2'));
  });

  it('is tagged, and says its language and date', async () => {
    const file = latin1(await posterPdf([MIXED], CREATED));
    expect(file.slice(0, 8)).toBe('%PDF-1.7');
    for (const part of [
      '/StructTreeRoot',
      '/MarkInfo',
      '/Marked true',
      '/Lang (vi)',
      '/DisplayDocTitle true',
    ])
      expect(file).toContain(part);
    expect(file).toContain('(D:20261003040000Z)');
    for (const tag of ['Document', 'H1', 'L', 'LI', 'Lbl', 'LBody', 'Figure'])
      expect(file).toMatch(new RegExp(`/S /${tag}\\b`));
    expect(file).toContain('/Alt (');
  });

  it('marks decoration as such, and everything else as content', async () => {
    const content = contentOf(await posterPdf([MIXED], CREATED));
    expect(content.match(/\/Artifact <<\n\/Type \/Layout\n>> BDC/g)).toHaveLength(1);
    const tags = [...content.matchAll(/^\/(\w+) <<\n\/MCID (\d+)/gm)].map(
      ([, tag, id]) => `${tag}${id}`,
    );
    expect(tags).toEqual(['H10', 'Lbl1', 'LBody2', 'Figure3']);
    expect(content.match(/BDC/g)?.length).toBe(content.match(/EMC/g)?.length);
  });

  it('keeps a title with signs of XML readable in its metadata', async () => {
    const file = Buffer.from(await posterPdf([MIXED], CREATED)).toString('utf8');
    expect(file).toContain('<rdf:li xml:lang="x-default">Phở &amp; &lt;bún&gt;</rdf:li>');
  });

  it('refuses to make a file without pages', async () => {
    await expect(posterPdf([], CREATED)).rejects.toMatchObject({
      code: 'OPTION_INVALID',
      what: 'page',
    });
  });
});

describe('a PDF as poppler reads it', () => {
  it('has its text, with all accents and without ligatures', async ({ skip }) => {
    if (!HAS_POPPLER) skip('pdftotext is not here');
    const read = poppler('pdftotext', ['-', '-'], await posterPdf([MIXED], CREATED)).toString();
    expect(read.replace(/\s+/g, ' ').trim()).toBe(
      'Mời quét mã – Đường Phở khi đến & đi <nhé> fi ffi',
    );
  });

  it('has its text after other files had parts of the same letters', async ({ skip }) => {
    if (!HAS_POPPLER) skip('pdftotext is not here');
    await posterPdf([page(block('body', [text('Ấ ấ Ờ ờ Ử ử Ễ ễ Ộ ộ Ặ ặ')]))], CREATED);
    const words = 'Âu âm Ơn ơn Ưa ưa Êm êm Ôm ôm Ăn ăn Đi đi';
    const file = await posterPdf([page(block('body', [text(words)]))], CREATED);
    expect(poppler('pdftotext', ['-', '-'], file).toString().trim()).toBe(words);
  });

  it('has its fonts in it, in part and with the characters they stand for', async ({ skip }) => {
    if (!HAS_POPPLER) skip('pdffonts is not here');
    const [, , ...fonts] = poppler('pdffonts', ['-'], await posterPdf([MIXED], CREATED))
      .toString()
      .trim()
      .split('\n');
    expect(fonts).toHaveLength(1);
    expect(fonts[0]).toMatch(
      /^[A-Z]{6}\+BeVietnamPro-Medium +CID TrueType +Identity-H +yes yes yes/,
    );
  });

  it('has all pages, each of its size', async ({ skip }) => {
    if (!HAS_POPPLER) skip('pdfinfo is not here');
    const file = await posterPdf([MIXED, { ...page(), widthMm: 210, heightMm: 297 }], CREATED);
    const info = poppler('pdfinfo', ['-l', '2', '-'], file).toString();
    expect(info).toMatch(/Tagged: +yes/);
    expect(info).toMatch(/Page +1 size: +144 x 144 pts/);
    expect(info).toMatch(/Page +2 size: +595\.276 x 841\.89 pts \(A4\)/);
  });

  it('has a code that is read', async ({ skip }) => {
    if (!HAS_POPPLER) skip('pdftoppm is not here');
    const file = await posterPdf([page(block('figure', [code]))], CREATED);
    expect(await readCodes(render(file, 'pdf', 200))).toEqual([CODE_TEXT]);
  });
});
