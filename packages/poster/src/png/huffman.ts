/**
 * Prefix codes and bits as deflate has them. Specification: RFC 1951, sections 3.1.1 and 3.2.2.
 *
 * @module
 */

/** A prefix code: bits of each symbol. */
export interface PrefixCode {
  /** How many bits a symbol has, 1..15. */
  readonly lengths: Uint8Array;
  /** The bits, the first one lowest. */
  readonly bits: Uint16Array;
}

/** The one code with these lengths: shorter ones first, symbols of one length in their order. */
export function prefixCode(lengths: Uint8Array): PrefixCode {
  const bits = new Uint16Array(lengths.length);
  let next = 0;
  for (let length = 1; length <= 15; length++) {
    for (let symbol = 0; symbol < lengths.length; symbol++)
      if (lengths[symbol] === length) bits[symbol] = reversed(next++, length);
    next <<= 1;
  }
  return { lengths, bits };
}

function reversed(value: number, length: number): number {
  let result = 0;
  for (let i = 0; i < length; i++) result |= ((value >> i) & 1) << (length - 1 - i);
  return result;
}

/** Bits in a row, the first one lowest in its byte. */
export class BitWriter {
  readonly #bytes: Uint8Array;
  #length = 0;
  // What does not fill a byte yet: fewer than 8 bits between calls.
  #held = 0;
  #heldBits = 0;

  /** @param maxBytes - Room that is enough, whatever comes. */
  constructor(maxBytes: number) {
    this.#bytes = new Uint8Array(maxBytes);
  }

  /** Writes the lowest `count` bits of a value, 0..16. */
  write(value: number, count: number): void {
    this.#held |= value << this.#heldBits;
    this.#heldBits += count;
    while (this.#heldBits >= 8) {
      this.#bytes[this.#length++] = this.#held;
      this.#held >>>= 8;
      this.#heldBits -= 8;
    }
  }

  /** Fills the last byte with zeros. */
  align(): void {
    if (this.#heldBits > 0) this.write(0, 8 - this.#heldBits);
  }

  /** What was written; whole bytes of it. */
  finish(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }
}
