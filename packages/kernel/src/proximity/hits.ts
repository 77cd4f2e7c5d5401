/**
 * From tags that agree to identifiers that do: the same for every engine.
 *
 * @module
 */
import { compareBytes } from '@waypost/core/primitives';
import { type HeardIds, type HeardKeys, ID_BYTES } from './columns.ts';
import { type DayTable, findTag } from './day-tables.ts';

/** An identifier that the filter of a table may hold. */
export interface Candidate {
  /** Index of the key in the batch. */
  readonly key: number;
  /** EN interval of the identifier. */
  readonly interval: number;
  /** Derives its 16 bytes; asked for when something of its tag was heard. */
  readonly rpi: () => Uint8Array;
}

interface Hit {
  readonly key: number;
  readonly interval: number;
  readonly heard: number;
}

/** Collects what was heard of a batch. */
export class Hits {
  readonly #heard: HeardIds;
  readonly #tolerance: number;
  readonly #hits: Hit[] = [];

  constructor(heard: HeardIds, tolerance: number) {
    this.#heard = heard;
    this.#tolerance = tolerance;
  }

  /** Keeps the heard ids of that tag that are the candidate, and were heard within the tolerance. */
  add(table: DayTable, tag: number, { key, interval, rpi }: Candidate): void {
    const first = findTag(table, tag);
    if (first < 0) return;
    const { rpis, intervals } = this.#heard;
    const expected = rpi();
    for (let at = first; table.tags[at + 1] === tag; at += 2) {
      const heard = table.tags[at]!;
      if (Math.abs(intervals[heard]! - interval) > this.#tolerance) continue;
      const id = rpis.subarray(heard * ID_BYTES, (heard + 1) * ID_BYTES);
      if (compareBytes(expected, id) === 0) this.#hits.push({ key, interval, heard });
    }
  }

  /** What was kept, sorted. */
  columns(): HeardKeys {
    const hits = this.#hits.sort(
      (a, b) => a.key - b.key || a.interval - b.interval || a.heard - b.heard,
    );
    return {
      keys: Uint32Array.from(hits, ({ key }) => key),
      intervals: Uint32Array.from(hits, ({ interval }) => interval),
      heard: Uint32Array.from(hits, ({ heard }) => heard),
    };
  }
}
