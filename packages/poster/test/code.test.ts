import { describe, expect, it } from 'vitest';
import { codePng, codeSvg, type PosterErrorCode } from '../src/index.ts';
import { codeMatrix } from '../src/qr.ts';
import { CAFE } from './support/contents.ts';
import { readPng } from './support/png-reader.ts';
import { readCodes } from './support/read-codes.ts';
import { render } from './support/render.ts';

const TEXTS = [
  'A',
  'https://waypost.example/v#Phở',
  CAFE.codeText,
  CAFE.compactText!,
  'x'.repeat(2_000),
];

const error = (code: PosterErrorCode, what: string) => expect.objectContaining({ code, what });

describe('codePng', () => {
  it.each([1, 2, 3, 5, 8, 12])('has the modules of the code, %i pixels each', (pixelsPerModule) => {
    for (const text of TEXTS.slice(0, 4)) {
      const { size, modules } = codeMatrix(text);
      const image = readPng(codePng(text, { pixelsPerModule }));
      const across = size + 8;
      expect([image.bitDepth, image.width]).toEqual([1, across * pixelsPerModule]);
      const wrong = image.pixels.findIndex((grey, i) => {
        const x = Math.floor((i % image.width) / pixelsPerModule) - 4;
        const y = Math.floor(i / image.width / pixelsPerModule) - 4;
        const inside = x >= 0 && y >= 0 && x < size && y < size;
        return (grey === 0) !== (inside && modules[y * size + x] === 1);
      });
      expect(wrong).toBe(-1);
    }
  });

  it('is read, and the same each time', async () => {
    for (const text of TEXTS) {
      expect(await readCodes(readPng(codePng(text, { pixelsPerModule: 4 })))).toEqual([text]);
      expect(codePng(text)).toEqual(codePng(text));
    }
  });

  it.each([0, 33, 2.5, Number.NaN, -1])('refuses %s pixels per module', (pixelsPerModule) => {
    expect(() => codePng('A', { pixelsPerModule })).toThrow(
      error('OPTION_INVALID', 'pixelsPerModule'),
    );
  });

  it.each(['', 'x'.repeat(2_954)])('refuses a text that fits no code', (text) => {
    expect(() => codePng(text)).toThrow(error('CODE_TOO_DENSE', 'codeText'));
    expect(() => codeSvg(text)).toThrow(error('CODE_TOO_DENSE', 'codeText'));
  });
});

describe('codeSvg', () => {
  it('is read, and the same each time', async () => {
    for (const text of TEXTS) {
      const svg = codeSvg(text);
      expect(await readCodes(render(new TextEncoder().encode(svg), 'svg', 400))).toEqual([text]);
      expect(codeSvg(text)).toBe(svg);
    }
  });

  it('has a title that cannot break it', () => {
    expect(codeSvg('A', { title: '</title>&' })).toContain('<title>&lt;/title&gt;&amp;</title>');
  });

  it('keeps more of the code in reserve when asked', () => {
    expect(codeSvg(CAFE.codeText, { level: 'H' })).not.toBe(codeSvg(CAFE.codeText));
  });
});
