import { InputError } from '../errors.ts';
import { readBytes, type SourceOptions } from './byte-source.ts';
import { delimiterOf } from './columns.ts';
import { CsvError, CsvScanner } from './csv-scanner.ts';

const CR = 0x0d;
const LF = 0x0a;

/**
 * Reads a CSV file row by row. The delimiter is found in the first line.
 *
 * @param onRow - Called with the scanner standing at each row, the header first.
 * @returns How many rows there were, the header included.
 * @throws {@link InputError} where the file is no CSV, with the line.
 */
export async function readCsv(
  file: string,
  onRow: (scanner: CsvScanner) => void,
  options: SourceOptions = {},
): Promise<number> {
  let rows = 0;
  let scanner: CsvScanner | null = null;
  try {
    for await (const chunk of readBytes(file, options)) {
      scanner ??= new CsvScanner(delimiterOf(firstLine(chunk)), () => {
        rows++;
        onRow(scanner!);
      });
      scanner.push(chunk);
    }
    scanner?.finish();
  } catch (error) {
    if (error instanceof CsvError) throw new InputError(file, { kind: error.fault }, error.line);
    throw error;
  }
  if (rows === 0) throw new InputError(file, { kind: 'file-empty' });
  return rows;
}

/** The first line that is not blank: the header. */
function firstLine(head: Uint8Array): string {
  const start = head.findIndex((byte) => byte !== CR && byte !== LF);
  const end = head.indexOf(LF, start);
  return new TextDecoder().decode(head.subarray(start, end < 0 ? undefined : end));
}
