import { readFileSync } from 'node:fs';
import { issueVenueCode, type QrErrorLevel, qrMatrix } from '@waypost/core/venue-code';
import { issueCompactVenueCode } from '@waypost/core/waypost-compact';
import { describe, expect, it } from 'vitest';
import { ed25519Key, p256Key } from '../primitives/jws-kit.ts';
import { content } from './venue-kit.ts';

const page = new URL('../../../../docs/protocols/venue-code.md', import.meta.url);
const LEVELS = ['L', 'M', 'Q', 'H'] as const;
// The portable implementation signs the same each time, so that no digit of a size depends on luck.
const signer = { key: p256Key, portable: true };
const host = 'waypost.vn';
const FORMS = {
  'JWS, ES256': await issueVenueCode(content, { issuer: 'https://waypost.vn', host, ...signer }),
  'compact, URL': await issueCompactVenueCode(content, { host, ...signer }),
  'compact, Base45': await issueCompactVenueCode(content, { host: null, ...signer }),
};

const side = (text: string, errorLevel: QrErrorLevel): number =>
  qrMatrix(text, { errorLevel }).size;
const rows = Object.entries(FORMS).map(([form, text]) => [
  form,
  `${text.length}`,
  ...LEVELS.map((level) => `${side(text, level)} × ${side(text, level)}`),
]);

/** Rows of the page's table with this head. */
function tableOf(...head: readonly string[]): string[][] {
  const cells = readFileSync(page, 'utf8')
    .split('\n')
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  const at = cells.findIndex((row) => row.join() === head.join());
  const end = cells.findIndex((row, i) => i > at && row.length === 0);
  return at < 0 ? [] : cells.slice(at + 2, end);
}

const longestHost = async (errorLevel: QrErrorLevel, size: number): Promise<number> => {
  for (let length = 1; ; length++) {
    const longer = { host: 'x'.repeat(length), key: ed25519Key, portable: true };
    if (side(await issueCompactVenueCode(content, longer), errorLevel) > size) return length - 1;
  }
};

describe('sizes of the forms of one venue code', () => {
  it('are those of the page', () => {
    expect(tableOf('form', 'characters', ...LEVELS.map((level) => `level ${level}`))).toEqual(rows);
  });

  it('are 53 × 53 as URL and 49 × 49 as Base45, where the JWS takes 77 × 77', () => {
    const sizes = Object.values(FORMS).map((text) => side(text, 'L'));
    expect(sizes).toEqual([77, 53, 49]);
  });

  it('are a version more at level M, which holds fewer bits than the code has', () => {
    expect(side(FORMS['compact, URL'], 'M')).toBe(57);
    expect(side(FORMS['compact, Base45'], 'M')).toBe(53);
    // ISO/IEC 18004, table 7: codewords of data in version 8-M (49 × 49) and 9-M (53 × 53).
    const [version8, version9] = [154 * 8, 182 * 8];
    const bytes = 8 + 94 + 64;
    expect(bytes * 8).toBeGreaterThan(version8);
    expect(Math.ceil((bytes * 8) / 5) * 5.5).toBeGreaterThan(version9);
  });

  it.each([
    ['L', 53],
    ['M', 57],
    ['Q', 65],
    ['H', 77],
  ] as const)(
    'at level %s a URL keeps its size of %i up to the host of the page',
    async (level, size) => {
      const length = await longestHost(level, size);
      expect(tableOf('level', 'modules', 'longest host')).toContainEqual([
        level,
        `${size} × ${size}`,
        `${length}`,
      ]);
    },
  );
});
