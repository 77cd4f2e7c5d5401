import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PosterContent } from '../src/poster.ts';
import { posterDrawings } from '../src/poster-drawings.ts';
import { SHEETS, type SheetSize } from '../src/sheets.ts';
import { CAFE, COMPANIONS, compactText, jwsText, LONGEST, SHORTEST } from './support/contents.ts';
import { faultsOf } from './support/geometry.ts';

const SIZES = Object.keys(SHEETS) as SheetSize[];
const language = fc.constantFrom('vi', 'en', 'both');

const SYLLABLES = [
  'Nguyễn',
  'Thượng',
  'Phường',
  'Ấp',
  'Ổ',
  'quậy',
  'Ngõ',
  'Trường',
  'gỵ',
  'Đường',
  '12/3',
  'W',
  'và',
];

const bytes = (text: string): number => new TextEncoder().encode(text).length;

/** Words as long as they come, or one that has no end. */
const line = (maxBytes: number, minBytes = 0): fc.Arbitrary<string> =>
  fc
    .oneof(
      {
        weight: 4,
        arbitrary: fc
          .array(fc.constantFrom(...SYLLABLES), { maxLength: 40 })
          .map((all) => all.join(' ')),
      },
      {
        weight: 1,
        arbitrary: fc.string({
          unit: fc.constantFrom('W', 'i', 'Ệ', '@', '-', ' '),
          maxLength: 100,
        }),
      },
      { weight: 1, arbitrary: fc.constantFrom('W', 'Ẫ', 'M ').map((unit) => unit.repeat(100)) },
    )
    .map((text) => shorten(text, maxBytes))
    .filter((text) => bytes(text.trim()) >= minBytes);

function shorten(text: string, maxBytes: number): string {
  let kept = '';
  for (const character of text) {
    if (bytes(kept + character) > maxBytes) break;
    kept += character;
  }
  return kept;
}

const content: fc.Arbitrary<PosterContent> = fc
  .record({
    name: line(100, 1),
    address: line(100),
    zone: line(40),
    contact: line(80),
    codeVersion: fc.nat({ max: 0xffff_ffff }),
    expires: fc.integer({ min: CAFE.issuedAt + 1, max: 0xffff_ffff }),
  })
  .map((fields) => {
    const length = bytes(fields.name + fields.address + fields.zone);
    return { ...CAFE, ...fields, codeText: jwsText(length), compactText: compactText(length) };
  });

describe('layout of any content within the limits', () => {
  it.each(SIZES)('keeps its marks apart and on %s', (size) => {
    fc.assert(
      fc.property(content, language, (one, spoken) => {
        for (const drawing of posterDrawings(one, { size, language: spoken }))
          expect(faultsOf(drawing, SHEETS[size])).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it.each(['a3', 'a4'] as const)('does so with codes of other apps, on %s', (size) => {
    fc.assert(
      fc.property(content, language, line(40), (one, spoken, label) => {
        const [first] = COMPANIONS!;
        const companions = [...COMPANIONS!.slice(1), { ...first!, label }];
        for (const drawing of posterDrawings({ ...one, companions }, { size, language: spoken }))
          expect(faultsOf(drawing, SHEETS[size])).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it.each(SIZES)('does so with the longest and shortest names, on %s', (size) => {
    for (const spoken of ['vi', 'en', 'both'] as const)
      for (const drawing of posterDrawings([LONGEST, SHORTEST, CAFE], { size, language: spoken }))
        expect(faultsOf(drawing, SHEETS[size])).toEqual([]);
  });
});
