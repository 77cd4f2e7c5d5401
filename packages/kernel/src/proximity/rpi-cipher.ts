/**
 * The identifiers of one key, one at a time: AES-128, with what is equal in many of them done once.
 *
 * Specification: FIPS 197; Exposure Notification, Cryptography Specification v1.2, section "Rolling
 * Proximity Identifier".
 *
 * | column | bytes  | PaddedData                    |
 * | ------ | ------ | ----------------------------- |
 * | 0      | 0..3   | `EN-R`                        |
 * | 1      | 4..7   | `PI`, zero                    |
 * | 2      | 8..11  | zero                          |
 * | 3      | 12..15 | EN interval number, uint32 LE |
 *
 * Among 256 intervals only byte 12 changes: in round 1 that is one byte of column 3, in round 2 one byte of
 * every column. The tag has the same saving at the other end: it is what the last round makes of column 0,
 * so that rounds 9 and 10 are a quarter each. 109 look-ups instead of 160.
 *
 * @module
 */
import { expandKey, ROW_0, ROW_1, ROW_2, ROW_3, subWord } from './aes-tables.ts';

/** `EN-R`, as a column. */
const PREFIX_0 = 0x522d4e45;
/** `PI` and two zero bytes, as a column. */
const PREFIX_1 = 0x00004950;
/** From round 3 on nothing is equal any more; up to round 8 all four columns are needed for a tag. */
const FIRST_FULL_ROUND = 3;
const LAST_FULL_ROUND = 8;

/**
 * The tag of an identifier: four of its bytes, those that AES makes of one column in the last round.
 *
 * | bits of the tag | byte of the RPI |
 * | --------------- | --------------- |
 * | 0..7            | 0               |
 * | 8..15           | 13              |
 * | 16..23          | 10              |
 * | 24..31          | 7               |
 *
 * @param at - Where the RPI begins.
 * @returns A uint32.
 */
export const tagOf = (rpis: Uint8Array, at: number): number =>
  (rpis[at]! | (rpis[at + 13]! << 8) | (rpis[at + 10]! << 16) | (rpis[at + 7]! << 24)) >>> 0;

/** Makes identifiers of one RPIK. */
export class RpiCipher {
  readonly #key: Uint32Array;
  /** What {@link tagOf} takes of the last round key. */
  readonly #tagKey: number;
  /** Bits 8..31 of the interval that the columns below are for; -1 before the first. */
  #high = -1;
  /** After round 1, column 3 without byte 12. */
  #round1 = 0;
  /** After round 2, every column without what comes of column 3 of round 1. */
  readonly #round2: Uint32Array = new Uint32Array(4);

  /** @param rpik - 4 words, big-endian: what SHA-256 ends with. More are ignored. */
  constructor(rpik: ArrayLike<number>) {
    this.#key = expandKey([0, 1, 2, 3].map((word) => swapBytes(rpik[word]!)));
    const [a = 0, b = 0, c = 0, d = 0] = this.#key.subarray(40);
    this.#tagKey = diagonal(a, d, c, b);
  }

  /** The tag of the RPI of one interval: {@link tagOf}. */
  tag(interval: number): number {
    const key = this.#key;
    if (interval >>> 8 !== this.#high) this.#fixHigh(interval >>> 8);
    const only = this.#round1 ^ ROW_0[(interval ^ key[3]!) & 0xff]!;
    let a = this.#round2[0]! ^ ROW_3[only >>> 24]!;
    let b = this.#round2[1]! ^ ROW_2[(only >>> 16) & 0xff]!;
    let c = this.#round2[2]! ^ ROW_1[(only >>> 8) & 0xff]!;
    let d = this.#round2[3]! ^ ROW_0[only & 0xff]!;
    for (let at = 4 * FIRST_FULL_ROUND; at <= 4 * LAST_FULL_ROUND; at += 4) {
      const e = mixed(a, b, c, d) ^ key[at]!;
      const f = mixed(b, c, d, a) ^ key[at + 1]!;
      const g = mixed(c, d, a, b) ^ key[at + 2]!;
      d = mixed(d, a, b, c) ^ key[at + 3]!;
      a = e;
      b = f;
      c = g;
    }
    return (subWord(mixed(a, b, c, d) ^ key[36]!) ^ this.#tagKey) >>> 0;
  }

  /** The RPI of one interval: 16 bytes. */
  rpi(interval: number): Uint8Array {
    const key = this.#key;
    let columns = [PREFIX_0, PREFIX_1, 0, interval].map((column, i) => column ^ key[i]!);
    for (let round = 1; round < 10; round++)
      columns = turned(columns).map(([a, b, c, d], i) => mixed(a, b, c, d) ^ key[4 * round + i]!);
    const last = turned(columns).map(
      ([a, b, c, d], i) => subWord(diagonal(a, b, c, d)) ^ key[40 + i]!,
    );
    return Uint8Array.from({ length: 16 }, (_, i) => last[i >> 2]! >>> (8 * (i & 3)));
  }

  /** Rounds 1 and 2 as far as bits 8..31 of the interval decide them. */
  #fixHigh(high: number): void {
    const key = this.#key;
    const a = PREFIX_0 ^ key[0]!;
    const b = PREFIX_1 ^ key[1]!;
    const c = key[2]!;
    const d = (high << 8) ^ key[3]!;
    const e = mixed(a, b, c, d) ^ key[4]!;
    const f = mixed(b, c, d, a) ^ key[5]!;
    const g = mixed(c, d, a, b) ^ key[6]!;
    this.#round1 = mixed(d, a, b, c) ^ ROW_0[d & 0xff]! ^ key[7]!;
    this.#round2[0] =
      ROW_0[e & 0xff]! ^ ROW_1[(f >>> 8) & 0xff]! ^ ROW_2[(g >>> 16) & 0xff]! ^ key[8]!;
    this.#round2[1] = ROW_0[f & 0xff]! ^ ROW_1[(g >>> 8) & 0xff]! ^ ROW_3[e >>> 24]! ^ key[9]!;
    this.#round2[2] = ROW_0[g & 0xff]! ^ ROW_2[(e >>> 16) & 0xff]! ^ ROW_3[f >>> 24]! ^ key[10]!;
    this.#round2[3] =
      ROW_1[(e >>> 8) & 0xff]! ^ ROW_2[(f >>> 16) & 0xff]! ^ ROW_3[g >>> 24]! ^ key[11]!;
    this.#high = high;
  }
}

/** A column after SubBytes, ShiftRows and MixColumns: its rows stand in four columns before. */
const mixed = (a: number, b: number, c: number, d: number): number =>
  ROW_0[a & 0xff]! ^ ROW_1[(b >>> 8) & 0xff]! ^ ROW_2[(c >>> 16) & 0xff]! ^ ROW_3[d >>> 24]!;

/** Row 0 of the first column, row 1 of the second, and so on: ShiftRows for one column. */
const diagonal = (a: number, b: number, c: number, d: number): number =>
  (a & 0xff) | (b & 0xff00) | (c & 0xff0000) | (d & 0xff000000);

type Column4 = [number, number, number, number];

/** The four columns, starting with each in turn. */
const turned = (columns: readonly number[]): Column4[] =>
  columns.map((_, i) => [0, 1, 2, 3].map((j) => columns[(i + j) % 4]!) as Column4);

const swapBytes = (word: number): number =>
  ((word & 0xff) << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24);
