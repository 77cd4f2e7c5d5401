/**
 * SHA-256 of messages that fit one block, many of them one after the other and nothing allocated.
 *
 * A device hashes each of its contact ids once for each bundle: thousands of short messages. A library
 * makes objects for every one of them, which costs several times as much as the one compression that
 * is needed. It is held to `primitives/hash.ts` by tests.
 *
 * Source: FIPS 180-4, sections 4.1.2, 4.2.2, 5.1.1, 5.3.3 and 6.2.2, with its names.
 *
 * @module
 */

const BLOCK_BYTES = 64;

const K = new Uint32Array([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
]);

const INITIAL = new Uint32Array([
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
]);

/** A message of a fixed length that is changed in place and hashed again and again. */
export class OneBlockSha256 {
  /** The message: write here, then call {@link hash}. */
  readonly message: Uint8Array;
  /** The hash of the message as eight big-endian words; overwritten by the next one. */
  readonly words: Uint32Array = new Uint32Array(8);
  readonly #block: DataView;
  readonly #schedule = new Int32Array(64);

  /** @param length - Of the message, in bytes: at most 55, so that the length has room behind it. */
  constructor(length: number) {
    const bytes = new Uint8Array(BLOCK_BYTES);
    this.message = bytes.subarray(0, length);
    this.#block = new DataView(bytes.buffer);
    this.#block.setUint8(length, 0x80);
    this.#block.setUint32(BLOCK_BYTES - 4, length * 8);
  }

  /** Hashes the message into {@link words}. */
  hash(): void {
    const w = this.#schedule;
    for (let t = 0; t < 16; t++) w[t] = this.#block.getInt32(4 * t);
    expand(w);
    compress(w, this.words);
  }
}

/** Words 16..63 of the message schedule. */
function expand(w: Int32Array): void {
  for (let t = 16; t < 64; t++) {
    const x = w[t - 15]!;
    const y = w[t - 2]!;
    const sigma0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const sigma1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[t] = sigma1 + w[t - 7]! + sigma0 + w[t - 16]!;
  }
}

/** The 64 rounds on one block, from the initial hash value. */
function compress(w: Int32Array, out: Uint32Array): void {
  let a = INITIAL[0]! | 0;
  let b = INITIAL[1]! | 0;
  let c = INITIAL[2]! | 0;
  let d = INITIAL[3]! | 0;
  let e = INITIAL[4]! | 0;
  let f = INITIAL[5]! | 0;
  let g = INITIAL[6]! | 0;
  let h = INITIAL[7]! | 0;
  for (let t = 0; t < 64; t++) {
    const sum1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const sum0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const choice = g ^ (e & (f ^ g));
    const majority = (a & b) | (c & (a | b));
    const t1 = (h + sum1 + choice + K[t]! + w[t]!) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + sum0 + majority) | 0;
  }
  // A typed array adds modulo 2^32.
  out.set(INITIAL);
  out[0]! += a;
  out[1]! += b;
  out[2]! += c;
  out[3]! += d;
  out[4]! += e;
  out[5]! += f;
  out[6]! += g;
  out[7]! += h;
}
