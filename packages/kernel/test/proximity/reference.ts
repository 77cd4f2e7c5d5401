// Matching as the specification has it, identifier by identifier, with nothing but the core's derivations; and
// what the tests of matching share.
import { deriveRpik, deriveRpis } from '@waypost/core/gaen';
import { toHex } from '@waypost/core/primitives';
import {
  createProximityMatcher,
  type HeardIds,
  type HeardKeys,
  type KeyBatch,
  type ProximityEngine,
} from '@waypost/kernel/proximity';

export const ENGINES: readonly ProximityEngine[] = ['wasm-simd', 'typescript'];

/** A published key. */
export interface Key {
  readonly tek: Uint8Array;
  readonly start: number;
  readonly period: number;
}

/** An identifier, and when it was heard. */
export interface Heard {
  readonly rpi: Uint8Array;
  readonly interval: number;
}

/** A match, in words: index of the key, interval of the identifier, index of the heard id. */
export type Row = readonly [key: number, interval: number, heard: number];

export const batchOf = (keys: readonly Key[]): KeyBatch => ({
  teks: Uint8Array.from(keys.flatMap(({ tek }) => [...tek])),
  starts: Uint32Array.from(keys, ({ start }) => start),
  periods: Uint8Array.from(keys, ({ period }) => period),
});

export const heardOf = (heard: readonly Heard[]): HeardIds => ({
  rpis: Uint8Array.from(heard.flatMap(({ rpi }) => [...rpi])),
  intervals: Uint32Array.from(heard, ({ interval }) => interval),
});

export const rowsOf = ({ keys, intervals, heard }: HeardKeys): Row[] =>
  Array.from(keys, (key, i) => [key, intervals[i]!, heard[i]!]);

/** The identifier of a key, `offset` intervals after its first. */
export const rpiOf = ({ tek, start }: Key, offset: number): Uint8Array =>
  deriveRpis(deriveRpik(tek), start + offset, 1);

/** What an engine finds. */
export async function found(
  engine: ProximityEngine,
  { keys, heard, tolerance }: { keys: readonly Key[]; heard: readonly Heard[]; tolerance: number },
): Promise<Row[]> {
  const options = { engine, toleranceIntervals: tolerance };
  const matcher = await createProximityMatcher(heardOf(heard), options);
  return rowsOf(matcher.match(batchOf(keys)));
}

/** What is to be found. */
export function expected(keys: readonly Key[], heard: readonly Heard[], tolerance: number): Row[] {
  const byRpi = Map.groupBy(heard.keys(), (i) => toHex(heard[i]!.rpi));
  return keys.flatMap(({ tek, start, period }, key) => {
    const rpis = deriveRpis(deriveRpik(tek), start, period);
    return Array.from({ length: period }, (_, i) => i).flatMap((i) =>
      (byRpi.get(toHex(rpis.subarray(16 * i, 16 * i + 16))) ?? [])
        .filter((id) => Math.abs(heard[id]!.interval - start - i) <= tolerance)
        .map((id): Row => [key, start + i, id]),
    );
  });
}

/** Bytes that look random and are the same every time. */
export function noise(length: number, seed: number): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
}
