import { InputError } from '../errors.ts';
import type { CsvScanner } from './csv-scanner.ts';

/** What a column holds. */
export const COLUMN_NAMES = ['person', 'venue', 'start', 'end', 'zone'] as const;

/** What a column holds. */
export type ColumnName = (typeof COLUMN_NAMES)[number];

/** Names in the header of the columns that differ from the default. */
export type ColumnMap = Readonly<Partial<Record<ColumnName, string>>>;

/** Place of each column in a row; -1 where the file has none. */
export type Columns = Readonly<Record<ColumnName, number>>;

/** The delimiter of a header: a comma, unless it has none outside quotes but semicolons or tabs. */
export function delimiterOf(header: string): string {
  const bare = header.replaceAll(/"[^"]*"/g, '');
  return [',', ';', '\t'].find((character) => bare.includes(character)) ?? ',';
}

/** The names in the header row that the scanner stands at. */
export function headerOf(scanner: CsvScanner): string[] {
  const decoder = new TextDecoder();
  return Array.from({ length: scanner.fieldCount }, (_, i) =>
    decoder.decode(scanner.field(i)).trim(),
  );
}

/**
 * Finds the columns in a header. `end` and `zone` may be missing unless they were asked for by name.
 *
 * @throws {@link InputError} naming the column and those that are there.
 */
export function findColumns(
  file: string,
  header: readonly string[],
  map: ColumnMap,
  required: readonly ColumnName[],
): Columns {
  const placeOf = (column: ColumnName): number => {
    const name = map[column] ?? column;
    const place = header.indexOf(name);
    const mustBeThere = required.includes(column) || map[column] !== undefined;
    if (place < 0 && mustBeThere)
      throw new InputError(file, { kind: 'column-missing', column, name, header }, 1);
    if (place >= 0 && header.indexOf(name, place + 1) >= 0)
      throw new InputError(file, { kind: 'column-twice', name }, 1);
    return place;
  };
  return {
    person: placeOf('person'),
    venue: placeOf('venue'),
    start: placeOf('start'),
    end: placeOf('end'),
    zone: placeOf('zone'),
  };
}
