import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ScannedRow, scan } from './scan.ts';

const DELIMITERS = [',', ';', '\t'] as const;

/** Text that is hard to hold in a CSV. */
const field = fc.string({
  unit: fc.constantFrom('a', 'b', ' ', "'", '"', ',', ';', '\t', '\n', '\r', 'ệ', '😀'),
  maxLength: 6,
});

/** A blank line is no row, so that one empty field alone cannot be written. */
const row = fc
  .array(field, { minLength: 1, maxLength: 5 })
  .filter((fields) => fields.length > 1 || fields[0] !== '');

const writing = fc.record({
  delimiter: fc.constantFrom(...DELIMITERS),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  hasFinalLineEnd: fc.boolean(),
  /** Whether fields stand in quotes that need none. */
  quotesAll: fc.boolean(),
});
type Writing = typeof writing extends fc.Arbitrary<infer T> ? T : never;

/** A plain writer by RFC 4180, and the line on which each row begins. */
function write(rows: readonly (readonly string[])[], how: Writing): [string, ScannedRow[]] {
  const expected: ScannedRow[] = [];
  let [text, line] = ['', 1];
  for (const [i, fields] of rows.entries()) {
    expected.push({ line, fields });
    const isLast = i === rows.length - 1;
    const end = isLast && !how.hasFinalLineEnd ? '' : how.lineEnd;
    const written = fields.map((value) => writeField(value, how)).join(how.delimiter) + end;
    line += written.split('\n').length - 1;
    text += written;
  }
  return [text, expected];
}

const writeField = (value: string, { delimiter, quotesAll }: Writing): string =>
  quotesAll || value.includes(delimiter) || /["\r\n]/.test(value)
    ? `"${value.replaceAll('"', '""')}"`
    : value;

const cuts = fc.array(fc.nat(), { maxLength: 12 });

describe('CSV scanner: properties', () => {
  it('reads back every table, wherever the stream is cut', () =>
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), writing, cuts, (rows, how, at) => {
        const [text, expected] = write(rows, how);
        const scanned = scan(text, { delimiter: how.delimiter, cuts: at });
        expect(scanned).toEqual({ rows: expected, fault: null });
      }),
      { numRuns: 1000 },
    ));

  it('reads back a table that comes byte by byte', () =>
    fc.assert(
      fc.property(fc.array(row, { maxLength: 4 }), writing, (rows, how) => {
        const [text, expected] = write(rows, how);
        const everywhere = Array.from({ length: 4 * text.length }, (_, i) => i);
        const scanned = scan(text, { delimiter: how.delimiter, cuts: everywhere });
        expect(scanned).toEqual({ rows: expected, fault: null });
      }),
    ));

  it('gives up only with a CsvError, on the same row wherever the stream is cut', () => {
    const anyByte = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...Buffer.from('"",\r\na')) },
      fc.nat({ max: 255 }),
    );
    fc.assert(
      fc.property(fc.array(anyByte, { maxLength: 60 }), cuts, (numbers, at) => {
        const bytes = Uint8Array.from(numbers);
        expect(scan(bytes, { cuts: at })).toEqual(scan(bytes));
      }),
      { numRuns: 2000 },
    );
  });
});
