/** One row of a CSV text. */
export interface CsvRow {
  /** Number of its first line, from 1, as an editor shows it. */
  readonly line: number;
  /** `null` where its quotes are wrong; no row follows. */
  readonly fields: readonly string[] | null;
}

/**
 * Reads RFC 4180 row by row, with LF and CR as line ends beside CRLF, and with white space around a
 * field ignored, a byte order mark too. A blank line is a row of one empty field; the end of the last
 * line begins none.
 */
export function* csvRows(text: string): Generator<CsvRow> {
  const cursor: Cursor = { text, at: 0, line: 1 };
  while (cursor.at < text.length) {
    const { line } = cursor;
    const fields = readRow(cursor);
    yield { line, fields };
    if (fields === null) return;
  }
}

interface Cursor {
  readonly text: string;
  at: number;
  line: number;
}

const BLANK = /[^\S\r\n]*/y;
const PLAIN = /[^",\r\n]*/y;
const QUOTED = /[^"]*/y;
const LINE_END = /\r\n|\n|\r/y;

function readRow(cursor: Cursor): string[] | null {
  const fields: string[] = [];
  do {
    const field = readField(cursor);
    if (field === null) return null;
    fields.push(field);
  } while (takeText(cursor, ','));
  const isLast = cursor.at === cursor.text.length;
  return isLast || take(cursor, LINE_END) !== '' ? fields : null;
}

function readField(cursor: Cursor): string | null {
  take(cursor, BLANK);
  if (!takeText(cursor, '"')) return take(cursor, PLAIN).trimEnd();
  let field = '';
  for (;;) {
    field += take(cursor, QUOTED);
    if (!takeText(cursor, '"')) return null; // never closed
    if (!takeText(cursor, '"')) break;
    field += '"';
  }
  take(cursor, BLANK);
  return field;
}

/** Takes what the sticky pattern matches here, perhaps nothing. */
function take(cursor: Cursor, pattern: RegExp): string {
  pattern.lastIndex = cursor.at;
  const taken = pattern.exec(cursor.text)?.[0] ?? '';
  cursor.at += taken.length;
  cursor.line += taken.match(/\r\n|\n|\r/g)?.length ?? 0;
  return taken;
}

function takeText(cursor: Cursor, text: string): boolean {
  if (!cursor.text.startsWith(text, cursor.at)) return false;
  cursor.at += text.length;
  return true;
}
