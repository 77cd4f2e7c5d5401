/** From numbers to planes, and from planes to numbers. */
import { BYTE, KEYS, PLANE } from './layout';
import { and, xor } from './vector';

/**
 * Planes of one number of each of 8 keys, the same for all intervals.
 *
 * @param numbers - 8 lanes of 16 bits, one for each key.
 * @param bits - How many planes, lowest bit first; 16 at most.
 */
export function spread(numbers: v128, to: usize, bits: usize): void {
  let bit = i16x8.splat(1);
  for (const end = to + PLANE * bits; to < end; to += PLANE) {
    v128.store(to, i16x8.eq(and(numbers, bit), bit));
    bit = i16x8.shl(bit, 1);
  }
}

/** The sum of two bytes. */
export function addPlanes(a: usize, b: usize, to: usize): void {
  v128.store(to, xor(v128.load(a), v128.load(b)));
  v128.store(to, xor(v128.load(a, 16), v128.load(b, 16)), 16);
  v128.store(to, xor(v128.load(a, 32), v128.load(b, 32)), 32);
  v128.store(to, xor(v128.load(a, 48), v128.load(b, 48)), 48);
  v128.store(to, xor(v128.load(a, 64), v128.load(b, 64)), 64);
  v128.store(to, xor(v128.load(a, 80), v128.load(b, 80)), 80);
  v128.store(to, xor(v128.load(a, 96), v128.load(b, 96)), 96);
  v128.store(to, xor(v128.load(a, 112), v128.load(b, 112)), 112);
}

/**
 * Tags from the planes of their four bytes.
 *
 * @param bytes - 4 bytes as planes, lowest first; they are overwritten.
 * @param to - 128 uint32: that of bit `8y + v` of a plane stands at `16v + y`.
 */
export function gather(bytes: usize, to: usize): void {
  for (let row: usize = 0; row < 4; row++) transpose(bytes + BYTE * row);
  for (let v: usize = 0; v < 8; v++) interleave(bytes + PLANE * v, to + 8 * KEYS * v);
}

/** 8 planes become 8 vectors of 16 bytes: byte y of vector v is of bits `8y + v`. 72 instructions. */
function transpose(at: usize): void {
  exchange(at, at + 16, 1, 0x55555555);
  exchange(at + 32, at + 48, 1, 0x55555555);
  exchange(at + 64, at + 80, 1, 0x55555555);
  exchange(at + 96, at + 112, 1, 0x55555555);
  exchange(at, at + 32, 2, 0x33333333);
  exchange(at + 16, at + 48, 2, 0x33333333);
  exchange(at + 64, at + 96, 2, 0x33333333);
  exchange(at + 80, at + 112, 2, 0x33333333);
  exchange(at, at + 64, 4, 0x0f0f0f0f);
  exchange(at + 16, at + 80, 4, 0x0f0f0f0f);
  exchange(at + 32, at + 96, 4, 0x0f0f0f0f);
  exchange(at + 48, at + 112, 4, 0x0f0f0f0f);
}

/** Exchanges the bits of one vector that are above `mask` with those of another that are in it. */
function exchange(one: usize, other: usize, shift: i32, mask: u32): void {
  const a = v128.load(one);
  const b = v128.load(other);
  const difference = and(xor(i32x4.shr_u(a, shift), b), i32x4.splat(mask));
  v128.store(other, xor(b, difference));
  v128.store(one, xor(a, i32x4.shl(difference, shift)));
}

/** 16 words of four bytes, a byte from each row. */
function interleave(rows: usize, to: usize): void {
  const row0 = v128.load(rows);
  const row1 = v128.load(rows + BYTE);
  const row2 = v128.load(rows + 2 * BYTE);
  const row3 = v128.load(rows + 3 * BYTE);
  const low01 = i8x16.shuffle(row0, row1, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  const low23 = i8x16.shuffle(row2, row3, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  v128.store(to, i16x8.shuffle(low01, low23, 0, 8, 1, 9, 2, 10, 3, 11));
  v128.store(to, i16x8.shuffle(low01, low23, 4, 12, 5, 13, 6, 14, 7, 15), 16);
  const high01 = i8x16.shuffle(
    row0,
    row1,
    8,
    24,
    9,
    25,
    10,
    26,
    11,
    27,
    12,
    28,
    13,
    29,
    14,
    30,
    15,
    31,
  );
  const high23 = i8x16.shuffle(
    row2,
    row3,
    8,
    24,
    9,
    25,
    10,
    26,
    11,
    27,
    12,
    28,
    13,
    29,
    14,
    30,
    15,
    31,
  );
  v128.store(to, i16x8.shuffle(high01, high23, 0, 8, 1, 9, 2, 10, 3, 11), 32);
  v128.store(to, i16x8.shuffle(high01, high23, 4, 12, 5, 13, 6, 14, 7, 15), 48);
}
