/**
 * MixColumns and AddRoundKey on planes. With `c[i] = a[i] ^ a[i+1]`, row i of a column becomes
 *
 *     b[i] = 2·c[i] ^ a[i+1] ^ c[i+2] ^ key[i]
 *
 * Doubling in the field moves every bit up by one; what falls out of bit 7 comes back in bits 0, 1, 3 and 4.
 * A column costs 144 instructions, 32 of them for the key.
 */
import { BYTE, COLUMN } from './layout';
import { addPlanes } from './planes';
import { xor } from './vector';

/** ShiftRows as well: row r of a column comes from the column r further. @param bytes - A block. */
export function mixBlock(bytes: usize, key: usize, to: usize): void {
  for (let column: usize = 0; column < 4; column++)
    mixColumn(
      bytes + COLUMN * column,
      bytes + COLUMN * ((column + 1) & 3) + BYTE,
      bytes + COLUMN * ((column + 2) & 3) + 2 * BYTE,
      bytes + COLUMN * ((column + 3) & 3) + 3 * BYTE,
      key + COLUMN * column,
      to + COLUMN * column,
    );
}

/** One column: bit after bit, because each needs the sums of the one before. */
export function mixColumn(a0: usize, a1: usize, a2: usize, a3: usize, key: usize, to: usize): void {
  const top0 = xor(v128.load(a0, 112), v128.load(a1, 112));
  const top1 = xor(v128.load(a1, 112), v128.load(a2, 112));
  const top2 = xor(v128.load(a2, 112), v128.load(a3, 112));
  const top3 = xor(v128.load(a3, 112), v128.load(a0, 112));

  // Bit 0, of which the reduction is part.
  let x0 = v128.load(a0, 0);
  let x1 = v128.load(a1, 0);
  let x2 = v128.load(a2, 0);
  let x3 = v128.load(a3, 0);
  v128.store(to, sum(top0, x1, xor(x2, x3), v128.load(key, 0)), 0);
  v128.store(to, sum(top1, x2, xor(x3, x0), v128.load(key, 128)), 128);
  v128.store(to, sum(top2, x3, xor(x0, x1), v128.load(key, 256)), 256);
  v128.store(to, sum(top3, x0, xor(x1, x2), v128.load(key, 384)), 384);
  let c0 = xor(x0, x1);
  let c1 = xor(x1, x2);
  let c2 = xor(x2, x3);
  let c3 = xor(x3, x0);

  // Bit 1, of which the reduction is part.
  x0 = v128.load(a0, 16);
  x1 = v128.load(a1, 16);
  x2 = v128.load(a2, 16);
  x3 = v128.load(a3, 16);
  v128.store(to, sum(xor(c0, top0), x1, xor(x2, x3), v128.load(key, 16)), 16);
  v128.store(to, sum(xor(c1, top1), x2, xor(x3, x0), v128.load(key, 144)), 144);
  v128.store(to, sum(xor(c2, top2), x3, xor(x0, x1), v128.load(key, 272)), 272);
  v128.store(to, sum(xor(c3, top3), x0, xor(x1, x2), v128.load(key, 400)), 400);
  c0 = xor(x0, x1);
  c1 = xor(x1, x2);
  c2 = xor(x2, x3);
  c3 = xor(x3, x0);

  // Bit 2.
  x0 = v128.load(a0, 32);
  x1 = v128.load(a1, 32);
  x2 = v128.load(a2, 32);
  x3 = v128.load(a3, 32);
  v128.store(to, sum(c0, x1, xor(x2, x3), v128.load(key, 32)), 32);
  v128.store(to, sum(c1, x2, xor(x3, x0), v128.load(key, 160)), 160);
  v128.store(to, sum(c2, x3, xor(x0, x1), v128.load(key, 288)), 288);
  v128.store(to, sum(c3, x0, xor(x1, x2), v128.load(key, 416)), 416);
  c0 = xor(x0, x1);
  c1 = xor(x1, x2);
  c2 = xor(x2, x3);
  c3 = xor(x3, x0);

  // Bit 3, of which the reduction is part.
  x0 = v128.load(a0, 48);
  x1 = v128.load(a1, 48);
  x2 = v128.load(a2, 48);
  x3 = v128.load(a3, 48);
  v128.store(to, sum(xor(c0, top0), x1, xor(x2, x3), v128.load(key, 48)), 48);
  v128.store(to, sum(xor(c1, top1), x2, xor(x3, x0), v128.load(key, 176)), 176);
  v128.store(to, sum(xor(c2, top2), x3, xor(x0, x1), v128.load(key, 304)), 304);
  v128.store(to, sum(xor(c3, top3), x0, xor(x1, x2), v128.load(key, 432)), 432);
  c0 = xor(x0, x1);
  c1 = xor(x1, x2);
  c2 = xor(x2, x3);
  c3 = xor(x3, x0);

  // Bit 4, of which the reduction is part.
  x0 = v128.load(a0, 64);
  x1 = v128.load(a1, 64);
  x2 = v128.load(a2, 64);
  x3 = v128.load(a3, 64);
  v128.store(to, sum(xor(c0, top0), x1, xor(x2, x3), v128.load(key, 64)), 64);
  v128.store(to, sum(xor(c1, top1), x2, xor(x3, x0), v128.load(key, 192)), 192);
  v128.store(to, sum(xor(c2, top2), x3, xor(x0, x1), v128.load(key, 320)), 320);
  v128.store(to, sum(xor(c3, top3), x0, xor(x1, x2), v128.load(key, 448)), 448);
  c0 = xor(x0, x1);
  c1 = xor(x1, x2);
  c2 = xor(x2, x3);
  c3 = xor(x3, x0);

  // Bit 5.
  x0 = v128.load(a0, 80);
  x1 = v128.load(a1, 80);
  x2 = v128.load(a2, 80);
  x3 = v128.load(a3, 80);
  v128.store(to, sum(c0, x1, xor(x2, x3), v128.load(key, 80)), 80);
  v128.store(to, sum(c1, x2, xor(x3, x0), v128.load(key, 208)), 208);
  v128.store(to, sum(c2, x3, xor(x0, x1), v128.load(key, 336)), 336);
  v128.store(to, sum(c3, x0, xor(x1, x2), v128.load(key, 464)), 464);
  c0 = xor(x0, x1);
  c1 = xor(x1, x2);
  c2 = xor(x2, x3);
  c3 = xor(x3, x0);

  // Bit 6.
  x0 = v128.load(a0, 96);
  x1 = v128.load(a1, 96);
  x2 = v128.load(a2, 96);
  x3 = v128.load(a3, 96);
  v128.store(to, sum(c0, x1, xor(x2, x3), v128.load(key, 96)), 96);
  v128.store(to, sum(c1, x2, xor(x3, x0), v128.load(key, 224)), 224);
  v128.store(to, sum(c2, x3, xor(x0, x1), v128.load(key, 352)), 352);
  v128.store(to, sum(c3, x0, xor(x1, x2), v128.load(key, 480)), 480);
  c0 = xor(x0, x1);
  c1 = xor(x1, x2);
  c2 = xor(x2, x3);
  c3 = xor(x3, x0);

  // Bit 7.
  x0 = v128.load(a0, 112);
  x1 = v128.load(a1, 112);
  x2 = v128.load(a2, 112);
  x3 = v128.load(a3, 112);
  v128.store(to, sum(c0, x1, xor(x2, x3), v128.load(key, 112)), 112);
  v128.store(to, sum(c1, x2, xor(x3, x0), v128.load(key, 240)), 240);
  v128.store(to, sum(c2, x3, xor(x0, x1), v128.load(key, 368)), 368);
  v128.store(to, sum(c3, x0, xor(x1, x2), v128.load(key, 496)), 496);
}

