import { WaypostError } from '@waypost/core/primitives';
import {
  bytesOf,
  CLASSES,
  type IndexSizes,
  rowsIn,
  type VenueColumns,
  venueOf,
  venuesIn,
} from './columns.ts';
import type { MakeVenueEngine, VenueEngine } from './engine.ts';
import { ColumnLayout } from './layout.ts';
import { LooseStays } from './loose-stays.ts';
import { NO_ROWS, rowsOf } from './rows.ts';
import { assertStays, countOf, NO_TIME, type StayColumns, type TimeSpan } from './stays.ts';

/** Loose stays from which on a merge is worth its while. */
const MERGE_FROM = 65_536;

/**
 * Person numbers that are free for those yet to come, until the next merge. Nothing but addresses is
 * spent on them: the host gives memory when it is written to.
 */
const FREE_PERSONS = 2 ** 17;

/** What every row is made for, and by what it is scanned. */
export interface StoreOptions {
  readonly makeEngine: MakeVenueEngine;
  readonly minOverlapSeconds: number;
}

/** A merge that is under way: the loose stays before `to` and all rows, being laid into new columns. */
interface Merge {
  readonly engine: VenueEngine;
  readonly sizes: IndexSizes;
  readonly layout: ColumnLayout;
  readonly to: number;
  /** Stays that were retired since it began: their copies are to be retired as well. */
  readonly retired: { venue: number; person: number; start: number }[];
}

/**
 * All stays of an index: in columns, and loose ones. At any time no two stays of one person at one
 * venue overlap or touch.
 */
export class StayStore {
  readonly #options: StoreOptions;
  #engine: VenueEngine;
  #sizes: IndexSizes;
  #loose: LooseStays = new LooseStays();
  #span: TimeSpan;
  #merge: Merge | null = null;

