/**
 * What goes into a matcher and what comes out, as columns: typed arrays that cross to a worker or into
 * WebAssembly without an object for each row.
 *
 * @module
 */
import {
  assertBytes,
  assertUint,
  EN_INTERVALS_PER_DAY,
  enIntervalNumber,
  WaypostError,
} from '@waypost/core/primitives';

/** Length of a Temporary Exposure Key and of an identifier made of it, in bytes. */
export const ID_BYTES = 16;

/** Published keys; key i stands at index i of each column. Workers take disjoint ranges of them. */
export interface KeyBatch {
  /** Temporary Exposure Keys, 16 bytes each, joined. */
  readonly teks: Uint8Array;
  /** Rolling start: the EN interval of a key's first identifier. */
  readonly starts: Uint32Array;
  /** Rolling period: for how many EN intervals a key was used, 1..144. */
  readonly periods: Uint8Array;
}

/** What a phone heard, in any order, repeats included. */
export interface HeardIds {
  /** Rolling Proximity Identifiers, 16 bytes each, joined. */
  readonly rpis: Uint8Array;
  /** The EN interval in which each was heard. */
  readonly intervals: Uint32Array;
}

/**
 * The identifiers that were heard: an entry for each key, interval and heard id of 16 equal bytes, heard
 * within the tolerance. Sorted by key, then by interval, then by heard id.
 */
export interface HeardKeys {
  /** Index of the key in the batch. */
  readonly keys: Uint32Array;
  /** The EN interval of the identifier: not the one in which it was heard. */
  readonly intervals: Uint32Array;
  /** Index of the heard id. */
  readonly heard: Uint32Array;
}

/** @throws {@link WaypostError} `BYTES_LENGTH` where the columns are not of one length. */
export function assertHeardIds({ rpis, intervals }: HeardIds): void {
  assertBytes(rpis, intervals.length * ID_BYTES, 'RPIs');
}

/**
 * @throws {@link WaypostError} `BYTES_LENGTH` where the columns are not of one length; `NUMBER_RANGE` for a
 * period outside 1..144; `TIME_RANGE` where a key's last interval is no uint32.
 */
export function assertKeyBatch({ teks, starts, periods }: KeyBatch): void {
  assertBytes(teks, starts.length * ID_BYTES, 'TEKs');
  assertBytes(periods, starts.length, 'periods');
  for (let key = 0; key < starts.length; key++) {
    const period = assertUint(periods[key]!, EN_INTERVALS_PER_DAY, 'rolling period');
    if (period === 0) throw new WaypostError('NUMBER_RANGE', 'rolling period must not be 0');
    enIntervalNumber(starts[key]! + period - 1);
  }
}
