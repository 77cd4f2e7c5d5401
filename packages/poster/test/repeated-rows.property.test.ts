import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deflateRepeated } from '../src/png/repeated-rows.ts';

/** What the stream must hold, the plain way. */
const repeated = (rows: readonly Uint8Array[], times: number): Buffer =>
  Buffer.concat(rows.flatMap((row) => Array.from({ length: times }, () => row)));

const anyRows = fc.integer({ min: 3, max: 800 }).chain((length) => {
  const byte = fc.oneof(fc.constantFrom(0, 255), fc.nat(255));
  const row = fc.array(byte, { minLength: length, maxLength: length });
  return fc.array(
    row.map((bytes) => Uint8Array.from(bytes)),
    { maxLength: 4 },
  );
});

describe('deflateRepeated', () => {
  it('is read by zlib as each row, so many times', () => {
    fc.assert(
      fc.property(anyRows, fc.integer({ min: 1, max: 40 }), (rows, times) => {
        expect(inflateSync(deflateRepeated(rows, times)).equals(repeated(rows, times))).toBe(true);
      }),
    );
  });

  it('copies every length: none too short or too long for the format is left over', () => {
    const row = (length: number) => Uint8Array.from({ length }, (_, i) => i);
    for (let length = 3; length <= 800; length++) {
      const stream = inflateSync(deflateRepeated([row(length)], 2));
      expect(stream.equals(repeated([row(length)], 2))).toBe(true);
    }
  });

  it.each([24_576, 24_577, 32_768])(
    'reaches back as far as the format does, %i bytes',
    (length) => {
      const rows = [new Uint8Array(length).fill(255)];
      expect(inflateSync(deflateRepeated(rows, 3)).equals(repeated(rows, 3))).toBe(true);
    },
  );

  it('gives black and white bytes two bits, and their copies next to nothing', () => {
    const rows = Array.from({ length: 100 }, (_, y) =>
      Uint8Array.from({ length: 100 }, (_, x) => ((x * y) % 3 === 0 ? 0 : 255)),
    );
    expect(deflateRepeated(rows, 8).length).toBeLessThan(100 * (25 + 7) + 150);
  });
});
