import { randomInt } from 'node:crypto';

/** Longest id, in bytes of UTF-8. */
export const MAX_ID_BYTES = 512;

const FNV_PRIME = 0x0100_0193;

/**
 * Gives each different byte string a number, in order of appearance: one look-up a field, no string
 * but the first time. Open addressing over FNV-1a, keyed so that a file cannot be made to collide.
 */
export class IdTable {
  /** The ids by number. */
  readonly names: string[] = [];
  readonly #seed = randomInt(2 ** 32);
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  /** Number of an id plus one, by hash; 0 where free. */
  #slots = new Uint32Array(1 << 12);
  #hashes = new Uint32Array(1 << 11);
  /** Where each id ends in `#arena`; it begins where the one before ends. */
  #ends = new Uint32Array(1 << 11);
  #arena = new Uint8Array(1 << 15);

  /**
   * The number of the id in `bytes[from..to-1]`.
   *
   * @throws TypeError when the bytes are not UTF-8; nothing is added then.
   */
  numberOf(bytes: Uint8Array, from: number, to: number): number {
    let hash = this.#seed;
    for (let i = from; i < to; i++) hash = Math.imul(hash ^ bytes[i]!, FNV_PRIME);
    hash = (hash ^ (hash >>> 15)) >>> 0;
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const taken = this.#slots[slot]!;
      if (taken === 0) return this.#add(bytes.subarray(from, to), hash, slot);
      const number = taken - 1;
      if (this.#hashes[number] === hash && this.#equals(number, bytes, from, to)) return number;
    }
  }

  #equals(number: number, bytes: Uint8Array, from: number, to: number): boolean {
    let at = number === 0 ? 0 : this.#ends[number - 1]!;
    if (this.#ends[number]! - at !== to - from) return false;
    for (let i = from; i < to; i++) if (this.#arena[at++] !== bytes[i]) return false;
    return true;
  }

  #add(id: Uint8Array, hash: number, slot: number): number {
    const number = this.names.length;
    this.names.push(this.#decoder.decode(id));
    const start = number === 0 ? 0 : this.#ends[number - 1]!;
    const end = start + id.length;
    if (end > this.#arena.length) this.#arena = grown(this.#arena, new Uint8Array(2 * end));
    this.#arena.set(id, start);
    if (number === this.#ends.length) {
      this.#ends = grown(this.#ends, new Uint32Array(2 * number));
      this.#hashes = grown(this.#hashes, new Uint32Array(2 * number));
    }
    this.#ends[number] = end;
    this.#hashes[number] = hash;
    this.#slots[slot] = number + 1;
    if (2 * this.names.length > this.#slots.length) this.#rehash();
    return number;
  }

  #rehash(): void {
    const slots = new Uint32Array(2 * this.#slots.length);
    const mask = slots.length - 1;
    for (let number = 0; number < this.names.length; number++) {
      let slot = this.#hashes[number]! & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
    }
    this.#slots = slots;
  }
}

function grown<T extends Uint8Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
