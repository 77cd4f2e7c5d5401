import { issueVenueCode, QUIET_ZONE_MODULES, qrMatrix, qrSvg } from '@waypost/core/venue-code';
import { describe, expect, it } from 'vitest';
import { keyOf, outcome } from '../primitives/jws-kit.ts';
import { by, content } from './venue-kit.ts';

const text = await issueVenueCode(content, { ...by, key: keyOf.EdDSA });

/** Draws the path of an SVG again, module by module. */
function draw(svg: string, size: number): Uint8Array {
  const modules = new Uint8Array(size * size);
  for (const [, x, y, run] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g))
    for (let i = 0; i < Number(run); i++)
      modules[(Number(y) - QUIET_ZONE_MODULES) * size + Number(x) - QUIET_ZONE_MODULES + i] = 1;
  return modules;
}

describe('qrMatrix', () => {
  it('a venue code takes 85 to 89 modules a side at level M, 77 to 81 at level L', async () => {
    const short = { ...by, issuer: 'wp.example', host: 'wp.example' };
    const shorter = await issueVenueCode(content, { ...short, key: keyOf.EdDSA });
    const sizes = [text, shorter].map((code) => ({
      characters: code.length,
      M: qrMatrix(code).size,
      L: qrMatrix(code, { errorLevel: 'L' }).size,
    }));
    expect(sizes).toEqual([
      { characters: 523, M: 89, L: 81 },
      { characters: 495, M: 85, L: 77 },
    ]);
  });

  it('has its three finder patterns and the dark module', () => {
    const { size, modules } = qrMatrix(text);
    const row = (x: number, y: number) => [...modules.subarray(y * size + x, y * size + x + 7)];
    for (const [x, y] of [
      [0, 0],
      [size - 7, 0],
      [0, size - 7],
    ] as const) {
      for (const edge of [0, 6]) expect(row(x, y + edge)).toEqual([1, 1, 1, 1, 1, 1, 1]);
      for (const ring of [1, 5]) expect(row(x, y + ring)).toEqual([1, 0, 0, 0, 0, 0, 1]);
      for (const core of [2, 3, 4]) expect(row(x, y + core)).toEqual([1, 0, 1, 1, 1, 0, 1]);
    }
    expect(modules[(size - 8) * size + 8]).toBe(1);
  });

  it.each([
    ['L', 271],
    ['M', 213],
    ['Q', 151],
    ['H', 119],
  ] as const)(
    'level %s: version 10 ends at %i bytes (ISO/IEC 18004, table 7)',
    (errorLevel, bytes) => {
      expect(qrMatrix('a'.repeat(bytes), { errorLevel }).size).toBe(57);
      expect(qrMatrix('a'.repeat(bytes + 1), { errorLevel }).size).toBe(61);
      expect(qrMatrix('a'.repeat(bytes), { errorLevel }).modules).toHaveLength(57 * 57);
    },
  );

  it.each([
    ['nothing', '', 'M'],
    ['a byte too much at level M', 'a'.repeat(2332), 'M'],
    ['a byte too much at level L', 'a'.repeat(2954), 'L'],
  ] as const)('refuses %s', async (_name, any, errorLevel) => {
    expect(await outcome(() => qrMatrix(any, { errorLevel }))).toBe('TEXT_LENGTH');
  });

  it('gives a copy that can be changed', () => {
    qrMatrix('a').modules.fill(0);
    expect(qrMatrix('a').modules.includes(1)).toBe(true);
  });
});

describe('qrSvg', () => {
  const title = 'Bưu cục <Minh> & "Xuân"';

  it('draws the modules of the matrix inside its quiet zone', () => {
    const { size, modules } = qrMatrix(text);
    const svg = qrSvg(text, { title });
    expect(draw(svg, size)).toEqual(modules);
    expect(svg).toContain(`viewBox="0 0 ${size + 8} ${size + 8}"`);
  });

  it('is the same each time, one path, with an escaped title', () => {
    const svg = qrSvg(text, { title });
    expect(qrSvg(text, { title })).toBe(svg);
    expect(svg.match(/<path/g)).toHaveLength(1);
    expect(svg).toContain('role="img"');
    expect(svg).toContain('<title>Bưu cục &lt;Minh&gt; &amp; "Xuân"</title>');
  });

  it('has a size on paper where one is given', () => {
    expect(qrSvg('a', { title, widthMm: 50 })).toContain(' width="50mm" height="50mm"');
    expect(qrSvg('a', { title })).not.toContain('mm"');
  });

  it.each([
    ['no text', '', { title }, 'TEXT_LENGTH'],
    ['a title with NUL', 'a', { title: 'a\0' }, 'ENCODING_INVALID'],
    ['a title with half a character', 'a', { title: '\ud800' }, 'ENCODING_INVALID'],
    ['a title that ends in U+FFFE', 'a', { title: '\ufffe' }, 'ENCODING_INVALID'],
    ['no width', 'a', { title, widthMm: 0 }, 'NUMBER_RANGE'],
    ['an endless width', 'a', { title, widthMm: Number.POSITIVE_INFINITY }, 'NUMBER_RANGE'],
  ])('refuses %s', async (_name, any, options, code) => {
    expect(await outcome(() => qrSvg(any, options))).toBe(code);
  });
});
