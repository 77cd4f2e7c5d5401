import { CsvError, CsvScanner } from '../../src/check-ins/csv-scanner.ts';

/** A row as the scanner reported it. */
export interface ScannedRow {
  readonly line: number;
  readonly fields: readonly string[];
}

/** Everything a scanner says of some bytes: the rows, and how it gave up if it did. */
export interface Scanned {
  readonly rows: readonly ScannedRow[];
  readonly fault: { readonly fault: string; readonly line: number } | null;
}

const utf8 = new TextEncoder();

/** Scans text or bytes in the given pieces; anything but a `CsvError` is passed on. */
export function scan(
  input: string | Uint8Array,
  { delimiter = ',', cuts = [] }: { delimiter?: string; cuts?: readonly number[] } = {},
): Scanned {
  const bytes = typeof input === 'string' ? utf8.encode(input) : input;
  const rows: ScannedRow[] = [];
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const scanner = new CsvScanner(delimiter, () => {
    const fields = Array.from({ length: scanner.fieldCount }, (_, i) =>
      decoder.decode(scanner.field(i)),
    );
    rows.push({ line: scanner.line, fields });
  });
  try {
    for (const piece of pieces(bytes, cuts)) scanner.push(piece);
    scanner.finish();
    return { rows, fault: null };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { rows, fault: { fault: error.fault, line: error.line } };
  }
}

/** The bytes, cut at each of the places (taken modulo the length), some pieces perhaps empty. */
export function pieces(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b);
  return [0, ...places].map((from, i) => bytes.subarray(from, places[i]));
}
