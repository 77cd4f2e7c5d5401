import { type ColumnMap, headerOf } from '../check-ins/columns.ts';
import { readCsv } from '../check-ins/read-csv.ts';
import { InputError } from '../errors.ts';

/**
 * Reads the cases: one person id a line, or a CSV with a person column under the same name as in the
 * check-ins.
 *
 * @throws {@link InputError} when the file cannot be read or holds no case.
 */
export async function readCases(file: string, map: ColumnMap): Promise<ReadonlySet<string>> {
  const cases = new Set<string>();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let column = -1;
  await readCsv(file, (scanner) => {
    if (column < 0) {
      column = headerOf(scanner).indexOf(map.person ?? 'person');
      if (column >= 0) return;
      column = 0; // no header: the first line is a case too
    }
    if (scanner.fieldCount <= column) return;
    try {
      const id = decoder.decode(scanner.field(column));
      if (id !== '') cases.add(id);
    } catch {
      throw new InputError(file, { kind: 'not-utf8', column: 'person' }, scanner.line);
    }
  });
  if (cases.size === 0) throw new InputError(file, { kind: 'no-cases' });
  return cases;
}
