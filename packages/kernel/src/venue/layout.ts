/**
 * From rows to columns, a slice at a time: the second half of building and merging.
 *
 * @module
 */
import { CLASSES, noteBlock, type RowColumns, type VenueColumns } from './columns.ts';
import { accumulate } from './order.ts';

/**
 * Lays two sets of rows into the empty columns of one index, bucket by bucket, and then lists each
 * person's rows. Retired rows are left out.
 */
export class ColumnLayout {
  readonly #columns: VenueColumns;
  readonly #sources: readonly [RowColumns, RowColumns];
  /** The bucket that is being laid, and the next row of each source. */
  #bucket = 0;
  readonly #at: [number, number] = [0, 0];
  /** Rows laid so far. */
  #rows = 0;
  /** Where the next row of each person goes, once all rows are laid. */
  #nextOfPerson: Uint32Array | null = null;
  #listed = 0;

  constructor(columns: VenueColumns, older: RowColumns, newer: RowColumns) {
    this.#columns = columns;
    this.#sources = [older, newer];
  }

  /**
   * Goes on with at most `rows` rows.
   *
   * @returns Whether the columns are complete.
   */
  step(rows: number): boolean {
    const buckets = this.#columns.bucketOffset.length - 1;
    if (this.#bucket < buckets) this.#layRows(rows, buckets);
    else if (this.#nextOfPerson === null) this.#countPersons();
    else this.#listRows(this.#nextOfPerson, rows);
    return this.#nextOfPerson !== null && this.#listed === this.#rows;
  }

  #layRows(budget: number, buckets: number): void {
    const [older, newer] = this.#sources;
    const at = this.#at;
    let left = budget;
    while (left > 0 && this.#bucket < buckets) {
      const toOlder = endOf(older, this.#bucket);
      const toNewer = endOf(newer, this.#bucket);
      for (; left > 0 && at[0] < toOlder && at[1] < toNewer; left--)
        if (older.start[at[0]]! <= newer.start[at[1]]!) this.#lay(older, at[0]++);
        else this.#lay(newer, at[1]++);
      for (; left > 0 && at[0] < toOlder && at[1] === toNewer; left--) this.#lay(older, at[0]++);
      for (; left > 0 && at[1] < toNewer && at[0] === toOlder; left--) this.#lay(newer, at[1]++);
      if (at[0] < toOlder || at[1] < toNewer) return;
      this.#bucket++;
      this.#columns.bucketOffset[this.#bucket] = this.#rows;
    }
  }

  #lay(source: RowColumns, from: number): void {
    const { start, duration, person, personOffset, longest } = this.#columns;
    const seconds = source.duration[from]!;
    if (seconds === 0) return;
    const row = this.#rows++;
    const who = source.person[from]!;
    start[row] = source.start[from]!;
    duration[row] = seconds;
    person[row] = who;
    personOffset[who + 1] = personOffset[who + 1]! + 1;
    const c = this.#bucket % CLASSES;
    if (seconds > longest[c]!) longest[c] = seconds;
    noteBlock(this.#columns, row, (this.#bucket - c) / CLASSES);
  }

  #countPersons(): void {
    accumulate(this.#columns.personOffset);
    this.#nextOfPerson = this.#columns.personOffset.slice();
  }

  #listRows(next: Uint32Array, budget: number): void {
    const { person, rowOfPerson } = this.#columns;
    const to = Math.min(this.#rows, this.#listed + budget);
    for (let row = this.#listed; row < to; row++) {
      const who = person[row]!;
      rowOfPerson[next[who]!] = row;
      next[who] = next[who]! + 1;
    }
    this.#listed = to;
  }
}

/** The row after the last one of a bucket; a bucket that a source has not is empty. */
const endOf = ({ bucketOffset }: RowColumns, bucket: number): number =>
  bucketOffset[Math.min(bucket + 1, bucketOffset.length - 1)]!;
