import { toUtf8 } from './encoding.ts';
import { WaypostError } from './errors.ts';

const TWO_32 = 2 ** 32;

/**
 * Writes a message, field by field in the order of the calls. A value that is `undefined` leaves its
 * field out: proto3 leaves out what is zero or empty, proto2 writes what is set.
 */
export class ProtoWriter {
  readonly #bytes: number[] = [];

  /** An unsigned integer, a bool as 0 or 1, or an enum. @throws `NUMBER_RANGE` above 2^53-1. */
  uint(number: number, value: number | undefined): this {
    if (value === undefined) return this;
    this.#varint(number * 8);
    this.#varint(value);
    return this;
  }

  /** A signed 32-bit integer: a negative one takes ten bytes. @throws `NUMBER_RANGE` for others. */
  int32(number: number, value: number | undefined): this {
    if (value === undefined) return this;
    if (value !== (value | 0))
      throw new WaypostError('NUMBER_RANGE', 'an int32 is out of range', { field: number });
    if (value >= 0) return this.uint(number, value);
    this.#varint(number * 8);
    const low = value >>> 0;
    for (let shift = 0; shift < 28; shift += 7) this.#bytes.push(((low >>> shift) & 0x7f) | 0x80);
    // The upper half of two's complement is all ones.
    this.#bytes.push((low >>> 28) | 0xf0, 0xff, 0xff, 0xff, 0xff, 1);
    return this;
  }

  /** Eight bytes, little-endian, of a safe integer. @throws {@link WaypostError} `NUMBER_RANGE`. */
  fixed64(number: number, value: number | undefined): this {
    if (value === undefined) return this;
    assertSafeUint(value);
    this.#varint(number * 8 + 1);
    this.#littleEndian(value % TWO_32);
    this.#littleEndian(Math.floor(value / TWO_32));
    return this;
  }

  /** Four bytes, little-endian. @throws {@link WaypostError} `NUMBER_RANGE`. */
  fixed32(number: number, value: number | undefined): this {
    if (value === undefined) return this;
    if (assertSafeUint(value) >= TWO_32)
      throw new WaypostError('NUMBER_RANGE', 'a fixed32 is out of range', { field: number });
    this.#varint(number * 8 + 5);
    this.#littleEndian(value);
    return this;
  }

  /** Bytes, or a message that was finished. */
  bytes(number: number, value: Uint8Array | undefined): this {
    if (value === undefined) return this;
    this.#varint(number * 8 + 2);
    this.#varint(value.length);
    for (const byte of value) this.#bytes.push(byte);
    return this;
  }

  /** Text as UTF-8. @throws {@link WaypostError} `ENCODING_INVALID` for a lone surrogate. */
  string(number: number, value: string | undefined): this {
    return this.bytes(number, value === undefined ? undefined : toUtf8(value));
  }

  /** The bytes written so far. */
  finish(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }

  #varint(value: number): void {
    let rest = assertSafeUint(value);
    while (rest >= 0x80) {
      this.#bytes.push((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.#bytes.push(rest);
  }

  #littleEndian(value: number): void {
    for (let shift = 0; shift < 32; shift += 8) this.#bytes.push((value >>> shift) & 0xff);
  }
}

function assertSafeUint(value: number): number {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new WaypostError('NUMBER_RANGE', 'an unsigned integer is out of range');
  return value;
}