function sum(a: v128, b: v128, c: v128, d: v128): v128 {
  return xor(xor(a, b), xor(c, d));
}

/**
 * Adds to a mixed column what one more byte of it is mixed to: twice the byte in its own row, three times in
 * the row before, once in the other two.
 */
export function addByte(byte: usize, row: usize, column: usize, to: usize): void {
  double(byte, TWICE);
  addPlanes(byte, TWICE, THRICE);
  addRow(column, TWICE, row, to);
  addRow(column, THRICE, row + 3, to);
  addRow(column, byte, row + 1, to);
  addRow(column, byte, row + 2, to);
}

const TWICE: usize = memory.data(128, 16);
const THRICE: usize = memory.data(128, 16);

function addRow(column: usize, byte: usize, row: usize, to: usize): void {
  const at = BYTE * (row & 3);
  addPlanes(column + at, byte, to + at);
}

/** Twice a byte. */
function double(byte: usize, to: usize): void {
  const seventh = v128.load(byte, 112);
  v128.store(to, seventh);
  v128.store(to, xor(v128.load(byte), seventh), 16);
  v128.store(to, v128.load(byte, 16), 32);
  v128.store(to, xor(v128.load(byte, 32), seventh), 48);
  v128.store(to, xor(v128.load(byte, 48), seventh), 64);
  v128.store(to, v128.load(byte, 64), 80);
  v128.store(to, v128.load(byte, 80), 96);
  v128.store(to, v128.load(byte, 96), 112);
}
