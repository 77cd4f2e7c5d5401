/** Posters as their readers have them: rendered, photographed badly, and read by another decoder. */
import { afterAll, describe, expect, it } from 'vitest';
import {
  makePoster,
  type PosterContent,
  type PosterFormat,
  SHEETS,
  type SheetSize,
} from '../src/index.ts';
import { CAFE } from './support/contents.ts';
import { blur, type GreyImage, light, noise, shrink, turn } from './support/pixels.ts';
import { readCodes } from './support/read-codes.ts';
import { HAS_POPPLER, render } from './support/render.ts';

const DPI = 150;
/** Pixels that a phone has across the sheet: it is held nearer to a small one. */
const FRAME: Readonly<Record<SheetSize, number>> = {
  a3: 1300,
  a4: 1100,
  a5: 870,
  a6: 620,
  card: 530,
  sticker: 500,
  cards: 1240,
};

const PHOTOS: Readonly<Record<string, (image: GreyImage) => GreyImage>> = {
  'as it is': (image) => image,
  'blurred and turned by 6 degrees': (image) => blur(turn(image, 6), 1),
  'turned by 33 degrees in uneven light': (image) => light(turn(image, 33)),
  'upside down, in uneven light, with noise': (image) => noise(light(turn(image, 173)), 24),
};

const TABLES = [1, 2, 3, 4, 5, 6].map((table) => ({
  ...CAFE,
  zone: `Bàn ${table}`,
  codeText: `${CAFE.codeText}${table}`,
  compactText: `${CAFE.compactText}${table}`,
}));

const rates = new Map<PosterFormat, { read: number; of: number }>();

afterAll(() => {
  const lines = [...rates].map(([format, { read, of }]) => `${format} ${read} of ${of}`);
  process.stdout.write(`codes read: ${lines.join(', ')}\n`);
});

/** Which of the codes are found in a photo. A text that is no poster's code is a failure of its own. */
async function findCodes(photo: GreyImage, contents: readonly PosterContent[]): Promise<number> {
  const texts = await readCodes(photo);
  for (const text of texts)
    expect(
      contents.some(({ codeText, compactText }) => [codeText, compactText].includes(text)),
    ).toBe(true);
  return new Set(texts).size;
}

describe.each(Object.keys(SHEETS) as SheetSize[])('%s', (size) => {
  const contents = size === 'cards' ? TABLES : [CAFE];

  it.for(['svg', 'png', 'pdf'] as const)('is read from %s', async (format, { skip }) => {
    if (format === 'pdf' && !HAS_POPPLER) skip('pdftoppm is not here');
    const options = { size, language: 'both', format, dpi: DPI } as const;
    const frame = shrink(render(await makePoster(contents, options), format, DPI), FRAME[size]);
    const rate = rates.get(format) ?? { read: 0, of: 0 };
    rates.set(format, rate);
    const missed: string[] = [];
    for (const [name, take] of Object.entries(PHOTOS)) {
      const found = await findCodes(take(frame), contents);
      rate.read += found;
      rate.of += contents.length;
      if (found < contents.length) missed.push(`${name}: ${found} of ${contents.length}`);
    }
    expect(missed).toEqual([]);
  });
});
