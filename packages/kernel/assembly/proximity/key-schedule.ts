/**
 * The key schedule of AES-128 on planes: FIPS 197, section 5.2.
 *
 * 40 S-boxes for 8 keys. To expand them one by one and take 176 bytes of each to planes costs more.
 */
import { BLOCK, BYTE, COLUMN, PLANE, RPIKS } from './layout';
import { addPlanes, spread } from './planes';
import { subBytes } from './sbox';
import { and, xor } from './vector';

/**
 * 11 round keys, a block each. From the second on they contain the constant 0x63 that {@link subBytes} leaves
 * out: MixColumns takes four equal bytes to the same again.
 */
export const ROUND_KEYS: usize = memory.data(22528, 16);

const LAST_COLUMN: usize = memory.data(512, 16);
const SUBSTITUTED: usize = memory.data(512, 16);
/** The constant as planes. */
const OMITTED: usize = memory.data(128, 16);
const ROUND_CONSTANTS: StaticArray<u8> = [1, 2, 4, 8, 16, 32, 64, 128, 0x1b, 0x36];

/** Expands the 8 RPIKs. */
export function expandKeys(): void {
  spreadKeys();
  spread(i16x8.splat(0x63), OMITTED, 8);
  addOmitted(ROUND_KEYS, ROUND_KEYS, 16);
  for (let round: usize = 1; round <= 10; round++) {
    const key = ROUND_KEYS + BLOCK * round;
    addOmitted(key - COLUMN, LAST_COLUMN, 4);
    subBytes(LAST_COLUMN, SUBSTITUTED, 4);
    for (let row: usize = 0; row < 4; row++)
      nextRow(key + BYTE * row, SUBSTITUTED + BYTE * ((row + 1) & 3));
    for (let column: usize = 0; column < 4; column++)
      addConstant(key + COLUMN * column, ROUND_CONSTANTS[<i32>round - 1]);
  }
  addOmitted(ROUND_KEYS, ROUND_KEYS, 16);
}

/** Adds the constant, or takes it away. */
function addOmitted(from: usize, to: usize, bytes: usize): void {
  for (let byte: usize = 0; byte < bytes; byte++)
    addPlanes(from + BYTE * byte, OMITTED, to + BYTE * byte);
}

/**
 * One row of a round key, but for the round constant: each column is the sum of the same one in the last round
 * key and of the column before; before column 0 stands what was substituted, which lacks the constant already.
 */
function nextRow(to: usize, substituted: usize): void {
  for (let bit: usize = 0; bit < 8; bit++, to += PLANE, substituted += PLANE) {
    const omitted = v128.load(OMITTED + PLANE * bit);
    const last = to - BLOCK;
    const column0 = xor(xor(v128.load(last), omitted), v128.load(substituted));
    const column1 = xor(xor(v128.load(last, 512), omitted), column0);
    const column2 = xor(xor(v128.load(last, 1024), omitted), column1);
    const column3 = xor(xor(v128.load(last, 1536), omitted), column2);
    v128.store(to, column0);
    v128.store(to, column1, 512);
    v128.store(to, column2, 1024);
    v128.store(to, column3, 1536);
  }
}

/** The RPIKs as planes. */
function spreadKeys(): void {
  const mask = i32x4.splat(0xff);
  for (let byte: usize = 0; byte < 16; byte++) {
    const word = RPIKS + 32 * (byte >> 2);
    const shift = 24 - 8 * (<i32>byte & 3);
    const low = and(i32x4.shr_u(v128.load(word), shift), mask);
    const high = and(i32x4.shr_u(v128.load(word, 16), shift), mask);
    spread(i16x8.narrow_i32x4_u(low, high), ROUND_KEYS + BYTE * byte, 8);
  }
}

/** Adds the same byte to that of every key and interval. */
export function addConstant(byte: usize, constant: u32): void {
  for (; constant; byte += PLANE, constant >>= 1)
    if (constant & 1) v128.store(byte, v128.not(v128.load(byte)));
}
