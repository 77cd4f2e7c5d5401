/**
 * Rows of mostly black and white bytes, each of them several times over, as a zlib stream: so the
 * pixels of a QR code are. A general compressor would look for what is known here.
 *
 * | bytes    | zlib stream                                  |
 * | -------- | -------------------------------------------- |
 * | 0..1     | `78 01`: deflate, window of 32 KiB           |
 * | 2..n-5   | one deflate block, with a prefix code of its own |
 * | n-4..n-1 | Adler-32 of all rows, big-endian             |
 *
 * A row is written as it is, and its copies as what stood before.
 *
 * Specification: RFC 1950 (zlib), RFC 1951 (deflate).
 *
 * @module
 */
import { BitWriter, prefixCode } from './huffman.ts';

const ZLIB_HEAD = 0x0178; // little-endian
const END_OF_BLOCK = 256;
/** Symbols of literals, end and lengths; symbols of distances. */
const SYMBOLS = 286;
const DISTANCE_SYMBOLS = 30;

/** Least lengths of the symbols from 257 on. RFC 1951, section 3.2.5. */
const LENGTHS: readonly number[] = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
  163, 195, 227, 258,
];
const MAX_LENGTH = 258;
const MIN_LENGTH = 3;

/**
 * Bits of each symbol. The sum of `2^-bits` is 1: every string of bits means something.
 *
 * | symbol              | what                | bits |
 * | ------------------- | ------------------- | ---- |
 * | 0, 255              | black, white        | 2    |
 * | 256, 285            | end; 258 bytes      | 6    |
 * | 257..284            | fewer bytes         | 7    |
 * | 1, 2                | other bytes         | 9    |
 * | 3..254              | other bytes         | 10   |
 */
const SYMBOL_CODE = prefixCode(
  Uint8Array.from({ length: SYMBOLS }, (_, symbol) => {
    if (symbol === 0 || symbol === 255) return 2;
    if (symbol >= END_OF_BLOCK) return symbol === END_OF_BLOCK || symbol === SYMBOLS - 1 ? 6 : 7;
    return symbol <= 2 ? 9 : 10;
  }),
);
const MAX_LITERAL_BITS = 10;

/** Bits of each distance: 4 for the first two, 5 for the others. */
const DISTANCE_CODE = prefixCode(
  Uint8Array.from({ length: DISTANCE_SYMBOLS }, (_, symbol) => (symbol < 2 ? 4 : 5)),
);

/** The block's head says the lengths above, each in three bits: no more than eight are in use. */
const LENGTH_CODE = prefixCode(Uint8Array.of(0, 0, 3, 0, 3, 3, 3, 3, 3, 3, 3));
/** In which order the lengths of that code are told. RFC 1951, section 3.2.7. */
const LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2];

/** More than the head, the end and the checksum take. */
const FRAME_BYTES = 256;
/** More bits than a copy of up to 258 bytes takes. */
const MAX_COPY_BITS = 32;

/**
 * The zlib stream of some rows, each `times` over.
 *
 * @param rows - Of one length, 3 to 32,768 bytes.
 * @param times - From 1 on.
 */
export function deflateRepeated(rows: readonly Uint8Array[], times: number): Uint8Array {
  const length = rows[0]?.length ?? 0;
  const copies = copyLengths(length * (times - 1));
  const rowBits = length * MAX_LITERAL_BITS + copies.length * MAX_COPY_BITS;
  const out = new BitWriter(FRAME_BYTES + Math.ceil((rows.length * rowBits) / 8));
  writeHead(out);
  const checksum = new Adler32();
  for (const row of rows) {
    for (let i = 0; i < length; i++) writeSymbol(out, row[i]!);
    for (const copied of copies) writeCopy(out, copied, length);
    checksum.add(row, times);
  }
  writeSymbol(out, END_OF_BLOCK);
  out.align();
  for (const byte of checksum.bytes()) out.write(byte, 8);
  return out.finish();
}

/** Cuts a length into those that can be copied at once: 3 to 258. */
function copyLengths(length: number): readonly number[] {
  const lengths: number[] = [];
  for (let rest = length; rest > 0; ) {
    const after = rest - MAX_LENGTH;
    // Nothing shorter than three bytes may be left.
    const copied = after > 0 && after < MIN_LENGTH ? rest - MIN_LENGTH : Math.min(rest, MAX_LENGTH);
    lengths.push(copied);
    rest -= copied;
  }
  return lengths;
}

function writeHead(out: BitWriter): void {
  out.write(ZLIB_HEAD, 16);
  out.write(1, 1); // the last block
  out.write(2, 2); // its prefix codes follow
  out.write(SYMBOLS - 257, 5);
  out.write(DISTANCE_SYMBOLS - 1, 5);
  out.write(LENGTH_ORDER.length - 4, 4);
  for (const length of LENGTH_ORDER) out.write(LENGTH_CODE.lengths[length] ?? 0, 3);
  for (const length of [...SYMBOL_CODE.lengths, ...DISTANCE_CODE.lengths])
    out.write(LENGTH_CODE.bits[length]!, LENGTH_CODE.lengths[length]!);
}

function writeSymbol(out: BitWriter, symbol: number): void {
  out.write(SYMBOL_CODE.bits[symbol]!, SYMBOL_CODE.lengths[symbol]!);
}

/** So many bytes again that stand `distance` bytes before. */
function writeCopy(out: BitWriter, length: number, distance: number): void {
  const i = LENGTHS.findLastIndex((least) => least <= length);
  writeSymbol(out, END_OF_BLOCK + 1 + i);
  // Lengths up to 10 and that of 258 have a symbol of their own, four share each more bit.
  const extraBits = i < 8 || length === MAX_LENGTH ? 0 : (i >> 2) - 1;
  out.write(length - LENGTHS[i]!, extraBits);
  // Two distance symbols share each more bit: 1, 2, 3, 4, then 5..6, 7..8, 9..12, 13..16.
  const high = Math.max(1, 31 - Math.clz32(distance - 1));
  const distanceBits = high - 1;
  const symbol = distance <= 2 ? distance - 1 : 2 * high + (((distance - 1) >> distanceBits) & 1);
  out.write(DISTANCE_CODE.bits[symbol]!, DISTANCE_CODE.lengths[symbol]!);
  out.write((distance - 1) & ((1 << distanceBits) - 1), distanceBits);
}

const ADLER_MODULUS = 65_521;

/** Adler-32, RFC 1950: `a = 1 + sum of bytes`, `b = sum of all a`. */
class Adler32 {
  #a = 1;
  #b = 0;

  /** Adds a row several times, looking at its bytes once. */
  add(row: Uint8Array, times: number): void {
    let sum = 0;
    let sumOfSums = 0;
    for (let i = 0; i < row.length; i++) {
      sum += row[i]!;
      sumOfSums += sum;
    }
    for (let i = 0; i < times; i++) {
      this.#b = (this.#b + row.length * this.#a + sumOfSums) % ADLER_MODULUS;
      this.#a = (this.#a + sum) % ADLER_MODULUS;
    }
  }

  /** Four bytes, big-endian. */
  bytes(): readonly number[] {
    return [this.#b >> 8, this.#b & 0xff, this.#a >> 8, this.#a & 0xff];
  }
}
