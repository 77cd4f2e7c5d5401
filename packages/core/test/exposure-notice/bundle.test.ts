import {
  type BundleEntry,
  buildBundle,
  exposedTag,
  openBundle,
} from '@waypost/core/exposure-notice';
import { describe, expect, it } from 'vitest';
import { code, overwrite, randomIds, seededRandom } from '../filters/kit.ts';

const randomBytes = seededRandom(1);
const entry = (changes: object = {}): BundleEntry => ({
  contactId: new Uint8Array(16),
  durationMinutes: 15,
  severity: 2,
  ...changes,
});
const refused = (expected: string): Error => expect.objectContaining(code(expected));

describe('a bundle of 100,000 ids', () => {
  const ids = randomIds(100_000, 2);
  const bytes = buildBundle(
    ids.map((contactId, i) => ({ contactId, durationMinutes: i % 64, severity: 3 })),
    { randomBytes: seededRandom(3) },
  );
  const bundle = openBundle(bytes);

  it('takes about 57 bits an id', () => {
    expect(bundle.size).toBe(102_400);
    expect((bytes.length * 8) / bundle.size).toBeLessThan(57);
    expect((bytes.length * 8) / ids.length).toBeLessThan(58.1);
  });

  it('denies none of them, and affirms no stranger', () => {
    for (let i = 0; i < ids.length; i += 3)
      expect(bundle.lookup(ids[i] ?? new Uint8Array())?.durationMinutes).toBe(i % 64);
    for (const stranger of randomIds(20_000, 4)) expect(bundle.lookup(stranger)).toBe(null);
  });
});

describe('padding', () => {
  it.each([
    [0, 4_096],
    [1, 4_096],
    [4_096, 4_096],
    [4_097, 8_192],
  ])('of %i ids goes to %i', (count, size) => {
    const entries = randomIds(count, 5).map((contactId) => entry({ contactId }));
    expect(openBundle(buildBundle(entries, { randomBytes })).size).toBe(size);
  });

  it('counts an id once, however often it comes', () => {
    const entries = randomIds(4_096, 6).map((contactId) => entry({ contactId }));
    const bytes = buildBundle([...entries, ...entries], { randomBytes });
    expect(openBundle(bytes).size).toBe(4_096);
  });

  it('makes an empty bundle like any other: of cells that all differ', () => {
    const bytes = buildBundle([], { randomBytes });
    const cells = new Set<string>();
    for (let at = 32; at < bytes.length; at += 6) cells.add(String(bytes.subarray(at, at + 6)));
    expect(cells.size).toBe((bytes.length - 32) / 6);
  });

  it('asks for no more random bytes at a time than Web Crypto gives', () => {
    const asked: number[] = [];
    const entries = randomIds(12_000, 7).map((contactId) => entry({ contactId }));
    buildBundle(entries, {
      randomBytes: (length) => {
        asked.push(length);
        return randomBytes(length);
      },
    });
    expect(Math.max(...asked)).toBe(65_536);
  });
});

describe('exposures', () => {
  it.each([
    [0, 0],
    [0.49, 0],
    [0.5, 1],
    [14.5, 15],
    [62.49, 62],
    [62.5, 63],
    [63, 63],
    [1_440, 63],
    [Number.POSITIVE_INFINITY, 63],
  ])('of %d minutes say %d', (durationMinutes, said) => {
    const bytes = buildBundle([entry({ durationMinutes })], { randomBytes, padTo: 1 });
    expect(openBundle(bytes).lookup(entry().contactId)).toEqual({
      durationMinutes: said,
      severity: 2,
    });
  });

  it.each([
    ['a more serious one wins over a longer one', [60, 1], [5, 3], [5, 3]],
    ['of one severity the longer one wins', [20, 2], [30, 2], [30, 2]],
    ['the order does not matter', [30, 2], [20, 2], [30, 2]],
  ] as const)('of one id: %s', (_name, first, second, [durationMinutes, severity]) => {
    const entries = [first, second].map(([minutes, grade]) =>
      entry({ durationMinutes: minutes, severity: grade }),
    );
    const bytes = buildBundle(entries, { randomBytes, padTo: 1 });
    expect(openBundle(bytes).lookup(entry().contactId)).toEqual({ durationMinutes, severity });
  });

  it('of severity 0 are no hit, even where the print fits', () => {
    const bytes = buildBundle([entry({ durationMinutes: 0, severity: 1 })], {
      randomBytes,
      padTo: 1,
    });
    // Severity is the end of the value, and a change of one cell is a change of the answer.
    const hits = Array.from({ length: (bytes.length - 32) / 6 }, (_, cell) => {
      const at = 32 + 6 * cell + 5;
      return openBundle(overwrite(bytes, at, (bytes[at] ?? 0) ^ 1)).lookup(entry().contactId);
    });
    expect(hits.filter((hit) => hit === null)).toHaveLength(3);
  });
});

