/**
 * HalfSipHash-1-3 with 64 bits of output: a short hash under a secret key, made of 32-bit words and so
 * fast in JavaScript. Whoever does not know the key cannot choose items that collide, which is what a
 * filter needs while it is built; it is no substitute for SHA-256 anywhere else.
 *
 * Spec: Aumasson and Bernstein, "SipHash: a fast short-input PRF"; reference code of HalfSipHash.
 *
 * @module
 */

/** Length of a key, in bytes. */
export const HASH_KEY_BYTES = 8;

/** The hash under one key. */
export class HalfSipHash {
  /**
   * h0 and h1 of the item hashed last: the little-endian 32-bit halves of the reference's 8 bytes.
   * Overwritten by the next one, so that hashing allocates nothing.
   */
  readonly words: Uint32Array = new Uint32Array(2);
  // Typed arrays here and local variables below: numbers of 32 bits in fields would be boxed.
  readonly #key: Uint32Array;

  /** @param key - 8 bytes: two little-endian words. */
  constructor(key: Uint8Array) {
    const view = new DataView(key.buffer, key.byteOffset, HASH_KEY_BYTES);
    this.#key = Uint32Array.of(view.getUint32(0, true), view.getUint32(4, true));
  }

  /**
   * Hashes `bytes[from..to)` into {@link words}.
   *
   * The round stands here twice: a function could not change four local variables, and state in an
   * array or an object costs half of the speed.
   */
  hash(bytes: Uint8Array, from: number, to: number): void {
    const key = this.#key;
    const words = this.words;
    const whole = from + ((to - from) & ~3);
    let last = (to - from) << 24;
    for (let i = whole, shift = 0; i < to; i++, shift += 8) last |= bytes[i]! << shift;

    let v0 = key[0]!;
    let v1 = key[1]! ^ 0xee;
    let v2 = key[0]! ^ 0x6c796765;
    let v3 = key[1]! ^ 0x74656462;
    for (let i = from; ; i += 4) {
      const word =
        i < whole
          ? bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24)
          : last;
      v3 ^= word;
      v0 = (v0 + v1) | 0;
      v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
      v0 = (v0 << 16) | (v0 >>> 16);
      v2 = (v2 + v3) | 0;
      v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
      v0 = (v0 + v3) | 0;
      v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
      v2 = (v2 + v1) | 0;
      v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
      v2 = (v2 << 16) | (v2 >>> 16);
      v0 ^= word;
      if (i === whole) break;
    }
    v2 ^= 0xee;
    for (let round = 0; round < 6; round++) {
      if (round === 3) {
        words[0] = v1 ^ v3;
        v1 ^= 0xdd;
      }
      v0 = (v0 + v1) | 0;
      v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
      v0 = (v0 << 16) | (v0 >>> 16);
      v2 = (v2 + v3) | 0;
      v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
      v0 = (v0 + v3) | 0;
      v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
      v2 = (v2 + v1) | 0;
      v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
      v2 = (v2 << 16) | (v2 >>> 16);
    }
    words[1] = v1 ^ v3;
  }
}
