/**
 * CSV after RFC 4180, with LF beside CRLF: small tables, held in memory as a whole.
 *
 * @module
 */

/** A row that is no CSV. */
export class CsvFault extends Error {
  /** From 1; the header is row 1. */
  readonly row: number;

  constructor(row: number) {
    super('a quotation mark is not closed, or has text before or behind it');
    this.row = row;
  }
}

// One field and what ends it. A quoted field may hold line ends, and doubled quotation marks.
const FIELD = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|$)/y;

/**
 * Splits a text into rows of fields. Empty lines are rows of one empty field.
 *
 * @throws {@link CsvFault}
 */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let fields: string[] = [];
  FIELD.lastIndex = 0;
  while (FIELD.lastIndex < text.length || fields.length > 0) {
    const [whole, quoted, plain, end] = FIELD.exec(text) ?? [];
    if (whole === undefined) throw new CsvFault(rows.length + 1);
    fields.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === ',') continue;
    rows.push(fields);
    fields = [];
    if (end === '') break;
  }
  return rows;
}

/** What a spreadsheet would take for a formula, or for one that was made harmless. */
const FORMULA_START = /^'*[=+\-@\t\r]/;

/** One row, with its line end. A cell that a spreadsheet would run begins with `'` instead. */
export const csvRow = (cells: readonly (string | number)[]): string =>
  `${cells.map((cell) => (typeof cell === 'number' ? String(cell) : csvCell(cell))).join(',')}\r\n`;

function csvCell(text: string): string {
  const safe = FORMULA_START.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The text of a cell that {@link csvRow} wrote. */
export const csvText = (cell: string): string =>
  cell.startsWith("'") && FORMULA_START.test(cell) ? cell.slice(1) : cell;
