/** The EN interval numbers of a pass as planes: bytes 12..15 of the blocks that are encrypted. */
import { BYTE, PLANE, STARTS } from './layout';
import { spread } from './planes';
import { and, xor } from './vector';

/** 32 planes, that is a column; lowest bit first, as the specification has it. */
export const INTERVALS: usize = memory.data(512, 16);

/** Intervals of pass 0: the first of each key, and the 15 after it. */
export function firstIntervals(): void {
  const low = v128.load(STARTS);
  const high = v128.load(STARTS + 16);
  const half = i32x4.splat(0xffff);
  spread(i16x8.narrow_i32x4_u(and(low, half), and(high, half)), INTERVALS, 16);
  const upper = i16x8.narrow_i32x4_u(i32x4.shr_u(low, 16), i32x4.shr_u(high, 16));
  spread(upper, INTERVALS + 2 * BYTE, 16);
  addFrom(0, i16x8.splat(<i16>0xaaaa)); // bit 0 of the numbers 0..15 …
  addFrom(1, i16x8.splat(<i16>0xcccc));
  addFrom(2, i16x8.splat(<i16>0xf0f0));
  addFrom(3, i16x8.splat(<i16>0xff00)); // … and bit 3
}

/** Goes on by 16 intervals. @returns Whether any of bits 8..31 has changed. */
export function nextIntervals(): bool {
  return addFrom(4, i16x8.splat(-1));
}

/** Adds `2^bit` wherever `carry` says. @returns Whether any of bits 8..31 has changed. */
function addFrom(bit: usize, carry: v128): bool {
  let at = INTERVALS + PLANE * bit;
  for (; v128.any_true(carry) && at < INTERVALS + 4 * BYTE; at += PLANE) {
    const plane = v128.load(at);
    v128.store(at, xor(plane, carry));
    carry = and(plane, carry);
  }
  return at > INTERVALS + BYTE;
}
