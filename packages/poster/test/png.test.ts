import { describe, expect, it } from 'vitest';
import type { Drawing, Mark } from '../src/drawing.ts';
import { fillEdges } from '../src/png/fill.ts';
import { type PngOptions, posterPng } from '../src/png/index.ts';
import { posterSvg } from '../src/svg.ts';
import { block, CODE_TEXT, code, MIXED, page, rect, text } from './support/drawings.ts';
import { type ReadPng, readPng } from './support/png-reader.ts';
import { readCodes } from './support/read-codes.ts';
import { render } from './support/render.ts';

const draw = async (drawing: Drawing, options: PngOptions = {}): Promise<ReadPng> =>
  readPng(await posterPng([drawing], { dpi: 150, ...options }));
const drawMarks = (...marks: readonly Mark[]) => draw(page(block('decoration', marks)));
const at = ({ pixels, width }: ReadPng, x: number, y: number) => pixels[y * width + x];
const darkness = ({ pixels }: { pixels: Uint8Array }) =>
  pixels.reduce((sum, grey) => sum + 255 - grey, 0);

describe('posterPng', () => {
  it('is the same each time', async () => {
    expect(await posterPng([MIXED])).toEqual(await posterPng([MIXED]));
  });

  it.each([
    [150, 5906, 300],
    [300, 11811, 600],
    [600, 23622, 1200],
  ])('says that it has %i dpi', async (dpi, pixelsPerMetre, width) => {
    expect(await draw(MIXED, { dpi })).toMatchObject({ pixelsPerMetre, width, height: width });
  });

  it.each([149, 601, 200.5, Number.NaN, Number.POSITIVE_INFINITY])(
    'refuses %s dpi',
    async (dpi) => {
      await expect(posterPng([MIXED], { dpi })).rejects.toMatchObject({
        code: 'OPTION_INVALID',
        what: 'dpi',
      });
    },
  );

  it('fills a rectangle to the pixel', async () => {
    const image = await drawMarks({ ...rect(), colour: 'accent' } as Mark);
    const dark = [...image.pixels.entries()].filter(([, grey]) => grey !== 255);
    expect(dark).toHaveLength(60 * 60);
    expect(new Set(dark.map(([, grey]) => grey))).toEqual(new Set([65]));
    expect([at(image, 60, 120), at(image, 119, 179)]).toEqual([65, 65]);
  });

  it('draws the thinnest line as one pixel', async () => {
    const image = await drawMarks({ ...rect(), height: 0.01 } as Mark);
    expect([119, 120, 121].map((y) => at(image, 80, y))).toEqual([255, 0, 255]);
  });

  it('fills a disc as large as it is', async () => {
    const image = await drawMarks({ ...rect(5.08), colour: 'ink' } as Mark);
    expect(darkness(image) / (255 - 23)).toBeCloseTo(Math.PI * 30 ** 2, -1.5);
    expect([at(image, 60, 120), at(image, 90, 150)]).toEqual([255, 23]);
  });

  it('fills what contours share, and leaves holes that turn the other way', () => {
    const square = (from: number, to: number) => [from, from, to, from, to, from, to, to];
    const closed = (from: number, to: number) =>
      square(from, to).concat([to, to, from, to, from, to, from, from]);
    const hole = [9, 9, 9, 12, 9, 12, 12, 12, 12, 12, 12, 9, 12, 9, 9, 9];
    const greys = new Uint8Array(20 * 20).fill(255);
    const band = { width: 20, top: 0, height: 20, greys };
    fillEdges(band, [...closed(2, 6), ...closed(4, 8), ...closed(8, 14), ...hole], 0);
    const diagonal = Array.from({ length: 16 }, (_, i) => greys[i * 20 + i]);
    // From the top left: paper, both squares, the third one with its hole, paper.
    expect(diagonal.map((grey) => (grey === 0 ? '#' : '.')).join('')).toBe('..#######...##..');
  });

  it('lays the later mark over the earlier one', async () => {
    const image = await drawMarks(rect(), { ...rect(), width: 5.08, colour: 'paper' } as Mark);
    expect([at(image, 70, 150), at(image, 110, 150)]).toEqual([255, 0]);
  });

  // A renderer that knows nothing of ours draws the same outlines.
  it.each(['Mời quét mã khi đến', 'Ở Đường Phở ườ & fi 0123456789'])(
    'draws letters: %s',
    async (words) => {
      const drawing = page(block('body', [text(words, 20, 12)]));
      const ours = await draw(drawing);
      const theirs = render(new TextEncoder().encode(posterSvg([drawing])), 'svg', 150);
      const difference = ours.pixels.reduce(
        (sum, grey, i) => sum + Math.abs(grey - theirs.pixels[i]!),
        0,
      );
      expect(darkness(ours)).toBeGreaterThan(10_000);
      expect(difference / darkness(theirs)).toBeLessThan(0.08);
    },
  );

  it('has one bit for each pixel when nothing is lost by it, or when asked', async () => {
    const pure = await drawMarks(rect(), code);
    expect(pure.bitDepth).toBe(1);
    expect([at(pure, 60, 120), at(pure, 0, 0)]).toEqual([0, 255]);
    expect((await draw(MIXED)).bitDepth).toBe(8);
    const asked = await draw(MIXED, { bilevel: true });
    expect(asked.bitDepth).toBe(1);
    expect(darkness(asked)).toBeGreaterThan(0);
  });

  it('is the same in bands as in one piece', async () => {
    // The page is 300 rows high, a band 128.
    const low = await drawMarks({ ...rect(5.08), y: (128 / 150) * 25.4 - 5.08 } as Mark);
    const high = await drawMarks({ ...rect(5.08), y: (64 / 150) * 25.4 - 5.08 } as Mark);
    const rows = ({ pixels }: ReadPng, y: number) => pixels.subarray(y * 300, (y + 64) * 300);
    expect(rows(low, 96)).toEqual(rows(high, 32));
  });

  it.each([150, 203, 300])('has no grey in a code of %i dpi, and it is read', async (dpi) => {
    const image = await draw(page(block('figure', [code])), { dpi, bilevel: false });
    expect(new Set(image.pixels)).toEqual(new Set([23, 255]));
    expect(await readCodes(image)).toEqual([CODE_TEXT]);
  });

  it('draws what reaches beyond the page up to its edge', async () => {
    const beyond = [rect(), rect(1)].map((mark) => ({
      ...mark,
      x: -5,
      y: -5,
      width: 90,
      height: 90,
    }));
    for (const mark of beyond) {
      const image = await drawMarks(mark as Mark);
      expect([at(image, 0, 0), at(image, 299, 299)].every((grey) => grey! < 25)).toBe(true);
    }
  });
});
