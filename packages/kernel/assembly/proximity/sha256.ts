/**
 * SHA-256 and HKDF of four keys at once: a vector holds one word of each.
 *
 * Specification: FIPS 180-4, section 6.2.2; RFC 5869; Exposure Notification, Cryptography Specification
 * v1.2, section "Rolling Proximity Identifier Key".
 *
 * | vector instructions          | of a block |
 * | ---------------------------- | ---------- |
 * | 48 words of schedule, 21     |      1,008 |
 * | 64 rounds, 36                |      2,304 |
 *
 * Six blocks, five of them with a schedule: 18,900 for four keys.
 */
import { INFO_WORDS, RPIKS, SHA_CONSTANTS, SHA_STATES } from './layout';
import { add, and, rotate, xor } from './vector';

/** Length of a word of four keys. */
const WORD: usize = 16;
const STATE: usize = 8 * WORD;
const BLOCK_WORDS: usize = 16;
const ROUNDS: usize = 64;

const INITIAL: usize = SHA_STATES;
const SALT_INNER: usize = SHA_STATES + STATE;
const SALT_OUTER: usize = SHA_STATES + 2 * STATE;

const MESSAGE: usize = memory.data(1024, 16);
const INNER: usize = memory.data(128, 16);
const OUTER: usize = memory.data(128, 16);

/** `RPIK = HKDF(TEK, NULL, "EN-RPIK", 16)`. @param teks - 4 keys. @param half - Of which half of the 8. */
export function deriveRpiks(teks: usize, half: usize): void {
  // Extract: PRK = HMAC(32 zero bytes, TEK).
  for (let lane: usize = 0; lane < 4; lane++)
    for (let word: usize = 0; word < 4; word++)
      store<u32>(MESSAGE + WORD * word + 4 * lane, bswap(load<u32>(teks + 16 * lane + 4 * word)));
  endMessage(4, 640);
  compress(SALT_INNER, MESSAGE, INNER);
  hashState(INNER, SALT_OUTER, OUTER);

  // Expand: RPIK = HMAC(PRK, "EN-RPIK" || 0x01), of which the first half is taken.
  padKey(OUTER, 0x36363636);
  compress(INITIAL, MESSAGE, INNER);
  padKey(OUTER, 0x5c5c5c5c);
  compress(INITIAL, MESSAGE, OUTER);
  compress(INNER, INFO_WORDS, INNER);
  hashState(INNER, OUTER, OUTER);
  for (let word: usize = 0; word < 4; word++)
    v128.store(RPIKS + 2 * WORD * word + WORD * half, v128.load(OUTER + WORD * word));
}

/** Compresses a state as the message of the outer hash of HMAC: 64 bytes of pad, then 32 of it. */
function hashState(state: usize, from: usize, to: usize): void {
  memory.copy(MESSAGE, state, STATE);
  endMessage(8, 768);
  compress(from, MESSAGE, to);
}

/** The block of key and pad with which HMAC begins. */
function padKey(key: usize, pad: u32): void {
  const padding = i32x4.splat(pad);
  for (let at: usize = 0; at < STATE; at += WORD) {
    v128.store(MESSAGE + at, xor(v128.load(key + at), padding));
    v128.store(MESSAGE + at + STATE, padding);
  }
  schedule();
}

/** Ends a message of so many words in this block; so many bits have been hashed in all. */
function endMessage(words: usize, bits: u32): void {
  memory.fill(MESSAGE + WORD * words, 0, WORD * (BLOCK_WORDS - words));
  v128.store(MESSAGE + WORD * words, i32x4.splat(0x80000000));
  v128.store(MESSAGE + WORD * (BLOCK_WORDS - 1), i32x4.splat(bits));
  schedule();
}

