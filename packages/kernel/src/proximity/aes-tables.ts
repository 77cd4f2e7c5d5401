/**
 * AES by tables, for code that needs no constant time: published keys are no secret.
 *
 * Specification: FIPS 197. A word is a column, row r in bits 8r..8r+7.
 *
 * @module
 */

const FIELD_POLYNOMIAL = 0x11b;
/** A round key before the first round, and one after each of ten. */
const SCHEDULE_WORDS = 4 * 11;

/** The S-box, 256 bytes: FIPS 197, section 5.1.1. */
const SUB_BYTES: Uint8Array = subBytes();

/** What byte `x` of row 0 adds to a column in SubBytes and MixColumns: 2, 1, 1, 3 times `S(x)`. */
export const ROW_0: Uint32Array = Uint32Array.from(
  SUB_BYTES,
  (s) => double(s) | (s << 8) | (s << 16) | ((double(s) ^ s) << 24),
);
/** The same for a byte of row 1. */
export const ROW_1: Uint32Array = ROW_0.map((column) => rotated(column, 8));
/** The same for a byte of row 2. */
export const ROW_2: Uint32Array = ROW_0.map((column) => rotated(column, 16));
/** The same for a byte of row 3. */
export const ROW_3: Uint32Array = ROW_0.map((column) => rotated(column, 24));

/** The key schedule of AES-128: 44 words. FIPS 197, section 5.2. @param key - 4 words. */
export function expandKey(key: ArrayLike<number>): Uint32Array {
  const words = new Uint32Array(SCHEDULE_WORDS);
  words.set(key);
  let constant = 1;
  for (let i = 4; i < SCHEDULE_WORDS; i++) {
    let word = words[i - 1]!;
    if (i % 4 === 0) {
      word = subWord(rotated(word, 24)) ^ constant;
      constant = double(constant);
    }
    words[i] = words[i - 4]! ^ word;
  }
  return words;
}

/** The S-box on each byte of a column. */
export const subWord = (word: number): number =>
  SUB_BYTES[word & 0xff]! |
  (SUB_BYTES[(word >>> 8) & 0xff]! << 8) |
  (SUB_BYTES[(word >>> 16) & 0xff]! << 16) |
  (SUB_BYTES[word >>> 24]! << 24);

/** Twice an element of the field. */
function double(x: number): number {
  return (x << 1) ^ (x & 0x80 ? FIELD_POLYNOMIAL : 0);
}

function rotated(word: number, left: number): number {
  return (word << left) | (word >>> (32 - left));
}

function subBytes(): Uint8Array {
  const table = new Uint8Array(256);
  // `power` runs through the field by threes, `inverse` the other way round: 0xf6 is a third.
  for (let power = 1, inverse = 1, i = 0; i < 255; i++) {
    let spread = inverse;
    for (let turn = 1; turn <= 4; turn++) spread ^= (inverse << turn) | (inverse >>> (8 - turn));
    table[power] = spread ^ 0x63;
    power ^= double(power);
    inverse = timesThird(inverse);
  }
  table[0] = 0x63;
  return table;
}

/** An element of the field divided by 3. */
function timesThird(x: number): number {
  let product = 0;
  for (let bit = 0x80; bit > 0; bit >>= 1) product = double(product) ^ (0xf6 & bit ? x : 0);
  return product;
}
