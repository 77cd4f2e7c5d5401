/**
 * What a phone heard, from a CSV file.
 *
 * | column             | holds                                                        |
 * | ------------------ | ------------------------------------------------------------ |
 * | `rpi`              | 16 bytes as hex                                              |
 * | `aem`              | 4 bytes as hex                                               |
 * | `rssi`             | signal strength in dBm, -128..127                            |
 * | `at`               | Unix seconds, or ISO 8601 with an offset                     |
 * | `previous_scan_at` | the same; empty or left out where the scan before is unknown |
 *
 * @module
 */
import type { Sighting } from '@waypost/core/gaen';
import { fromHex } from '@waypost/core/primitives';
import type { SourceOptions } from '../check-ins/byte-source.ts';
import { headerOf } from '../check-ins/columns.ts';
import type { CsvScanner } from '../check-ins/csv-scanner.ts';
import { readCsv } from '../check-ins/read-csv.ts';
import { readTime } from '../check-ins/time-field.ts';
import { InputError } from '../errors.ts';

const REQUIRED = ['rpi', 'aem', 'rssi', 'at'];
const PREVIOUS_SCAN = 'previous_scan_at';

const decoder = new TextDecoder('latin1');

/** @throws {@link InputError} naming the line and the field that cannot be used. */
export async function readSightings(
  file: string,
  options: SourceOptions = {},
): Promise<Sighting[]> {
  const sightings: Sighting[] = [];
  let header: readonly string[] | null = null;
  await readCsv(
    file,
    (scanner) => {
      if (header === null) {
        header = headerOf(scanner);
        if (!isHeader(header)) throw new InputError(file, { kind: 'sightings-header' }, 1);
        return;
      }
      sightings.push(toSighting(new Row(file, scanner, header)));
    },
    options,
  );
  return sightings;
}

const isHeader = (names: readonly string[]): boolean =>
  new Set(names).size === names.length &&
  REQUIRED.every((name) => names.includes(name)) &&
  names.every((name) => REQUIRED.includes(name) || name === PREVIOUS_SCAN);

function toSighting(row: Row): Sighting {
  return {
    rpi: row.hex('rpi', 16),
    aem: row.hex('aem', 4),
    rssi: row.int8('rssi'),
    at: row.time('at'),
    previousScanAt: row.text(PREVIOUS_SCAN) === '' ? undefined : row.time(PREVIOUS_SCAN),
  };
}

/** The fields of one row by name. */
class Row {
  readonly #file: string;
  readonly #scanner: CsvScanner;
  readonly #header: readonly string[];

  constructor(file: string, scanner: CsvScanner, header: readonly string[]) {
    this.#file = file;
    this.#scanner = scanner;
    this.#header = header;
  }

  text(name: string): string {
    return decoder.decode(this.#field(name)).trim();
  }

  hex(name: string, bytes: number): Uint8Array {
    const text = this.text(name).toLowerCase();
    if (text.length !== 2 * bytes || !/^[0-9a-f]*$/.test(text)) throw this.#refusal(name);
    return fromHex(text);
  }

  int8(name: string): number {
    const text = this.text(name);
    const value = /^-?\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= -128 && value <= 127)) throw this.#refusal(name);
    return value;
  }

  time(name: string): number {
    const field = this.#field(name);
    const problem = readTime(field, 0, field.length, null);
    if (typeof problem === 'number') return problem;
    throw new InputError(this.#file, { kind: 'time', column: name, problem }, this.#scanner.line);
  }

  #refusal(field: string): InputError {
    return new InputError(this.#file, { kind: 'key-field', field }, this.#scanner.line);
  }

  #field(name: string): Uint8Array {
    const place = this.#header.indexOf(name);
    const isThere = place >= 0 && place < this.#scanner.fieldCount;
    return isThere ? this.#scanner.field(place) : new Uint8Array(0);
  }
}
