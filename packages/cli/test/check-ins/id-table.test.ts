import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IdTable } from '../../src/check-ins/id-table.ts';

const utf8 = new TextEncoder();

/** Asks for an id that stands in the middle of other bytes. */
function numberOf(table: IdTable, id: string | readonly number[]): number {
  const bytes = typeof id === 'string' ? utf8.encode(id) : Uint8Array.from(id);
  const around = Uint8Array.from([0x78, ...bytes, 0x79]);
  return table.numberOf(around, 1, 1 + bytes.length);
}

describe('id table', () => {
  it('numbers ids as a Map of strings does', () => {
    const id = fc.string({ unit: fc.constantFrom('a', 'b', '1', 'ệ', '😀', ' '), maxLength: 4 });
    fc.assert(
      fc.property(fc.array(id, { maxLength: 300 }), (ids) => {
        const table = new IdTable();
        const map = new Map<string, number>();
        for (const each of ids) {
          if (!map.has(each)) map.set(each, map.size);
          expect(numberOf(table, each)).toBe(map.get(each));
        }
        expect(table.names).toEqual([...map.keys()]);
      }),
    );
  });

  it('grows past several rehashes and stays right', () => {
    const table = new IdTable();
    const ids = Array.from({ length: 40_000 }, (_, i) => `person-${i}-${'x'.repeat(i % 40)}`);
    for (const [i, id] of ids.entries()) if (numberOf(table, id) !== i) expect.fail(`new ${id}`);
    for (const [i, id] of ids.entries()) if (numberOf(table, id) !== i) expect.fail(`known ${id}`);
    expect(table.names).toEqual(ids);
    expect(numberOf(table, 'person-40000')).toBe(40_000);
  });

  it('tells apart ids that share a hash of 32 bits, of which there are some ten here', () => {
    const table = new IdTable();
    let state = 1;
    const next = (): string => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state.toString(36); // every number comes once
    };
    for (let i = 0; i < 300_000; i++) if (numberOf(table, next()) !== i) expect.fail(`id ${i}`);
    expect(new Set(table.names).size).toBe(300_000);
  });

  it.each([
    ['a lone continuation byte', [0x80]],
    ['a cut sequence', [0x61, 0xe1, 0xbb]],
    ['Latin-1', [0x4d, 0xfc, 0x6c]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['an overlong sequence', [0xc0, 0xaf]],
  ])('refuses %s and adds nothing', (_name, bytes) => {
    const table = new IdTable();
    expect(numberOf(table, 'a')).toBe(0);
    for (let i = 0; i < 2; i++) expect(() => numberOf(table, bytes)).toThrow(TypeError);
    expect(table.names).toEqual(['a']);
    expect(numberOf(table, 'b')).toBe(1);
    expect(numberOf(table, 'a')).toBe(0);
  });

  it.each([
    ['the empty id', '', 'a'],
    ['a zero byte', 'a\0', 'a'],
    ['a byte order mark', '\uFEFFa', 'a'],
    ['case', 'A', 'a'],
    ['composed and decomposed letters', 'ệ'.normalize('NFC'), 'ệ'.normalize('NFD')],
    ['a prefix', 'ab', 'a'],
  ])('tells apart: %s', (_name, one, other) => {
    const table = new IdTable();
    expect([one, other, one, other].map((id) => numberOf(table, id))).toEqual([0, 1, 0, 1]);
    expect(table.names).toEqual([one, other]);
  });
});
