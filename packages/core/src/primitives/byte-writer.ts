import { assertUint, UINT32_MAX } from './bytes.ts';
import { WaypostError } from './errors.ts';

/** Writes fixed layouts, big-endian, into one buffer that grows. Every method returns the writer. */
export class ByteWriter {
  #bytes: Uint8Array;
  #length = 0;

  /** @param capacity - Expected size in bytes; the buffer grows past it. */
  constructor(capacity = 64) {
    this.#bytes = new Uint8Array(capacity);
  }

  /** One byte, 0..255. @throws {@link WaypostError} `NUMBER_RANGE`. */
  u8(value: number): this {
    return this.#uint(value, 1, 0xff);
  }

  /** Two bytes, big-endian. @throws {@link WaypostError} `NUMBER_RANGE`. */
  u16be(value: number): this {
    return this.#uint(value, 2, 0xffff);
  }

  /** Four bytes, big-endian. @throws {@link WaypostError} `NUMBER_RANGE`. */
  u32be(value: number): this {
    return this.#uint(value, 4, UINT32_MAX);
  }

  /** Eight bytes, big-endian, of a safe integer. @throws {@link WaypostError} `NUMBER_RANGE`. */
  u64be(value: number): this {
    assertUint(value, Number.MAX_SAFE_INTEGER, 'u64');
    return this.u32be(Math.floor(value / 2 ** 32)).u32be(value % 2 ** 32);
  }

  /** The bytes as they are. */
  bytes(value: Uint8Array): this {
    this.#reserve(value.length);
    this.#bytes.set(value, this.#length);
    this.#length += value.length;
    return this;
  }

  /**
   * One byte of length, then the bytes.
   *
   * @param max - Longest value allowed, at most 255 bytes.
   * @throws {@link WaypostError} `TEXT_LENGTH` naming `what`.
   */
  shortBytes(value: Uint8Array, max: number, what: string): this {
    if (value.length > max)
      throw new WaypostError('TEXT_LENGTH', `${what} must be at most ${max} bytes`, {
        what,
        max,
        actual: value.length,
      });
    return this.u8(value.length).bytes(value);
  }

  /** A copy of what was written. */
  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  #uint(value: number, size: number, max: number): this {
    assertUint(value, max, `u${size * 8}`);
    this.#reserve(size);
    for (let i = size - 1; i >= 0; i--) {
      this.#bytes[this.#length + i] = value & 0xff;
      value = Math.floor(value / 256);
    }
    this.#length += size;
    return this;
  }

  #reserve(size: number): void {
    const needed = this.#length + size;
    if (needed <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    grown.set(this.#bytes);
    this.#bytes = grown;
  }
}
