import type { HeardIds } from '@waypost/kernel/proximity';

/** Which key was heard: its index, the interval of the identifier, and the index of what was heard. */
export type Match = readonly [key: number, interval: number, heard: number];

/** The identifiers of one key. */
export interface KeyRpis {
  /** Joined, on a multiple of four bytes. */
  readonly rpis: Uint8Array;
  readonly key: number;
  /** EN interval of the first of them. */
  readonly start: number;
}

/**
 * Identifiers by their first word, in open addressing at most half full.
 *
 * | word of a slot | holds                                       |
 * | -------------- | ------------------------------------------- |
 * | 0              | first four bytes of the identifier          |
 * | 1              | its index + 1; 0 for a slot that is free    |
 */
export class HeardTable {
  readonly #slots: Uint32Array;
  readonly #mask: number;
  readonly #words: Uint32Array;
  readonly #intervals: Uint32Array;
  readonly #tolerance: number;

  constructor({ rpis, intervals }: HeardIds, tolerance: number) {
    this.#words = wordsOf(rpis);
    this.#intervals = intervals;
    this.#tolerance = tolerance;
    const size = 2 ** Math.ceil(Math.log2(2 * intervals.length + 2));
    this.#slots = new Uint32Array(2 * size);
    this.#mask = size - 1;
    for (let id = 0; id < intervals.length; id++) {
      let slot = this.#words[4 * id]! & this.#mask;
      while (this.#slots[2 * slot + 1] !== 0) slot = (slot + 1) & this.#mask;
      this.#slots[2 * slot] = this.#words[4 * id]!;
      this.#slots[2 * slot + 1] = id + 1;
    }
  }

  /** Adds to `found` what was heard of a key near its time. */
  find({ rpis, key, start }: KeyRpis, found: Match[]): void {
    const words = wordsOf(rpis);
    const [slots, mask] = [this.#slots, this.#mask];
    for (let i = 0; 4 * i < words.length; i++) {
      const word = words[4 * i]!;
      let slot = word & mask;
      for (let id = slots[2 * slot + 1]!; id !== 0; id = slots[2 * slot + 1]!) {
        if (slots[2 * slot] === word && this.#isHeard(words, i, { id: id - 1, at: start + i }))
          found.push([key, start + i, id - 1]);
        slot = (slot + 1) & mask;
      }
    }
  }

  #isHeard(words: Uint32Array, i: number, { id, at }: { id: number; at: number }): boolean {
    for (let j = 1; j < 4; j++) if (words[4 * i + j] !== this.#words[4 * id + j]) return false;
    return Math.abs(this.#intervals[id]! - at) <= this.#tolerance;
  }
}

const wordsOf = (bytes: Uint8Array): Uint32Array =>
  new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
