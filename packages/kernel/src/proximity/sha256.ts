/**
 * SHA-256 on words, as far as one HKDF needs it: the general one of the core spends more time on objects
 * than on hashing.
 *
 * Spec: FIPS 180-4 (SHA-256), RFC 2104 (HMAC), RFC 5869 (HKDF); Exposure Notification, Cryptography
 * Specification v1.2, section "Rolling Proximity Identifier Key".
 *
 * @module
 */

/** The round constants of SHA-256, 64 words: FIPS 180-4, section 4.2.2. */
export const ROUND_CONSTANTS: Uint32Array = wordsOf(`
  428a2f98 71374491 b5c0fbcf e9b5dba5 3956c25b 59f111f1 923f82a4 ab1c5ed5
  d807aa98 12835b01 243185be 550c7dc3 72be5d74 80deb1fe 9bdc06a7 c19bf174
  e49b69c1 efbe4786 0fc19dc6 240ca1cc 2de92c6f 4a7484aa 5cb0a9dc 76f988da
  983e5152 a831c66d b00327c8 bf597fc7 c6e00bf3 d5a79147 06ca6351 14292967
  27b70a85 2e1b2138 4d2c6dfc 53380d13 650a7354 766a0abb 81c2c92e 92722c85
  a2bfe8a1 a81a664b c24b8b70 c76c51a3 d192e819 d6990624 f40e3585 106aa070
  19a4c116 1e376c08 2748774c 34b0bcb5 391c0cb3 4ed8aa4a 5b9cca4f 682e6ff3
  748f82ee 78a5636f 84c87814 8cc70208 90befffa a4506ceb bef9a3f7 c67178f2`);

/** The state before the first block, 8 words: FIPS 180-4, section 5.3.3. */
export const INITIAL_STATE: Uint32Array = wordsOf(
  `6a09e667 bb67ae85 3c6ef372 a54ff53a 510e527f 9b05688c 1f83d9ab 5be0cd19`,
);

const STATE_WORDS = 8;
const BLOCK_WORDS = 16;
const ROUNDS = 64;
const PAD_INNER = 0x36363636;
const PAD_OUTER = 0x5c5c5c5c;
/** The bit that ends a message, as a word. */
const END = 0x80000000;

/** What HMAC has hashed when the message begins: a block of key and pad. 8 words each. */
export interface HmacStates {
  readonly inner: Uint32Array;
  readonly outer: Uint32Array;
}

/** States of HMAC under the salt of HKDF when there is none: 32 zero bytes. */
export const EMPTY_SALT: HmacStates = hmacStates(new Uint32Array(STATE_WORDS));

/**
 * The only block of the message `EN-RPIK || 0x01` behind an inner pad, 64 words: with its schedule, which is
 * the same for every key.
 */
export const INFO_SCHEDULE: Uint32Array = schedule(
  // 64 bytes of pad and 8 of message: 576 bits.
  blockOf([0x454e2d52, 0x50494b01], 576),
);

/**
 * `RPIK = HKDF(TEK, NULL, "EN-RPIK", 16)`, in six compressions.
 *
 * @param teks - Keys, joined.
 * @param key - Index of the key that is meant.
 * @returns The first 4 words, big-endian, are the RPIK.
 */
export function deriveRpikWords(teks: Uint8Array, key: number): Uint32Array {
  const tek = Array.from({ length: 4 }, (_, word) => bigEndianWord(teks, 16 * key + 4 * word));
  const extracted = compressed(EMPTY_SALT.inner, schedule(blockOf(tek, 640)));
  const prk = compressed(EMPTY_SALT.outer, schedule(blockOf(extracted, 768)));
  const { inner, outer } = hmacStates(prk);
  const expanded = compressed(inner, INFO_SCHEDULE);
  return compressed(outer, schedule(blockOf(expanded, 768)));
}

function hmacStates(key: Uint32Array): HmacStates {
  const padded = (pad: number) => {
    const block = new Uint32Array(ROUNDS).fill(pad, 0, BLOCK_WORDS);
    for (let i = 0; i < STATE_WORDS; i++) block[i]! ^= key[i]!;
    return compressed(INITIAL_STATE, schedule(block));
  };
  return { inner: padded(PAD_INNER), outer: padded(PAD_OUTER) };
}

/** A last block, with room for its schedule. @param bits - Length of all that is hashed. */
function blockOf(message: ArrayLike<number>, bits: number): Uint32Array {
  const block = new Uint32Array(ROUNDS);
  block.set(message);
  block[message.length] = END;
  block[BLOCK_WORDS - 1] = bits;
  return block;
}

/** Fills in words 16..63 of a block. FIPS 180-4, section 6.2.2, step 1. */
function schedule(words: Uint32Array): Uint32Array {
  for (let i = BLOCK_WORDS; i < ROUNDS; i++) {
    const x = words[i - 15]!;
    const y = words[i - 2]!;
    const small0 = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3);
    const small1 = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10);
    words[i] = words[i - 16]! + small0 + words[i - 7]! + small1;
  }
  return words;
}

/** The state after one more block. FIPS 180-4, section 6.2.2, steps 2 to 4. */
function compressed(state: Uint32Array, words: Uint32Array): Uint32Array {
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  let e = state[4]!;
  let f = state[5]!;
  let g = state[6]!;
  let h = state[7]!;
  for (let i = 0; i < ROUNDS; i++) {
    const big1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const t1 = (h + big1 + (g ^ (e & (f ^ g))) + ROUND_CONSTANTS[i]! + words[i]!) | 0;
    const big0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const t2 = (big0 + ((a & b) | (c & (a | b)))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  const next = Uint32Array.of(a, b, c, d, e, f, g, h);
  for (let i = 0; i < STATE_WORDS; i++) next[i]! += state[i]!;
  return next;
}

function wordsOf(hex: string): Uint32Array {
  return Uint32Array.from(hex.trim().split(/\s+/), (word) => Number.parseInt(word, 16));
}

function rotate(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

const bigEndianWord = (bytes: Uint8Array, at: number): number =>
  (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
