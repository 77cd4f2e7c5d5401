import { describe, expect, it } from 'vitest';
import type { Drawing } from '../src/drawing.ts';
import { posterSvg } from '../src/svg.ts';
import { block, CODE_TEXT, code, MIXED, page, rect, text } from './support/drawings.ts';
import { readCodes } from './support/read-codes.ts';
import { render } from './support/render.ts';

const draw = (drawing: Drawing): string => posterSvg([drawing]);
const pixelsOf = (drawing: Drawing) => render(new TextEncoder().encode(draw(drawing)), 'svg', 150);

describe('posterSvg', () => {
  it('is the same each time', () => {
    expect(draw(MIXED)).toBe(draw(MIXED));
  });

  it('says its size, its language, its title, and all of its text in reading order', () => {
    const svg = draw(MIXED);
    expect(svg).toContain('viewBox="0 0 50.8 50.8" width="50.8mm" height="50.8mm" lang="vi"');
    expect(svg).toContain('<title>Phở &amp; &lt;bún&gt;</title>');
    const desc = /<desc>([^<]*)<\/desc>/.exec(svg)?.[1];
    expect(desc).toBe('Mời quét mã – Đường Phở khi đến &amp; đi &lt;nhé&gt;\nfi ffi\nMã QR');
  });

  it('has outlines for letters, each once, and every use of one has its outline', () => {
    const svg = draw(page(block('body', [text('mềm mại'), text('mềm', 20)])));
    const ids = [...svg.matchAll(/<path id="([^"]+)"/g)].map(([, id]) => id);
    const uses = [...svg.matchAll(/<use href="#([^"]+)"/g)].map(([, id]) => id);
    expect(ids).toHaveLength(new Set('mềmmại').size);
    expect(uses).toHaveLength('mềmmạimềm'.length);
    expect(new Set(uses)).toEqual(new Set(ids));
    expect(svg).not.toMatch(/<text|font-family|<style|<script/);
  });

  it('has one path for a code, which is read', async () => {
    const drawing = page(block('figure', [code]));
    expect(draw(drawing).match(/<path/g)).toHaveLength(1);
    expect(await readCodes(pixelsOf(drawing))).toEqual([CODE_TEXT]);
  });

  it('puts marks where they belong', () => {
    const { pixels, width } = pixelsOf(page(block('decoration', [rect()])));
    const at = (x: number, y: number) => pixels[y * width + x];
    expect([at(61, 121), at(118, 178)]).toEqual([24, 24]);
    expect([at(58, 121), at(61, 118), at(122, 178)]).toEqual([255, 255, 255]);
  });

  it.each([0, 3, 1.5, Number.NaN])('refuses page %s of two', (number) => {
    expect(() => posterSvg([MIXED, MIXED], { page: number })).toThrow(
      expect.objectContaining({ code: 'OPTION_INVALID', what: 'page' }),
    );
  });

  it('wants a page to be chosen when there are several', () => {
    expect(() => posterSvg([MIXED, page()])).toThrow(/page must be 1 to 2/);
    expect(posterSvg([MIXED, page()], { page: 2 })).toBe(draw(page()));
  });
});
