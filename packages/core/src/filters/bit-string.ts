/**
 * Strings of bits in bytes, the most significant bit of a byte first.
 *
 * @module
 */

/** So many bits fit a 32-bit integer with the 7 that may stand before them in a byte. */
const CHUNK_BITS = 24;
const CHUNK = 2 ** CHUNK_BITS;

/** Writes numbers of up to 52 bits into a buffer that is large enough. */
export class BitWriter {
  readonly #bytes: Uint8Array;
  #at = 0; // whole bytes written
  #held = 0; // bits that do not make a byte yet, 0..7
  #pending = 0; // these bits

  /** @param capacity - Most bits that are written. */
  constructor(capacity: number) {
    this.#bytes = new Uint8Array(Math.ceil(capacity / 8));
  }

  /** `count` one-bits, then a zero. */
  unary(count: number): void {
    let left = count;
    for (; left >= CHUNK_BITS; left -= CHUNK_BITS) this.bits(CHUNK - 1, CHUNK_BITS);
    this.bits((2 << left) - 2, left + 1);
  }

  /** The lowest `count` bits of `value`, the highest of them first. */
  bits(value: number, count: number): void {
    if (count > CHUNK_BITS) {
      this.bits(Math.floor(value / CHUNK), count - CHUNK_BITS);
      this.bits(value % CHUNK, CHUNK_BITS);
      return;
    }
    const word = (this.#pending << count) | value;
    let held = this.#held + count;
    while (held >= 8) {
      held -= 8;
      this.#bytes[this.#at++] = word >>> held;
    }
    this.#held = held;
    this.#pending = word & ((1 << held) - 1);
  }

  /** What was written, with zero bits up to a whole byte. */
  finish(): Uint8Array {
    if (this.#held > 0) this.bits(0, 8 - this.#held);
    return this.#bytes.slice(0, this.#at);
  }
}

/** Reads what {@link BitWriter} writes. Past the end there are only zeros: ask {@link remaining}. */
export class BitReader {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  #at = 0; // bits read

  constructor(bytes: Uint8Array) {
    this.#end = bytes.length * 8;
    this.#bytes = new Uint8Array(bytes.length + 4); // so that the last window stays within
    this.#bytes.set(bytes);
  }

  /** Bits not read yet; negative when more were read than there are. */
  get remaining(): number {
    return this.#end - this.#at;
  }

  /** Length of a run of one-bits, and takes the zero behind it: at most `max`, then it stops. */
  unary(max: number): number {
    let count = 0;
    for (;;) {
      const ones = Math.min(Math.clz32(~this.#window()), CHUNK_BITS, max - count);
      count += ones;
      this.#at += ones;
      if (count === max) return count;
      if (ones < CHUNK_BITS) break;
    }
    this.#at++;
    return count;
  }

  /** A number of `count` bits, at most 52. */
  bits(count: number): number {
    if (count > CHUNK_BITS) {
      const high = this.bits(count - CHUNK_BITS);
      return high * CHUNK + this.bits(CHUNK_BITS);
    }
    const value = this.#window() >>> (32 - count);
    this.#at += count;
    return count === 0 ? 0 : value;
  }

  /** The next bits from the highest down: at least 25 of them, then zeros. */
  #window(): number {
    const bytes = this.#bytes;
    const at = this.#at >>> 3;
    const word =
      (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
    return word << (this.#at & 7);
  }
}
