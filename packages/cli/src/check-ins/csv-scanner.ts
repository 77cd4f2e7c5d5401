/**
 * Splits a stream of CSV bytes into rows and fields without making strings.
 *
 * RFC 4180, with LF beside CRLF. A field in quotes may hold delimiters, line ends and doubled quotes.
 *
 * @module
 */

const QUOTE = 0x22;
const CR = 0x0d;
const LF = 0x0a;

/** Longest row in bytes, line end included; a quote that is never closed ends here and not in the memory. */
export const MAX_ROW_BYTES: number = 1 << 20;
/** Most fields a row may have. */
export const MAX_FIELDS = 1024;

/** Why a file cannot be read as CSV. */
export type CsvFault = 'row-too-long' | 'too-many-fields' | 'text-after-quote' | 'quote-not-closed';

/** The scanner's way of giving up; `line` is where the broken row begins. */
export class CsvError extends Error {
  readonly fault: CsvFault;
  readonly line: number;

  constructor(fault: CsvFault, line: number) {
    super(fault);
    this.fault = fault;
    this.line = line;
  }
}

/** One row at a time: `onRow` reads the fields of the row that was just found. */
export class CsvScanner {
  /** Number of the current row's first line, from 1. */
  line = 1;
  /** Fields of the current row. */
  fieldCount = 0;
  /** What {@link CsvScanner.start} and {@link CsvScanner.end} point into. */
  bytes: Uint8Array = new Uint8Array(0);

  readonly #delimiter: number;
  readonly #onRow: () => void;
  /** Start and end of each field; the end is negative where quotes inside are doubled. */
  readonly #bounds = new Int32Array(2 * MAX_FIELDS);
  #linesInRow = 1;
  /** Holds `bytes`; reused from chunk to chunk. */
  #buffer: Uint8Array = new Uint8Array(0);

  /** @param delimiter - One ASCII character. */
  constructor(delimiter: string, onRow: () => void) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#onRow = onRow;
  }

  /** Takes the next bytes and reports the rows that end in them. @throws {@link CsvError} */
  push(chunk: Uint8Array): void {
    const held = this.bytes;
    const length = held.length + chunk.length;
    if (length > this.#buffer.length) {
      const larger = new Uint8Array(2 * length);
      larger.set(held);
      this.#buffer = larger;
    } else this.#buffer.copyWithin(0, held.byteOffset, held.byteOffset + held.length);
    this.#buffer.set(chunk, held.length);
    this.bytes = this.#buffer.subarray(0, length);
    this.#scan(false);
    if (this.bytes.length > MAX_ROW_BYTES) throw new CsvError('row-too-long', this.line);
  }

  /** The last row may end without a line end. @throws {@link CsvError} */
  finish(): void {
    this.#scan(true);
  }

  /** Where field `i` of the current row begins in `bytes`. */
  start(i: number): number {
    return this.#bounds[2 * i]!;
  }

  /** Where field `i` ends. Only for fields without {@link CsvScanner.hasDoubledQuotes}. */
  end(i: number): number {
    return this.#bounds[2 * i + 1]!;
  }

  /** Whether {@link CsvScanner.field} must be used instead of the bounds. */
  hasDoubledQuotes(i: number): boolean {
    return this.#bounds[2 * i + 1]! < 0;
  }

  /** The bytes of field `i`, doubled quotes undone. */
  field(i: number): Uint8Array {
    if (!this.hasDoubledQuotes(i)) return this.bytes.subarray(this.start(i), this.end(i));
    const doubled = this.bytes.subarray(this.start(i), -this.end(i));
    const single = new Uint8Array(doubled.length);
    let length = 0;
    for (let at = 0; at < doubled.length; at++) {
      single[length++] = doubled[at]!;
      if (doubled[at] === QUOTE) at++;
    }
    return single.subarray(0, length);
  }

  #scan(isLast: boolean): void {
    let from = 0;
    while (from < this.bytes.length) {
      const next = this.#row(from, isLast);
      if (next < 0) break;
      if (next - from > MAX_ROW_BYTES) throw new CsvError('row-too-long', this.line);
      const isBlank = this.fieldCount === 1 && this.start(0) === this.end(0);
      if (!isBlank) this.#onRow();
      this.line += this.#linesInRow;
      from = next;
    }
    this.bytes = this.bytes.subarray(from);
  }

  /** Finds the fields of the row at `at`. Returns where the next one begins, or -1: not all here yet. */
  #row(at: number, isLast: boolean): number {
    const bytes = this.bytes;
    const length = bytes.length;
    this.fieldCount = 0;
    this.#linesInRow = 1;
    for (;;) {
      if (this.fieldCount === MAX_FIELDS) throw new CsvError('too-many-fields', this.line);
      if (bytes[at] === QUOTE) {
        at = this.#quotedField(at + 1, isLast);
        if (at < 0) return -1;
      } else {
        const start = at;
        while (at < length && bytes[at] !== this.#delimiter && bytes[at] !== LF) at++;
        if (at === length && !isLast) return -1;
        const end =
          at > start && bytes[at] !== this.#delimiter && bytes[at - 1] === CR ? at - 1 : at;
        this.#record(start, end);
      }
      if (at >= length) return length;
      at++;
      if (bytes[at - 1] === LF) return at;
    }
  }

  /** Reads a field whose opening quote is behind. Returns the place of the delimiter, LF, or the end. */
  #quotedField(start: number, isLast: boolean): number {
    const { bytes } = this;
    let isDoubled = false;
    let at = start;
    for (; ; at++) {
      if (at >= bytes.length) {
        if (isLast) throw new CsvError('quote-not-closed', this.line);
        return -1;
      }
      if (bytes[at] === LF) this.#linesInRow++;
      if (bytes[at] !== QUOTE) continue;
      if (bytes[at + 1] !== QUOTE) break;
      isDoubled = true;
      at++;
    }
    // Whether this quote closes the field shows only in what follows it.
    if (at + 2 >= bytes.length && !isLast) return -1;
    this.#record(start, isDoubled ? -at : at);
    at++;
    if (bytes[at] === CR && (at + 1 >= bytes.length || bytes[at + 1] === LF)) at++;
    if (at < bytes.length && bytes[at] !== this.#delimiter && bytes[at] !== LF)
      throw new CsvError('text-after-quote', this.line);
    return at;
  }

  #record(start: number, end: number): void {
    this.#bounds[2 * this.fieldCount] = start;
    this.#bounds[2 * this.fieldCount + 1] = end;
    this.fieldCount++;
  }
}
