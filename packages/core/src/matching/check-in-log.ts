/**
 * Check-ins as they arrive: unsorted columns that grow block by block.
 *
 * @module
 */
import { UINT32_MAX } from '../primitives/bytes.ts';
import { WaypostError } from '../primitives/errors.ts';

/** In an `end` column: nobody checked out. No instant has this value. */
export const OPEN_END: number = UINT32_MAX;

/** Rows of the first block. Each next one is twice as long, until a column's block is 16 MiB. */
const FIRST_BLOCK_ROWS = 1 << 12;
const LARGEST_BLOCK_ROWS = 1 << 22;

/** One block of rows. Columns are 4 bytes a row; `zone` only where zones are recorded. */
export interface CheckInBlock {
  readonly person: Uint32Array;
  readonly venue: Uint32Array;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  readonly zone: Uint32Array | null;
}

/**
 * Collects check-ins under numbers that the caller gave to persons, venues and zones in any order,
 * 16 bytes a row (20 with zones). Growing never copies.
 */
export class CheckInLog {
  readonly #withZones: boolean;
  readonly #blocks: CheckInBlock[] = [];
  #block: CheckInBlock;
  #used = 0;
  #rowsBefore = 0;

  /** @param options.zones - Whether zones are recorded; without it every row is in zone 0. */
  constructor(options: { readonly zones: boolean }) {
    this.#withZones = options.zones;
    this.#block = this.#grow();
  }

  /** Rows so far. */
  get length(): number {
    return this.#rowsBefore + this.#used;
  }

  /** Whether zones are recorded. */
  get withZones(): boolean {
    return this.#withZones;
  }

  /**
   * Adds one check-in.
   *
   * @param stay - Unix seconds; `end` is {@link OPEN_END} where nobody checked out.
   * @throws {@link WaypostError} `CHECK_IN_INVALID` when a number is no uint32 or `end < start`.
   */
  add(person: number, venue: number, stay: { start: number; end: number; zone: number }): void {
    const { start, end, zone } = stay;
    const areUint32 = isUint32(person) && isUint32(venue) && isUint32(zone) && isUint32(start);
    if (!areUint32 || !isUint32(end) || end < start)
      throw new WaypostError('CHECK_IN_INVALID', 'a check-in must be uint32 numbers, end >= start');
    if (this.#used === this.#block.person.length) this.#block = this.#grow();
    const row = this.#used++;
    this.#block.person[row] = person;
    this.#block.venue[row] = venue;
    this.#block.start[row] = start;
    this.#block.end[row] = end;
    if (this.#block.zone) this.#block.zone[row] = zone;
  }

  /** The blocks in order, each cut to its rows. */
  *blocks(): Generator<CheckInBlock> {
    for (const block of this.#blocks) yield this.#cut(block);
  }

  #cut(block: CheckInBlock): CheckInBlock {
    const rows = block === this.#block ? this.#used : block.person.length;
    return {
      person: block.person.subarray(0, rows),
      venue: block.venue.subarray(0, rows),
      start: block.start.subarray(0, rows),
      end: block.end.subarray(0, rows),
      zone: block.zone?.subarray(0, rows) ?? null,
    };
  }

  #grow(): CheckInBlock {
    this.#rowsBefore += this.#used;
    const rows = Math.min(LARGEST_BLOCK_ROWS, Math.max(FIRST_BLOCK_ROWS, this.#rowsBefore));
    const column = (): Uint32Array => new Uint32Array(rows);
    const zone = this.#withZones ? column() : null;
    const block = { person: column(), venue: column(), start: column(), end: column(), zone };
    this.#blocks.push(block);
    this.#used = 0;
    return block;
  }
}

const isUint32 = (value: number): boolean => value >>> 0 === value;
