/**
 * Strings of bits in bytes, the most significant bit of a byte first.
 *
 * @module
 */

/** Writes numbers of up to 52 bits into a buffer that is large enough. */
export class BitWriter {
  readonly #bytes: Uint8Array;
  #at = 0;

  /** @param capacity - Most bits that are written. */
  constructor(capacity: number) {
    this.#bytes = new Uint8Array(Math.ceil(capacity / 8));
  }

  /** `count` one-bits, then a zero. */
  unary(count: number): void {
    for (let i = 0; i < count; i++) this.bits(1, 1);
    this.bits(0, 1);
  }

  /** The lowest `count` bits of `value`, the highest of them first. */
  bits(value: number, count: number): void {
    let left = count;
    while (left > 0) {
      const room = 8 - (this.#at & 7);
      const taken = Math.min(room, left);
      left -= taken;
      const piece = Math.floor(value / 2 ** left) % 2 ** taken;
      this.#bytes[this.#at >>> 3]! |= piece << (room - taken);
      this.#at += taken;
    }
  }

  /** What was written, with zero bits up to a whole byte. */
  finish(): Uint8Array {
    return this.#bytes.slice(0, Math.ceil(this.#at / 8));
  }
}

/** Reads what {@link BitWriter} writes. Past the end there are only zeros: ask {@link remaining}. */
export class BitReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Bits not read yet; negative when more were read than there are. */
  get remaining(): number {
    return this.#bytes.length * 8 - this.#at;
  }

  /** Length of a run of one-bits, and takes the zero behind it: at most `max`, then it stops. */
  unary(max: number): number {
    let count = 0;
    while (count < max && this.bits(1) === 1) count++;
    return count;
  }

  /** A number of `count` bits, at most 52. */
  bits(count: number): number {
    let value = 0;
    let left = count;
    while (left > 0) {
      const held = 8 - (this.#at & 7);
      const taken = Math.min(held, left);
      const byte = this.#bytes[this.#at >>> 3] ?? 0;
      value = value * 2 ** taken + ((byte >>> (held - taken)) & (2 ** taken - 1));
      left -= taken;
      this.#at += taken;
    }
    return value;
  }
}
