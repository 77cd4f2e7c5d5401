import type { IndexSizes, VenueColumns } from './columns.ts';

/** What searches the columns: WebAssembly with 128-bit vectors, or TypeScript. Both find the same. */
export type VenueEngineName = 'wasm-simd' | 'typescript';

/** The contacts of one index person, in no order: one at each place of the columns. */
export interface ContactColumns {
  readonly persons: Uint32Array;
  /** How often they met for long enough. */
  readonly encounters: Uint32Array;
  /** How long all these encounters were. */
  readonly seconds: Float64Array;
}

/** Visits that an engine takes at a time. */
export const VISITS = 256;

/** Columns, and the search that has to be fast on them: `scan` and `add` for one person, then `collect`. */
export interface VenueEngine {
  readonly name: VenueEngineName;
  readonly columns: VenueColumns;
  /** 256 visits of an index person, three numbers each: venue, start and end in Unix seconds. */
  readonly visits: Uint32Array;
  /** What `collect` writes. */
  readonly contacts: ContactColumns;
  /** Adds up whoever was at the first `count` visits for long enough. */
  scan(count: number): void;
  /** Adds one encounter of so many seconds that was found elsewhere. */
  add(person: number, seconds: number): void;
  /**
   * Ends the search: writes the contacts, `self` left out.
   *
   * @returns How many there are.
   */
  collect(self: number): number;
}

/** Makes an engine with empty columns of these sizes. */
export type MakeVenueEngine = (sizes: IndexSizes, minOverlapSeconds: number) => VenueEngine;
