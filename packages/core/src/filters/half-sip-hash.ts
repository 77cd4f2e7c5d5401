/**
 * HalfSipHash-1-3 with 64 bits of output: a short hash under a secret key, made of 32-bit words and so
 * fast in JavaScript. Whoever does not know the key cannot choose items that collide, which is what a
 * filter needs while it is built; it is no substitute for SHA-256 anywhere else.
 *
 * Spec: Aumasson and Bernstein, "SipHash: a fast short-input PRF"; reference code of HalfSipHash.
 *
 * @module
 */

/**
 * Writes the two 32-bit words of the hash of `item` to `out[at]` and `out[at + 1]`. Keys and words are
 * the little-endian 32-bit halves of the reference's 8 bytes.
 *
 * The round stands here twice: a function could not change four local variables, and state in an
 * array or an object costs half of the speed.
 */
export function halfSipHash(
  key: Uint32Array,
  item: Uint8Array,
  out: Uint32Array,
  at: number,
): void {
  const length = item.length;
  const whole = length & ~3;
  let last = length << 24;
  for (let i = whole, shift = 0; i < length; i++, shift += 8) last |= item[i]! << shift;

  let v0 = key[0]!;
  let v1 = key[1]! ^ 0xee;
  let v2 = key[0]! ^ 0x6c796765;
  let v3 = key[1]! ^ 0x74656462;
  for (let i = 0; ; i += 4) {
    const word =
      i < whole
        ? item[i]! | (item[i + 1]! << 8) | (item[i + 2]! << 16) | (item[i + 3]! << 24)
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
      out[at] = v1 ^ v3;
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
  out[at + 1] = v1 ^ v3;
}