/** Words 16..63 of the block, two at a time: each needs the one two before. */
function schedule(): void {
  let even = v128.load(MESSAGE, 224);
  let odd = v128.load(MESSAGE, 240);
  const end = MESSAGE + WORD * (ROUNDS - BLOCK_WORDS);
  for (let at = MESSAGE; at < end; at += 2 * WORD) {
    even = nextWord(at, even);
    odd = nextWord(at + WORD, odd);
  }
}

/** The word 16 after that at `at`. @param y - The word 14 after it. */
function nextWord(at: usize, y: v128): v128 {
  const x = v128.load(at, 16);
  const small0 = xor(xor(rotate(x, 7), rotate(x, 18)), i32x4.shr_u(x, 3));
  const small1 = xor(xor(rotate(y, 17), rotate(y, 19)), i32x4.shr_u(y, 10));
  const next = add(add(v128.load(at), v128.load(at, 144)), add(small0, small1));
  v128.store(at, next, 256);
  return next;
}

/** `h + Σ1(e) + Ch(e, f, g)`, and the word and the constant of the round. */
function first(e: v128, f: v128, g: v128, h: v128, wordAndConstant: v128): v128 {
  const big1 = xor(xor(rotate(e, 6), rotate(e, 11)), rotate(e, 25));
  return add(add(add(h, big1), xor(g, and(e, xor(f, g)))), wordAndConstant);
}

/** `Σ0(a) + Maj(a, b, c)`; `b ^ c` is `a ^ b` of the round before, which the compiler knows. */
function second(a: v128, b: v128, c: v128): v128 {
  const big0 = xor(xor(rotate(a, 2), rotate(a, 13)), rotate(a, 22));
  return add(big0, xor(b, and(xor(a, b), xor(b, c))));
}

function wordAndConstant(words: usize, round: usize): v128 {
  return add(v128.load(words + WORD * round), v128.load(SHA_CONSTANTS + WORD * round));
}

/** The state after a block. Eight rounds turn the names of the variables once around. */
function compress(from: usize, words: usize, to: usize): void {
  let a = v128.load(from);
  let b = v128.load(from, 16);
  let c = v128.load(from, 32);
  let d = v128.load(from, 48);
  let e = v128.load(from, 64);
  let f = v128.load(from, 80);
  let g = v128.load(from, 96);
  let h = v128.load(from, 112);
  let t: v128;
  for (let round: usize = 0; round < ROUNDS; round += 8) {
    t = first(e, f, g, h, wordAndConstant(words, round));
    d = add(d, t);
    h = add(t, second(a, b, c));
    t = first(d, e, f, g, wordAndConstant(words, round + 1));
    c = add(c, t);
    g = add(t, second(h, a, b));
    t = first(c, d, e, f, wordAndConstant(words, round + 2));
    b = add(b, t);
    f = add(t, second(g, h, a));
    t = first(b, c, d, e, wordAndConstant(words, round + 3));
    a = add(a, t);
    e = add(t, second(f, g, h));
    t = first(a, b, c, d, wordAndConstant(words, round + 4));
    h = add(h, t);
    d = add(t, second(e, f, g));
    t = first(h, a, b, c, wordAndConstant(words, round + 5));
    g = add(g, t);
    c = add(t, second(d, e, f));
    t = first(g, h, a, b, wordAndConstant(words, round + 6));
    f = add(f, t);
    b = add(t, second(c, d, e));
    t = first(f, g, h, a, wordAndConstant(words, round + 7));
    e = add(e, t);
    a = add(t, second(b, c, d));
  }
  v128.store(to, add(a, v128.load(from)));
  v128.store(to, add(b, v128.load(from, 16)), 16);
  v128.store(to, add(c, v128.load(from, 32)), 32);
  v128.store(to, add(d, v128.load(from, 48)), 48);
  v128.store(to, add(e, v128.load(from, 64)), 64);
  v128.store(to, add(f, v128.load(from, 80)), 80);
  v128.store(to, add(g, v128.load(from, 96)), 96);
  v128.store(to, add(h, v128.load(from, 112)), 112);
}
