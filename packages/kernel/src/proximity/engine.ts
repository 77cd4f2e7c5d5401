import type { KeyBatch } from './columns.ts';
import type { DayTables } from './day-tables.ts';
import type { Hits } from './hits.ts';

/** The names of the engines: WebAssembly with 128-bit vectors, and its plain twin. */
export type ProximityEngine = 'wasm-simd' | 'typescript';

/** What an engine is given. */
export interface MatchWork {
  readonly batch: KeyBatch;
  readonly tables: DayTables;
  /** Takes what was found, in any order. */
  readonly hits: Hits;
}

/** A way to derive the identifiers of many keys and to look their tags up. */
export interface Engine {
  readonly name: ProximityEngine;
  /** Memory for the filters of the tables: so many words, all zero. Asked for once, before any match. */
  allocate(words: number): Uint32Array;
  /** Finds every identifier that was heard. */
  match(work: MatchWork): void;
}
