/**
 * From a CSV file of check-ins to a log of numbers: streamed, no string a row.
 *
 * @module
 */
import { CheckInLog, type CheckInNames, OPEN_END } from '@waypost/core/matching';
import { InputError } from '../errors.ts';
import type { RowProblem } from '../language/messages.ts';
import type { SourceOptions } from './byte-source.ts';
import { type ColumnMap, type ColumnName, type Columns, findColumns, headerOf } from './columns.ts';
import type { CsvScanner } from './csv-scanner.ts';
import { IdTable, MAX_ID_BYTES } from './id-table.ts';
import type { LocalTime } from './local-time.ts';
import { readCsv } from './read-csv.ts';
import { readTime } from './time-field.ts';

/** A row that could not be used. */
export interface BadRow {
  readonly line: number;
  readonly problem: RowProblem;
}

/** How check-ins are read. */
export interface ReadOptions extends SourceOptions {
  readonly map: ColumnMap;
  /** For times without an offset; `null`: they are refused. */
  readonly timeZone: LocalTime | null;
  /** Whether a row that cannot be used is counted and left out; otherwise it ends the reading. */
  readonly skipBadRows: boolean;
  /** Columns that must be there besides person, venue and start. */
  readonly alsoRequired: readonly ColumnName[];
}

/** What was read. */
export interface CheckInsRead {
  readonly log: CheckInLog;
  readonly names: CheckInNames;
  /** Rows after the header, the skipped ones included. */
  readonly rows: number;
  readonly skipped: number;
  /** The first of the skipped rows, at most {@link MAX_LISTED_ROWS}. */
  readonly badRows: readonly BadRow[];
  /** Latest start of a row, in Unix seconds; `null` without rows. */
  readonly lastStart: number | null;
}

/** How many skipped rows are listed; all are counted. */
export const MAX_LISTED_ROWS = 1000;

/**
 * Reads a file of check-ins.
 *
 * @throws {@link InputError} with the line and what is wrong with it.
 */
export async function readCheckIns(file: string, options: ReadOptions): Promise<CheckInsRead> {
  let reader: RowReader | null = null;
  const rows = await readCsv(
    file,
    (scanner) => {
      if (reader) reader.read();
      else reader = new RowReader(file, scanner, options);
    },
    options,
  );
  // The callback above sets it with the header, which readCsv makes sure of.
  const { log, names, badRows, skipped, lastStart } = reader as unknown as RowReader;
  if (rows === 1) throw new InputError(file, { kind: 'no-rows' });
  return { log, names: names(), rows: rows - 1, skipped, badRows, lastStart };
}

/** Reads the rows under one header. */
class RowReader {
  readonly log: CheckInLog;
  readonly badRows: BadRow[] = [];
  skipped = 0;
  lastStart: number | null = null;
  readonly #file: string;
  readonly #scanner: CsvScanner;
  readonly #options: ReadOptions;
  readonly #columns: Columns;
  readonly #persons = new IdTable();
  readonly #venues = new IdTable();
  readonly #zones = new IdTable();

  constructor(file: string, scanner: CsvScanner, options: ReadOptions) {
    this.#file = file;
    this.#scanner = scanner;
    this.#options = options;
    const required: ColumnName[] = ['person', 'venue', 'start', ...options.alsoRequired];
    this.#columns = findColumns(file, headerOf(scanner), options.map, required);
    this.log = new CheckInLog({ zones: this.#columns.zone >= 0 });
    this.#zones.numberOf(new Uint8Array(0), 0, 0); // zone 0 is the empty one
  }

  readonly names = (): CheckInNames => ({
    persons: this.#persons.names,
    venues: this.#venues.names,
    zones: this.#zones.names,
  });

  read(): void {
    const problem = this.#row();
    if (problem === null) return;
    const { line } = this.#scanner;
    if (!this.#options.skipBadRows) throw new InputError(this.#file, problem, line);
    this.skipped++;
    if (this.badRows.length < MAX_LISTED_ROWS) this.badRows.push({ line, problem });
  }

  /** Adds the row to the log, or says why it cannot be used. */
  #row(): RowProblem | null {
    const { person, venue, start, end, zone } = this.#columns;
    if (this.#scanner.fieldCount <= Math.max(person, venue, start))
      return { kind: 'row-short', fields: this.#scanner.fieldCount };
    const from = this.#time(start);
    if (typeof from !== 'number') return from;
    const to = this.#isEmpty(end) ? OPEN_END : this.#time(end);
    if (typeof to !== 'number') return to;
    if (to < from) return { kind: 'end-before-start' };
    const who = this.#id('person', person, this.#persons);
    if (typeof who !== 'number') return who;
    const where = this.#id('venue', venue, this.#venues);
    if (typeof where !== 'number') return where;
    const zoneNumber = this.#isEmpty(zone) ? 0 : this.#id('zone', zone, this.#zones);
    if (typeof zoneNumber !== 'number') return zoneNumber;
    this.log.add(who, where, { start: from, end: to, zone: zoneNumber });
    if (this.lastStart === null || from > this.lastStart) this.lastStart = from;
    return null;
  }

  #isEmpty(place: number): boolean {
    const scanner = this.#scanner;
    return place < 0 || place >= scanner.fieldCount || scanner.start(place) === scanner.end(place);
  }

  #time(place: number): number | RowProblem {
    const scanner = this.#scanner;
    const column = place === this.#columns.start ? 'start' : 'end';
    if (this.#isEmpty(place)) return { kind: 'field-empty', column };
    const zone = this.#options.timeZone;
    const time = scanner.hasDoubledQuotes(place)
      ? 'unreadable'
      : readTime(scanner.bytes, scanner.start(place), scanner.end(place), zone);
    return typeof time === 'number' ? time : { kind: 'time', column, problem: time };
  }

  #id(column: ColumnName, place: number, table: IdTable): number | RowProblem {
    const scanner = this.#scanner;
    if (this.#isEmpty(place)) return { kind: 'field-empty', column };
    let [bytes, from, to] = [scanner.bytes, scanner.start(place), scanner.end(place)];
    if (scanner.hasDoubledQuotes(place)) {
      bytes = scanner.field(place);
      [from, to] = [0, bytes.length];
    }
    if (to - from > MAX_ID_BYTES) return { kind: 'id-too-long', column, max: MAX_ID_BYTES };
    try {
      return table.numberOf(bytes, from, to);
    } catch {
      return { kind: 'not-utf8', column };
    }
  }
}
