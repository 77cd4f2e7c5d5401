import { parseVenuesCsv, type VenueListLimits } from '@waypost/poster/bulk';
import { describe, expect, it } from 'vitest';

const HEADER = 'name,address,kind,zones,contact';
const LIMITS: VenueListLimits = { maxRows: 3, maxZones: 5 };

const parse = (text: string) => parseVenuesCsv(new TextEncoder().encode(text), LIMITS);

describe('parseVenuesCsv', () => {
  it.each([
    ['CRLF', '\r\n'],
    ['LF', '\n'],
  ])('reads rows that end in %s, with a byte order mark and blank lines', (_, end) => {
    const rows = [HEADER, '', 'Phở,"12 Hàng Bông, ""A""",3,Tầng 1|Tầng 2,a@b.vn', 'Quán,,,,', ''];
    expect(parse(`\uFEFF${rows.join(end)}`).venues).toEqual([
      {
        row: 3,
        name: 'Phở',
        address: '12 Hàng Bông, "A"',
        kind: 3,
        zones: ['Tầng 1', 'Tầng 2'],
        contact: 'a@b.vn',
      },
      { row: 4, name: 'Quán', address: '', kind: 0, zones: [''], contact: '' },
    ]);
  });

  it('needs no contact, and no line end behind the last row', () => {
    const { venues } = parse('name,address,kind,zones\nQuán,,,');
    expect(venues).toMatchObject([{ name: 'Quán', contact: '' }]);
  });

  it('composes letters, and takes spaces away', () => {
    const { venues } = parse(`${HEADER}\n  Pho\u031b\u0309  A ,,,,`);
    expect(venues?.[0]?.name).toBe('Phở A');
  });

  it.each([
    ['an empty file', '', [1, null, 'header']],
    ['another header', 'name,address\nA,B', [1, null, 'header']],
    ['columns in another order', 'address,name,kind,zones\n', [1, null, 'header']],
    ['a header alone', `${HEADER}\n`, [1, null, 'no-rows']],
    ['a quotation mark that is not closed', `${HEADER}\nA,"B,,,`, [2, null, 'not-csv']],
    ['text behind a quotation mark', `${HEADER}\nA,"B"C,,,`, [2, null, 'not-csv']],
    ['a field too few', `${HEADER}\nA,B,,`, [2, null, 'field-count']],
    ['a field too many', `${HEADER}\nA,B,,,,`, [2, null, 'field-count']],
    ['no name', `${HEADER}\n,B,,,`, [2, 'name', 'invalid']],
    ['a name of more than 100 bytes', `${HEADER}\n${'ở'.repeat(34)},,,,`, [2, 'name', 'invalid']],
    ['an address of two lines', `${HEADER}\nA,"B\nC",,,`, [2, 'address', 'invalid']],
    ['a kind above 255', `${HEADER}\nA,,256,,`, [2, 'kind', 'invalid']],
    ['a kind in hexadecimal', `${HEADER}\nA,,0x1,,`, [2, 'kind', 'invalid']],
    ['a zone twice', `${HEADER}\nA,,,x|x,`, [2, 'zones', 'invalid']],
    ['an empty zone among others', `${HEADER}\nA,,,x|,`, [2, 'zones', 'invalid']],
    ['a zone of more than 40 bytes', `${HEADER}\nA,,,${'x'.repeat(41)},`, [2, 'zones', 'invalid']],
    ['a long contact', `${HEADER}\nA,,,,${'x'.repeat(81)}`, [2, 'contact', 'invalid']],
    ['a letter without a glyph', `${HEADER}\n😀,,,,`, [2, 'name', 'character']],
    ['a venue twice', `${HEADER}\nA,B,,,\nA,B,,,`, [3, null, 'twice']],
    ['a row too many', `${HEADER}\nA,,,,\nB,,,,\nC,,,,\nD,,,,`, [5, null, 'too-many-rows']],
    ['a zone too many', `${HEADER}\nA,,,a|b|c,\nB,,,a|b|c,`, [3, null, 'too-many-zones']],
    ['a large file', 'x'.repeat(70_000), [1, null, 'file-too-large']],
  ] as const)('refuses %s, and all rows with it', (_what, text, [row, column, problem]) => {
    const { venues, errors } = parse(text);
    expect(venues).toBeNull();
    expect(errors).toEqual([{ row, column, problem }]);
  });

  it('refuses what is no UTF-8', () => {
    const bytes = Uint8Array.of(...new TextEncoder().encode(`${HEADER}\n`), 0xff);
    expect(parseVenuesCsv(bytes, LIMITS).errors).toEqual([
      { row: 1, column: null, problem: 'not-utf8' },
    ]);
  });
});
