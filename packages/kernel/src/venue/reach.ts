import { groupRows, orderBy } from './order.ts';
import { countOf } from './stays.ts';

/**
 * Tells whether a stay has at least `m` seconds in common with one of many presences at its venue.
 *
 * Two stays `[s, e)` and `[a, b)` of at least `m` seconds have `m` in common if and only if
 * `s <= b - m` and `e >= a + m`. So with the presences sorted by start, and beside each the latest end
 * up to it, the last one that began by `b - m` decides. It is looked up in a table of equal cells of
 * time, about one for each presence, and then by bisection within the cell:
 *
 * ```text
 * starts   s0 s1 │ s2 │        │ s3 s4 s5 │       reach    e0 e0 │ e2 │        │ e2 e4 e4
 * cell     0       1    2        3        4       first    0       2    3        3        6
 * ```
 */
export class Reach {
  readonly #minOverlapSeconds: number;
  readonly #offset: Uint32Array;
  readonly #starts: Uint32Array;
  readonly #reach: Uint32Array;
  /** Of the venue: its presences, the cells' width as a power of two, and where each cell begins. */
  #from = 0;
  #to = 0;
  #shift = 0;
  readonly #first: Uint32Array;

  /** @param presences - Columns; those that are shorter than the overlap are left out. */
  constructor(
    presences: {
      readonly venues: readonly number[];
      readonly starts: readonly number[];
      readonly ends: readonly number[];
    },
    minOverlapSeconds: number,
  ) {
    this.#minOverlapSeconds = minOverlapSeconds;
    const venues = new Uint32Array(presences.venues);
    const starts = new Uint32Array(presences.starts);
    const { rows, offset } = groupRows(venues, countOf(venues), orderBy(starts));
    this.#offset = offset;
    this.#starts = rows.map((row) => starts[row]!);
    this.#reach = rows.map((row) => presences.ends[row]!);
    this.#first = new Uint32Array(rows.length + 2);
  }

  /** The venues with a presence, ascending; of each one, until the next, {@link Reach.meets} tells. */
  *venues(): Generator<number> {
    for (let venue = 0; venue + 1 < this.#offset.length; venue++) {
      this.#from = this.#offset[venue]!;
      this.#to = this.#offset[venue + 1]!;
      if (this.#from === this.#to) continue;
      const reach = this.#reach;
      for (let i = this.#from + 1; i < this.#to; i++)
        if (reach[i]! < reach[i - 1]!) reach[i] = reach[i - 1]!;
      this.#fillCells();
      yield venue;
    }
  }

  /** Whether `[start, end)` meets one of the presences for long enough. */
  meets(start: number, end: number): boolean {
    if (end - start < this.#minOverlapSeconds) return false;
    const latestStart = end - this.#minOverlapSeconds;
    const starts = this.#starts;
    const sinceFirst = latestStart - starts[this.#from]!;
    if (sinceFirst < 0) return false;
    let low = this.#to - 1;
    if (latestStart < starts[low]!) {
      // Of the presences `low..high-1` some begin by then, the one before them at any rate.
      const cell = sinceFirst >>> this.#shift;
      low = this.#first[cell]!;
      let high = this.#first[cell + 1]!;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (starts[middle]! <= latestStart) low = middle + 1;
        else high = middle;
      }
      low--;
    }
    return this.#reach[low]! >= start + this.#minOverlapSeconds;
  }

  /** `first[c]`: the first presence that begins in cell `c` or later. */
  #fillCells(): void {
    const [from, to, starts] = [this.#from, this.#to, this.#starts];
    const count = to - from;
    const first = this.#first;
    const span = starts[to - 1]! - starts[from]!;
    // A cell's number is below `count`, so that `count + 1` boundaries are enough.
    this.#shift = Math.max(0, 32 - Math.clz32(Math.floor(span / count)));
    let cell = 0;
    for (let i = from; i < to; i++)
      for (const own = (starts[i]! - starts[from]!) >>> this.#shift; cell <= own; cell++)
        first[cell] = i;
    first[cell] = to;
  }
}