  /** @throws {@link WaypostError} `CHECK_IN_INVALID`; see {@link assertStays}. */
  constructor(stays: StayColumns, options: StoreOptions) {
    this.#options = options;
    this.#span = assertStays(stays, NO_TIME);
    const venues = countOf(stays.venues);
    const persons = countOf(stays.persons);
    const { minOverlapSeconds } = options;
    const { rows, long } = rowsOf(stays, { venues, persons, minOverlapSeconds });
    this.#sizes = { rows: rows.start.length, venues, persons, capacity: persons + FREE_PERSONS };
    this.#engine = options.makeEngine(this.#sizes, minOverlapSeconds);
    const layout = new ColumnLayout(this.#engine.columns, NO_ROWS, rows);
    while (!layout.step(Number.POSITIVE_INFINITY));
    for (let i = 0; i < long.starts.length; i++)
      this.#loose.add(long.venues[i]!, long.persons[i]!, long.starts[i]!, long.ends[i]!);
  }

  get engine(): VenueEngine {
    return this.#engine;
  }

  get loose(): LooseStays {
    return this.#loose;
  }

  get minOverlapSeconds(): number {
    return this.#options.minOverlapSeconds;
  }

  /** Person numbers are below it. */
  get capacity(): number {
    return this.#sizes.capacity;
  }

  get bytes(): number {
    return bytesOf(this.#sizes) + this.#loose.bytes;
  }

  get needsMerge(): boolean {
    return this.#merge !== null || this.#loose.mergeable >= MERGE_FROM;
  }

  /** Calls `visit` with every stay of a person, those too short to count included. */
  forEachStayOf(person: number, visit: (venue: number, start: number, end: number) => void): void {
    const { columns } = this.#engine;
    const { personOffset, rowOfPerson, start, duration } = columns;
    if (person < personOffset.length - 1)
      for (let i = personOffset[person]!; i < personOffset[person + 1]!; i++) {
        const row = rowOfPerson[i]!;
        if (duration[row]! > 0)
          visit(venueOf(columns, row), start[row]!, start[row]! + duration[row]!);
      }
    const loose = this.#loose;
    if (loose.length > 0)
      loose.forEachOf(person, (i) => visit(loose.venue[i]!, loose.start[i]!, loose.end[i]!));
  }

  /** @throws {@link WaypostError} `CHECK_IN_INVALID`; nothing is inserted then. */
  insert(stays: StayColumns): void {
    const span = assertStays(stays, this.#span);
    if (countOf(stays.persons) > this.#sizes.capacity)
      throw new WaypostError('CHECK_IN_INVALID', 'a person number is too large', {
        below: this.#sizes.capacity,
      });
    this.#span = span;
    for (let i = 0; i < stays.starts.length; i++)
      this.#insertOne(stays.venues[i]!, stays.persons[i]!, stays.starts[i]!, stays.ends[i]!);
  }

  /** Joins the stay with those of its person that it overlaps or touches; what comes out is loose. */
  #insertOne(venue: number, person: number, start: number, end: number): void {
    if (start === end) return;
    const { columns } = this.#engine;
    const loose = this.#loose;
    let [from, to] = [start, end];
    const join = (otherStart: number, otherEnd: number): boolean => {
      if (otherStart > end || start > otherEnd) return false;
      from = Math.min(from, otherStart);
      to = Math.max(to, otherEnd);
      return true;
    };
    const rows = rowsOfPersonAt(columns, person, venue).filter((row) =>
      join(columns.start[row]!, columns.start[row]! + columns.duration[row]!),
    );
    const joined: number[] = [];
    loose.forEachOf(person, (i) => {
      if (loose.venue[i] === venue && join(loose.start[i]!, loose.end[i]!)) joined.push(i);
    });
    for (const row of rows) {
      this.#merge?.retired.push({ venue, person, start: columns.start[row]! });
      columns.duration[row] = 0;
    }
    for (const stay of joined) {
      this.#merge?.retired.push({ venue, person, start: loose.start[stay]! });
      loose.retire(stay);
    }
    loose.add(venue, person, from, to);
  }

  /** Begins a merge or goes on with it; returns whether there is none under way any more. */
  mergeSlice(rows: number): boolean {
    if (this.#merge === null) {
      if (this.#loose.mergeable === 0) return true;
      this.#merge = this.#beginMerge();
      return false;
    }
    if (!this.#merge.layout.step(rows)) return false;
    this.#finish(this.#merge);
    this.#merge = null;
    return true;
  }

  #beginMerge(): Merge {
    const to = this.#loose.length;
    const stays = this.#loose.mergeableBefore(to);
    const { minOverlapSeconds, makeEngine } = this.#options;
    const venues = Math.max(this.#sizes.venues, countOf(stays.venues));
    const persons = Math.max(this.#sizes.persons, countOf(stays.persons));
    const { rows } = rowsOf(stays, { venues, persons, minOverlapSeconds });
    const older = this.#engine.columns;
    const sizes = {
      rows: rowsIn(older) + rowsIn(rows),
      venues,
      persons,
      capacity: persons + FREE_PERSONS,
    };
    const engine = makeEngine(sizes, minOverlapSeconds);
    const layout = new ColumnLayout(engine.columns, older, rows);
    return { engine, sizes, layout, to, retired: [] };
  }

  #finish({ engine, sizes, to, retired }: Merge): void {
    const { columns } = engine;
    for (const { venue, person, start } of retired)
      for (const row of rowsOfPersonAt(columns, person, venue))
        if (columns.start[row] === start) columns.duration[row] = 0;
    this.#engine = engine;
    this.#sizes = sizes;
    this.#loose = this.#loose.withoutMergeableBefore(to);
  }
}

/** A person's rows at a venue, but for retired ones: those of the person's list between the venue's. */
function rowsOfPersonAt(columns: VenueColumns, person: number, venue: number): number[] {
  const { bucketOffset, personOffset, rowOfPerson, duration } = columns;
  if (person >= personOffset.length - 1 || venue >= venuesIn(columns)) return [];
  const first = bucketOffset[CLASSES * venue]!;
  const after = bucketOffset[CLASSES * (venue + 1)]!;
  let [low, high] = [personOffset[person]!, personOffset[person + 1]!];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rowOfPerson[middle]! < first) low = middle + 1;
    else high = middle;
  }
  const rows: number[] = [];
  for (let i = low; i < personOffset[person + 1]! && rowOfPerson[i]! < after; i++)
    if (duration[rowOfPerson[i]!]! > 0) rows.push(rowOfPerson[i]!);
  return rows;
}
