/**
 * 128 identifiers in a pass: AES-128 of the intervals of 8 keys, as far as their tags need it.
 *
 * Specification: FIPS 197; Exposure Notification, Cryptography Specification v1.2, section "Rolling
 * Proximity Identifier". What a tag is, `src/proximity/rpi-cipher.ts` says.
 *
 * | round  | S-boxes | why not 16                                                      |
 * | ------ | ------- | --------------------------------------------------------------- |
 * | 1      | 1       | only byte 12 of the block changes from one interval to the next |
 * | 2      | 4       | so only column 3 does in round 1                                |
 * | 3 to 8 | 16      |                                                                 |
 * | 9      | 4       | a tag is made of column 0 only                                  |
 * | 10     | 4       | of its four bytes                                               |
 *
 * | vector instructions of a pass | number |
 * | ----------------------------- | ------ |
 * | 109 S-boxes of 113 gates      | 12,317 |
 * | 25 columns of MixColumns      |  3,600 |
 * | single bytes and round keys   |    255 |
 * | tags from planes to words     |    352 |
 * | all                           | 16,524 |
 *
 * That is 129 for an identifier. What bits 8..31 of the intervals decide costs 15 S-boxes and 8 columns more,
 * once or twice for 9 passes; what the key alone decides, 12 S-boxes.
 */
import { INTERVALS } from './interval-planes';
import { addConstant, ROUND_KEYS } from './key-schedule';
import { BLOCK, BYTE, COLUMN } from './layout';
import { addByte, mixBlock, mixColumn } from './mix-columns';
import { addPlanes } from './planes';
import { subBytes } from './sbox';

/** Byte of a block that holds the lowest byte of the interval. */
const LOWEST: usize = 12 * BYTE;
/** `EN-RPI`; zero bytes up to the interval. */
const PREFIX: StaticArray<u8> = [0x45, 0x4e, 0x2d, 0x52, 0x50, 0x49];

/** Round 1 after SubBytes, without byte 12: equal for a key but for bytes 13..15. */
const ROUND_1: usize = memory.data(2048, 16);
/** Round 1 at its end, without what byte 12 adds to column 3. */
const MIXED_1: usize = memory.data(2048, 16);
/** Round 2 after SubBytes, without column 3. */
const ROUND_2: usize = memory.data(2048, 16);
/** Round 2 at its end, without what column 3 adds to each column. */
const MIXED_2: usize = memory.data(2048, 16);
const STATE: usize = memory.data(2048, 16);
const SUBSTITUTED: usize = memory.data(2048, 16);

/** Round 1 of the bytes that are the same in every interval. */
export function fixKeys(): void {
  memory.copy(STATE, ROUND_KEYS, LOWEST);
  for (let byte = 0; byte < PREFIX.length; byte++)
    addConstant(STATE + BYTE * <usize>byte, PREFIX[byte]);
  subBytes(STATE, ROUND_1, 12);
  memory.fill(ROUND_1 + LOWEST, 0, BYTE);
  memory.fill(ROUND_2 + LOWEST, 0, COLUMN);
}

/** Rounds 1 and 2 of what stays the same as long as bits 8..31 of the intervals do. */
export function fixIntervals(): void {
  for (let at = BYTE; at < COLUMN; at += BYTE)
    addPlanes(INTERVALS + at, ROUND_KEYS + LOWEST + at, STATE + at);
  subBytes(STATE + BYTE, ROUND_1 + LOWEST + BYTE, 3);
  mixBlock(ROUND_1, ROUND_KEYS + BLOCK, MIXED_1);
  subBytes(MIXED_1, ROUND_2, 12);
  mixBlock(ROUND_2, ROUND_KEYS + 2 * BLOCK, MIXED_2);
}

/** Encrypts the intervals of a pass. @param tags - 4 bytes as planes. */
export function encryptPass(tags: usize): void {
  addPlanes(INTERVALS, ROUND_KEYS + LOWEST, STATE);
  subBytes(STATE, SUBSTITUTED, 1);
  addByte(SUBSTITUTED, 0, MIXED_1 + LOWEST, STATE);

  subBytes(STATE, SUBSTITUTED, 4);
  for (let row: usize = 0; row < 4; row++) {
    const column = COLUMN * (3 - row);
    addByte(SUBSTITUTED + BYTE * row, row, MIXED_2 + column, STATE + column);
  }

  for (let round: usize = 3; round <= 8; round++) {
    subBytes(STATE, SUBSTITUTED, 16);
    mixBlock(SUBSTITUTED, ROUND_KEYS + BLOCK * round, STATE);
  }
  lastRounds(tags);
}

/** Rounds 9 and 10 of column 0. */
function lastRounds(tags: usize): void {
  // ShiftRows takes row r of column 0 from column r.
  for (let row: usize = 0; row < 4; row++)
    subBytes(STATE + (COLUMN + BYTE) * row, SUBSTITUTED + BYTE * row, 1);
  mixColumn(
    SUBSTITUTED,
    SUBSTITUTED + BYTE,
    SUBSTITUTED + 2 * BYTE,
    SUBSTITUTED + 3 * BYTE,
    ROUND_KEYS + 9 * BLOCK,
    STATE,
  );

  // And row r of column 0 to column -r.
  subBytes(STATE, tags, 4);
  const key = ROUND_KEYS + 10 * BLOCK;
  for (let row: usize = 0; row < 4; row++) {
    const byte = tags + BYTE * row;
    addPlanes(byte, key + COLUMN * ((4 - row) & 3) + BYTE * row, byte);
  }
}
