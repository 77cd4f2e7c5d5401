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

/** A field without quotation marks; what stands behind any field. */
const PLAIN = /[^",\r\n]*/y;
const FIELD_END = /,|\r\n|\n|$/y;

/**
 * Splits a text into rows of fields. Empty lines are rows of one empty field.
 *
 * @throws {@link CsvFault}
 */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let fields: string[] = [];
  let at = 0;
  while (at < text.length || fields.length > 0) {
    const isQuoted = text[at] === '"';
    const after = isQuoted ? afterQuoted(text, at) : afterMatch(PLAIN, text, at);
    const next = afterMatch(FIELD_END, text, after);
    if (next < 0) throw new CsvFault(rows.length + 1);
    const field = isQuoted ? text.slice(at + 1, after - 1) : text.slice(at, after);
    fields.push(isQuoted ? field.replaceAll('""', '"') : field);
    at = next;
    if (text[after] === ',') continue;
    rows.push(fields);
    fields = [];
  }
  return rows;
}

/**
 * Behind a quoted field, which may hold line ends and doubled quotation marks; -1 where it is not closed.
 * A loop: one regular expression for it takes a stack as long as the field.
 */
function afterQuoted(text: string, start: number): number {
  let quote = text.indexOf('"', start + 1);
  while (quote >= 0 && text[quote + 1] === '"') quote = text.indexOf('"', quote + 2);
  return quote < 0 ? -1 : quote + 1;
}

/** Behind what matches at `start`; -1 where nothing does. */
function afterMatch(pattern: RegExp, text: string, start: number): number {
  if (start < 0) return -1;
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : -1;
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
