/**
 * Looks for published keys among what a phone heard, many at a time.
 *
 * Spec: Exposure Notification, Cryptography Specification v1.2, section "Matching Values From Users".
 *
 * @module
 */
import { assertUint, EN_INTERVALS_PER_DAY } from '@waypost/core/primitives';
import {
  assertHeardIds,
  assertKeyBatch,
  type HeardIds,
  type HeardKeys,
  type KeyBatch,
} from './columns.ts';
import { DayTables } from './day-tables.ts';
import type { Engine, ProximityEngine } from './engine.ts';
import { Hits } from './hits.ts';
import { typescriptEngine } from './typescript-engine.ts';
import { createWasmEngine } from './wasm-engine.ts';

/** By how much the clocks of two phones may differ, in EN intervals: two hours. */
export const DEFAULT_TOLERANCE_INTERVALS = 12;

/** How a matcher is made. */
export interface ProximityOptions {
  /** {@link DEFAULT_TOLERANCE_INTERVALS} unless it is said; 0..144. */
  readonly toleranceIntervals?: number;
  /** `auto`, the default, takes WebAssembly where the host allows it. */
  readonly engine?: ProximityEngine | 'auto';
}

/** Holds what was heard, ready for any number of batches. */
export interface ProximityMatcher {
  readonly engine: ProximityEngine;
  /**
   * Finds the keys that were heard. What comes out does not depend on the engine.
   *
   * Cost: six blocks of SHA-256 a key that could have been heard, and a block of AES for each of its
   * intervals in whose pass of 16 anything was heard within the tolerance. Fastest where keys of equal
   * start stand together; they need not.
   *
   * @throws {@link WaypostError} `BYTES_LENGTH` where the columns are not of one length; `NUMBER_RANGE` for
   * a period outside 1..144; `TIME_RANGE` where a key's last interval is no uint32.
   */
  match(batch: KeyBatch): HeardKeys;
}

/**
 * Makes a matcher. Memory: 15 to 21 bytes for each heard id, beside the columns.
 *
 * Asynchronous, because browsers compile WebAssembly of this size on the main thread in no other way.
 *
 * @param heard - Kept, not copied: it must not change as long as the matcher is used.
 * @throws {@link WaypostError} `BYTES_LENGTH` where the columns are not of one length; `NUMBER_RANGE` for
 * the tolerance. An error of the host where `wasm-simd` is asked for and cannot be had.
 */
export async function createProximityMatcher(
  heard: HeardIds,
  {
    toleranceIntervals = DEFAULT_TOLERANCE_INTERVALS,
    engine: wanted = 'auto',
  }: ProximityOptions = {},
): Promise<ProximityMatcher> {
  assertHeardIds(heard);
  assertUint(toleranceIntervals, EN_INTERVALS_PER_DAY, 'tolerance in intervals');
  const engine = await chooseEngine(wanted);
  const tables = new DayTables(heard, toleranceIntervals, (words) => engine.allocate(words));
  return {
    engine: engine.name,
    match(batch) {
      assertKeyBatch(batch);
      const hits = new Hits(heard, toleranceIntervals);
      engine.match({ batch, tables, hits });
      return hits.columns();
    },
  };
}

async function chooseEngine(wanted: ProximityEngine | 'auto'): Promise<Engine> {
  if (wanted === 'typescript') return typescriptEngine;
  try {
    return await createWasmEngine();
  } catch (error) {
    if (wanted === 'wasm-simd') throw error;
    return typescriptEngine;
  }
}
