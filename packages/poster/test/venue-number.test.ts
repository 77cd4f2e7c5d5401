import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PosterError } from '../src/errors.ts';
import { parseVenueNumber, VENUE_NUMBER_BYTES, venueNumber } from '../src/venue-number.ts';

const ALPHABET = '23456789CDEFHJKMPRTVWXY';
const venueId = fc.uint8Array({ minLength: 16, maxLength: 16 });
const bare = (id: Uint8Array): string => venueNumber(id).replaceAll('-', '');

const EXAMPLES: readonly Uint8Array[] = [
  new Uint8Array(16),
  new Uint8Array(16).fill(0xff),
  Uint8Array.from({ length: 16 }, (_, i) => (i * 37 + 11) % 256),
];

describe('venue number', () => {
  it('has three groups of four', () => {
    fc.assert(
      fc.property(venueId, (id) => {
        expect(venueNumber(id)).toMatch(/^[2-9CDEFHJKMPRTVWXY]{4}(-[2-9CDEFHJKMPRTVWXY]{4}){2}$/);
      }),
    );
  });

  it('is what it always was', () => {
    expect(EXAMPLES.map(venueNumber)).toMatchInlineSnapshot(`
      [
        "2222-2222-2222",
        "8T89-DW4T-9MMD",
        "28V4-5Y3C-WT34",
      ]
    `);
  });

  it('tells the first bytes of the venue id', () => {
    fc.assert(
      fc.property(venueId, (id) => {
        expect(parseVenueNumber(venueNumber(id))).toEqual(id.slice(0, VENUE_NUMBER_BYTES));
      }),
    );
  });

  it('is read in small letters, with spaces, and without hyphens', () => {
    const id = EXAMPLES[2]!;
    const number = venueNumber(id);
    const typed = [number.toLowerCase(), bare(id), number.replaceAll('-', ' '), ` ${number} `];
    for (const text of typed) expect(parseVenueNumber(text)).toEqual(id.slice(0, 6));
  });

  it('catches each wrong character', () => {
    for (const number of EXAMPLES.map(bare))
      for (let i = 0; i < number.length; i++)
        for (const character of ALPHABET)
          if (character !== number[i])
            expect(
              parseVenueNumber(number.slice(0, i) + character + number.slice(i + 1)),
            ).toBeNull();
  });

  it('catches any two characters that changed places', () => {
    for (const number of EXAMPLES.map(bare))
      for (let i = 0; i < number.length; i++)
        for (let j = i + 1; j < number.length; j++) {
          if (number[i] === number[j]) continue;
          const swapped = number.split('');
          [swapped[i], swapped[j]] = [number[j]!, number[i]!];
          expect(parseVenueNumber(swapped.join(''))).toBeNull();
        }
  });

  it('takes nothing else', () => {
    const number = bare(EXAMPLES[2]!);
    const wrong = [
      '',
      number.slice(1),
      `${number}2`,
      `${number}${' '.repeat(20)}`,
      `0${number.slice(1)}`,
    ];
    for (const text of wrong) expect(parseVenueNumber(text)).toBeNull();
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        const bytes = parseVenueNumber(text);
        if (bytes) expect(bytes).toHaveLength(VENUE_NUMBER_BYTES);
      }),
    );
  });

  it('refuses numbers above six bytes', () => {
    // All characters of the highest value, and the check character that goes with them.
    const tooHigh = ALPHABET.split('').map((check) => `${'Y'.repeat(11)}${check}`);
    expect(tooHigh.map(parseVenueNumber)).toEqual(tooHigh.map(() => null));
  });

  it('needs 16 bytes', () => {
    for (const length of [0, 15, 17])
      expect(() => venueNumber(new Uint8Array(length))).toThrow(PosterError);
  });
});
