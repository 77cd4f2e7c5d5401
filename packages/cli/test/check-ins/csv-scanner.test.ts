import { describe, expect, it } from 'vitest';
import { CsvScanner, MAX_FIELDS, MAX_ROW_BYTES } from '../../src/check-ins/csv-scanner.ts';
import { scan } from './scan.ts';

const fieldsOf = (text: string) => scan(text).rows.map(({ fields }) => fields);
/** Cuts every 64 KiB. */
const pipe = Array.from({ length: 40 }, (_, i) => i << 16);

describe('CSV scanner', () => {
  it.each([
    ['nothing', '', []],
    ['one field', 'a', [['a']]],
    ['empty fields', ',,', [['', '', '']]],
    ['a quoted empty field', 'a,""\n', [['a', '']]],
    ['a delimiter at the end of the file', 'a,', [['a', '']]],
    ['line ends of both kinds', 'a\nb\r\nc', [['a'], ['b'], ['c']]],
    ['CR at the end of the file', 'a,b\r', [['a', 'b']]],
    ['CR behind a quote at the end of the file', 'a,"b"\r', [['a', 'b']]],
    ['CR inside a field', 'a\rb,c', [['a\rb', 'c']]],
    ['a quote inside a field', 'a"b,c', [['a"b', 'c']]],
    ['quotes kept, doubled quotes undone', '"a ""b"" c","""",d', [['a "b" c', '"', 'd']]],
    ['spaces', ' a , b ', [[' a ', ' b ']]],
    ['line ends in quotes', '"a\r\nb","c\nd"\n', [['a\r\nb', 'c\nd']]],
  ])('reads %s', (_name, text, expected) => {
    expect(fieldsOf(text)).toEqual(expected);
  });

  it('passes over blank lines, and counts them', () => {
    expect(scan('\n\r\na\n\n"b\nc"\n""\n\nd').rows).toEqual([
      { line: 3, fields: ['a'] },
      { line: 5, fields: ['b\nc'] },
      { line: 9, fields: ['d'] },
    ]);
  });

  it('says where a field is, for those who make no string', () => {
    const seen: string[] = [];
    const scanner = new CsvScanner(',', () => {
      for (let i = 0; i < scanner.fieldCount; i++) {
        const isDoubled = scanner.hasDoubledQuotes(i);
        const bytes = isDoubled
          ? scanner.field(i)
          : scanner.bytes.subarray(scanner.start(i), scanner.end(i));
        seen.push(`${isDoubled} ${Buffer.from(bytes).toString()}`);
      }
    });
    scanner.push(Buffer.from('x,"y","z"""\n'));
    scanner.finish();
    expect(seen).toEqual(['false x', 'false y', 'true z"']);
  });

  it.each([
    ['quote-not-closed', 1, 'a,"b'],
    ['quote-not-closed', 3, 'a\nb\n"c\nd\ne\n'],
    ['quote-not-closed', 1, '"'],
    ['quote-not-closed', 1, '"a""'],
    ['text-after-quote', 2, 'a\n"b"c,d\n'],
    ['text-after-quote', 1, '"a" ,b\n'],
    ['text-after-quote', 1, '"a"\rb\n'],
    ['text-after-quote', 4, 'a\n"b\nc"\n"d"x'],
    ['too-many-fields', 2, `a\n${','.repeat(MAX_FIELDS)}\n`],
    ['row-too-long', 2, `a\n${'b'.repeat(MAX_ROW_BYTES)}\nc\n`],
    ['row-too-long', 2, `a\n${'b'.repeat(MAX_ROW_BYTES + 1)}`],
    ['row-too-long', 3, `a\nb\n"${'c\n'.repeat(MAX_ROW_BYTES)}`],
  ])('refuses %s in line %i', (fault, line, text) => {
    expect(scan(text).fault).toEqual({ fault, line });
    expect(scan(text, { cuts: pipe }).fault).toEqual({ fault, line });
  });

  it('takes rows up to the limits', () => {
    const fields = Array.from({ length: MAX_FIELDS }, (_, i) => String(i));
    expect(fieldsOf(fields.join())).toEqual([fields]);
    const long = 'b'.repeat(MAX_ROW_BYTES - 1);
    for (const cuts of [[], pipe])
      expect(scan(`a\n${long}\nc`, { cuts }).rows.map(({ fields: [first] }) => first)).toEqual([
        'a',
        long,
        'c',
      ]);
  });

  it('keeps no more than the row it is in', () => {
    const scanner = new CsvScanner(',', () => {});
    const row = Buffer.from(`${'x'.repeat(999)}\n`);
    for (let i = 0; i < 5000; i++) scanner.push(row);
    expect(scanner.bytes.buffer.byteLength).toBeLessThan(4 * row.length);
    expect(scanner.line).toBe(5001);
  });
});
