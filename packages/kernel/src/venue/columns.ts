/**
 * How the stays of an index lie in memory.
 *
 * @module
 */

/**
 * Classes of duration. A stay that ends after `t` began after `t` less the longest stay of its class,
 * so a search reads little in vain, and a stay of half a day slows down the search of its class only.
 * More classes would spare rows and cost searches, which is more.
 *
 * | class | stays of                                                                |
 * | ----- | ----------------------------------------------------------------------- |
 * | 0     | less than the shortest overlap: kept only to be joined with others      |
 * | 1     | less than 4 units; a unit is that overlap, or 15 minutes if it is less  |
 * | 2     | less than 16 units                                                      |
 * | 3     | more                                                                    |
 */
export const CLASSES = 4;

const SHORTEST_UNIT_SECONDS = 900;

/** Longest stay that a row can hold, in seconds: 18 hours 12 minutes. */
export const LONGEST_ROW_SECONDS = 0xffff;

/** The class of a stay of so many seconds. */
export function classOf(seconds: number, minOverlapSeconds: number): number {
  if (seconds < minOverlapSeconds) return 0;
  const unit = Math.max(minOverlapSeconds, SHORTEST_UNIT_SECONDS);
  return seconds < 4 * unit ? 1 : seconds < 16 * unit ? 2 : 3;
}

/** The directory has one entry for so many rows: 64. */
const BLOCK_BITS = 6;

/** Rows by bucket: the classes of venue 0, of venue 1, and so on; by start within a bucket. */
export interface RowColumns {
  /** Unix seconds. */
  readonly start: Uint32Array;
  /** Seconds; 0 for a row that was retired: it has no part in anything and goes with the next merge. */
  readonly duration: Uint16Array;
  readonly person: Uint32Array;
  /** Class `c` of venue `v` are the rows `bucketOffset[4 v + c] ..` the next offset. */
  readonly bucketOffset: Uint32Array;
}

/**
 * The columns of an index: 14 bytes a stay and 8 for each 64 of them, 16 a venue, 4 a person.
 *
 * | column         | of      | numbers       | bytes each |
 * | -------------- | ------- | ------------- | ---------- |
 * | `start`        | rows    |               | 4          |
 * | `duration`     | rows    |               | 2          |
 * | `person`       | rows    |               | 4          |
 * | `bucketOffset` | venues  | 4 and 1 more  | 4          |
 * | `personOffset` | persons | 1 and 1 more  | 4          |
 * | `rowOfPerson`  | rows    |               | 4          |
 * | `venueOfBlock` | 64 rows |               | 4          |
 * | `startOfBlock` | 64 rows |               | 4          |
 * | `longest`      | classes |               | 4          |
 */
export interface VenueColumns extends RowColumns {
  /** The rows of person `p`, ascending, are `rowOfPerson[personOffset[p]] ..` the next offset. */
  readonly personOffset: Uint32Array;
  readonly rowOfPerson: Uint32Array;
  /** The venue of row `64 b`. */
  readonly venueOfBlock: Uint32Array;
  /** The start of row `64 b`. */
  readonly startOfBlock: Uint32Array;
  /** Longest stay of each class, in seconds. */
  readonly longest: Uint32Array;
}

/** How many there are of each. */
export interface IndexSizes {
  readonly rows: number;
  readonly venues: number;
  readonly persons: number;
  /** Persons are below it, those yet to come included. */
  readonly capacity: number;
}

/** A column ends at a multiple of 16 bytes, and 16 more follow: a vector may be read from its last row. */
const SLACK_BYTES = 16;
const columnBytes = (bytes: number): number => Math.ceil(bytes / 16) * 16 + SLACK_BYTES;

/** Cuts columns out of one buffer, one after another. */
export class ColumnCutter {
  readonly #buffer: ArrayBuffer;
  #at: number;

  /** @param from - The first byte that is free. */
  constructor(buffer: ArrayBuffer, from: number) {
    this.#buffer = buffer;
    this.#at = columnBytes(from);
  }

  uint16(length: number): Uint16Array {
    return new Uint16Array(this.#buffer, this.#take(2 * length), length);
  }

  uint32(length: number): Uint32Array {
    return new Uint32Array(this.#buffer, this.#take(4 * length), length);
  }

  float64(length: number): Float64Array {
    return new Float64Array(this.#buffer, this.#take(8 * length), length);
  }

  #take(bytes: number): number {
    const at = this.#at;
    this.#at += columnBytes(bytes);
    return at;
  }
}

/** Most that columns take beyond their bytes: for 20 of them. */
export const CUTTING_BYTES: number = 20 * 2 * SLACK_BYTES;

/** Bytes of the columns of an index, by the table above. */
export function bytesOf({ rows, venues, persons }: IndexSizes): number {
  const blocks = (rows >>> BLOCK_BITS) + 1;
  return 14 * rows + 8 * blocks + 4 * (CLASSES * venues + 1 + persons + 1 + CLASSES);
}

/** Cuts the columns of an index, all of them zero. */
export function cutColumns(
  cutter: ColumnCutter,
  { rows, venues, persons }: IndexSizes,
): VenueColumns {
  const blocks = (rows >>> BLOCK_BITS) + 1;
  return {
    start: cutter.uint32(rows),
    duration: cutter.uint16(rows),
    person: cutter.uint32(rows),
    bucketOffset: cutter.uint32(CLASSES * venues + 1),
    personOffset: cutter.uint32(persons + 1),
    rowOfPerson: cutter.uint32(rows),
    venueOfBlock: cutter.uint32(blocks),
    startOfBlock: cutter.uint32(blocks),
    longest: cutter.uint32(CLASSES),
  };
}

/** Notes what a block begins with, once its row is laid; does nothing for other rows. */
export function noteBlock(columns: VenueColumns, row: number, venue: number): void {
  if (row % 2 ** BLOCK_BITS !== 0) return;
  columns.venueOfBlock[row >>> BLOCK_BITS] = venue;
  columns.startOfBlock[row >>> BLOCK_BITS] = columns.start[row]!;
}

/** Venues that the columns have a place for. */
export const venuesIn = ({ bucketOffset }: RowColumns): number =>
  (bucketOffset.length - 1) / CLASSES;

/** Rows that are laid, retired ones included: the columns may have room for more. */
export const rowsIn = ({ bucketOffset }: RowColumns): number =>
  bucketOffset[bucketOffset.length - 1]!;

/** The venue of a row: by the row's block, then the venues that begin within it. */
export function venueOf(columns: VenueColumns, row: number): number {
  const { venueOfBlock, bucketOffset } = columns;
  const block = row >>> BLOCK_BITS;
  let from = venueOfBlock[block]!;
  let to = venueOfBlock[block + 1] || venuesIn(columns) - 1;
  while (from < to) {
    const middle = (from + to + 1) >>> 1;
    if (bucketOffset[CLASSES * middle]! <= row) from = middle;
    else to = middle - 1;
  }
  return from;
}
