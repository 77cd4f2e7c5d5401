import { WaypostError } from './errors.ts';

/**
 * Reads fixed layouts, big-endian, from untrusted bytes. Never reads past the end and never copies:
 * {@link ByteReader.bytes} returns views of the input.
 */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #what: string;
  #offset = 0;

  /** @param what - What is being read, for error messages: `exposure notice bundle`. */
  constructor(bytes: Uint8Array, what: string) {
    this.#bytes = bytes;
    this.#what = what;
  }

  /** Bytes not read yet. */
  get remaining(): number {
    return this.#bytes.length - this.#offset;
  }

  /** One byte. @throws {@link WaypostError} `BYTES_TRUNCATED`. */
  u8(): number {
    return this.#uint(1);
  }

  /** Two bytes, big-endian. @throws {@link WaypostError} `BYTES_TRUNCATED`. */
  u16be(): number {
    return this.#uint(2);
  }

  /** Four bytes, big-endian. @throws {@link WaypostError} `BYTES_TRUNCATED`. */
  u32be(): number {
    return this.#uint(4);
  }

  /** The next `length` bytes, as a view. @throws {@link WaypostError} `BYTES_TRUNCATED`. */
  bytes(length: number): Uint8Array {
    if (length > this.remaining)
      throw new WaypostError('BYTES_TRUNCATED', `${this.#what} ends too early`, {
        what: this.#what,
        offset: this.#offset,
        expected: length,
        actual: this.remaining,
      });
    const start = this.#offset;
    this.#offset += length;
    return this.#bytes.subarray(start, this.#offset);
  }

  /** One byte of length, then as many bytes. @throws {@link WaypostError} `BYTES_TRUNCATED`. */
  shortBytes(): Uint8Array {
    return this.bytes(this.u8());
  }

  /** Nothing may be left. @throws {@link WaypostError} `BYTES_TRAILING`. */
  end(): void {
    if (this.remaining > 0)
      throw new WaypostError('BYTES_TRAILING', `${this.#what} has bytes after its end`, {
        what: this.#what,
        trailing: this.remaining,
      });
  }

  #uint(size: number): number {
    let value = 0;
    for (const byte of this.bytes(size)) value = value * 256 + byte;
    return value;
  }
}
