import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RowSorter } from '../../src/matching/row-sorter.ts';

const UINT32_MAX = 0xffff_ffff;

type Row = readonly number[];

const columnsOf = (rows: readonly Row[], width: number): Uint32Array[] =>
  Array.from({ length: width }, (_, c) => Uint32Array.from(rows, (row) => row[c]!));

const rowsOf = (columns: readonly Uint32Array[]): Row[] =>
  Array.from(columns[0]!, (_, row) => columns.map((column) => column[row]!));

function compareRows(a: Row, b: Row): number {
  const c = a.findIndex((value, i) => value !== b[i]);
  return c < 0 ? 0 : a[c]! - b[c]!;
}

/** Numbers that are often equal, often far apart, and sometimes at the ends of the range. */
const anyNumber = fc.oneof(
  fc.nat(3),
  fc.integer({ min: 1_600_000_000, max: 1_600_000_900 }),
  fc.constantFrom(0, UINT32_MAX, UINT32_MAX - 1, 2 ** 31),
  fc.integer({ min: 0, max: UINT32_MAX }),
);

/** Rows of one width, and the groups they are cut into. */
const anyGroups = fc
  .record({ width: fc.integer({ min: 1, max: 4 }), number: fc.constantFrom(fc.nat(3), anyNumber) })
  .chain(({ width, number }) =>
    fc.record({
      width: fc.constant(width),
      rows: fc.array(fc.array(number, { minLength: width, maxLength: width }), {
        maxLength: 200,
        size: 'max',
      }),
      cuts: fc.array(fc.nat(200), { maxLength: 4 }),
    }),
  );

describe('RowSorter', () => {
  it('sorts each group as rows are compared, column by column, and no other row', () =>
    fc.assert(
      fc.property(anyGroups, ({ width, rows, cuts }) => {
        const bounds = [...cuts.map((cut) => Math.min(cut, rows.length)), rows.length];
        bounds.sort((a, b) => a - b);
        const columns = columnsOf(rows, width);
        const sorter = new RowSorter(columns, rows.length);
        // What stands before the first bound belongs to no group.
        const expected = rows.slice(0, bounds[0]);
        for (const [i, from] of bounds.slice(0, -1).entries()) {
          const to = bounds[i + 1]!;
          sorter.sort(from, to);
          expected.push(...rows.slice(from, to).sort(compareRows));
        }
        expect(rowsOf(columns)).toEqual(expected);
      }),
      { numRuns: 500 },
    ));

  it.each([24, 25, 16_383, 16_384, 20_000])(
    'sorts %i rows, whatever the digits it sorts them by',
    (length) => {
      // Multiplicative hashing: far apart, with the same numbers again and again in the last column.
      const far = (n: number): number => Math.imul(n, 0x9e37_79b1) >>> 0;
      const rows = Array.from({ length }, (_, n) => [
        far(n % 500),
        far(n) % 2 ** 12,
        n % 3,
        far(n),
      ]);
      const columns = columnsOf(rows, 4);
      new RowSorter(columns, length).sort(0, length);
      expect(rowsOf(columns)).toEqual([...rows].sort(compareRows));
    },
  );
});