describe('building', () => {
  it.each([
    ['severity 0', () => buildBundle([entry({ severity: 0 })], { randomBytes }), 'BUNDLE_CONTENT'],
    ['severity 4', () => buildBundle([entry({ severity: 4 })], { randomBytes }), 'BUNDLE_CONTENT'],
    [
      'negative minutes',
      () => buildBundle([entry({ durationMinutes: -1 })], { randomBytes }),
      'BUNDLE_CONTENT',
    ],
    [
      'minutes that are no number',
      () => buildBundle([entry({ durationMinutes: Number.NaN })], { randomBytes }),
      'BUNDLE_CONTENT',
    ],
    [
      'a short contact id',
      () => buildBundle([entry({ contactId: new Uint8Array(15) })], { randomBytes }),
      'BYTES_LENGTH',
    ],
    ['padding to 0', () => buildBundle([], { randomBytes, padTo: 0 }), 'NUMBER_RANGE'],
    ['padding to a half', () => buildBundle([], { randomBytes, padTo: 0.5 }), 'NUMBER_RANGE'],
    [
      'padding past the most ids',
      () => buildBundle([], { randomBytes, padTo: 1_500_001 }),
      'BUNDLE_CONTENT',
    ],
    [
      'too few random bytes',
      () => buildBundle([], { randomBytes: (length) => new Uint8Array(length - 1) }),
      'BYTES_LENGTH',
    ],
    [
      'random bytes that never change: all padding ids are one',
      () => buildBundle([], { randomBytes: (length) => new Uint8Array(length) }),
      'BUNDLE_BUILD',
    ],
  ])('refuses %s', (_name, act, expected) => {
    expect(act).toThrow(refused(expected));
  });
});

describe('opening', () => {
  const good = buildBundle([], { randomBytes, padTo: 64 });

  it.each([
    ['nothing', new Uint8Array(0)],
    ['the header only', good.subarray(0, 32)],
    ['a venue warning list', overwrite(good, 2, 0x57)],
    ['a later version', overwrite(good, 3, 0x32)],
    ['1,500,001 ids', overwrite(good, 20, 0, 0x16, 0xe3, 0x61)],
    ['segments of length 0', overwrite(good, 24, 0, 0, 0, 0)],
    ['segments of length 33', overwrite(good, 27, 33)],
    ['segments of length 2^19', overwrite(good, 24, 0, 8, 0, 0)],
    ['segments of length 2^31', overwrite(good, 24, 128, 0, 0, 0)],
    ['no segments', overwrite(good, 28, 0, 0, 0, 0)],
    ['2^32 - 1 segments', overwrite(good, 28, 255, 255, 255, 255)],
    ['one cell less', good.subarray(0, -6)],
    ['one cell more', Uint8Array.of(...good, 0, 0, 0, 0, 0, 0)],
    ['a text', 'WPX1' as unknown as Uint8Array],
  ])('refuses %s', (_name, bytes) => {
    expect(() => openBundle(bytes)).toThrow(refused('BUNDLE_FORMAT'));
  });

  it('refuses S * L of 2^21, and takes the largest below, at its exact length', () => {
    const header = overwrite(good.slice(0, 32), 24, 0, 4, 0, 0, 0, 0, 0, 7);
    expect(openBundle(padded(header, 9 * 2 ** 18)).size).toBe(64);
    const tooLarge = overwrite(header, 31, 8);
    expect(() => openBundle(padded(tooLarge, 10 * 2 ** 18))).toThrow(refused('BUNDLE_FORMAT'));
  });

  it.each([
    ['no segments', 4, 0],
    ['segments of length 3', 3, 1],
  ])('refuses %s, of the right length', (_name, length, count) => {
    const header = overwrite(good.slice(0, 32), 24, 0, 0, 0, length, 0, 0, 0, count);
    const bytes = padded(header, (count + 2) * length);
    expect(() => openBundle(bytes)).toThrow(refused('BUNDLE_FORMAT'));
  });

  it('reads at any offset of a larger buffer', () => {
    const bytes = buildBundle([entry()], { randomBytes, padTo: 64 });
    const bundle = openBundle(Uint8Array.of(9, ...bytes, 9).subarray(1, -1));
    expect(bundle.lookup(entry().contactId)).toEqual({ durationMinutes: 15, severity: 2 });
  });

  it('asks for 16 bytes', () => {
    expect(() => openBundle(good).lookup(new Uint8Array(15))).toThrow(refused('BYTES_LENGTH'));
    expect(() => exposedTag(new Uint8Array(15), new Uint8Array(16))).toThrow(
      refused('BYTES_LENGTH'),
    );
    expect(() => exposedTag(new Uint8Array(16), new Uint8Array(17))).toThrow(
      refused('BYTES_LENGTH'),
    );
  });
});

function padded(header: Uint8Array, cells: number): Uint8Array {
  const bytes = new Uint8Array(32 + 6 * cells);
  bytes.set(header);
  return bytes;
}
