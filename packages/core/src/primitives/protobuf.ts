/**
 * Protocol Buffers on the wire, as far as the messages of this field need them: unsigned and signed
 * integers, enums, fixed-width integers, bytes, strings and messages. No schema: each protocol says
 * which field number holds what.
 *
 * | wire type | holds                                         | on the wire                   |
 * | --------- | --------------------------------------------- | ----------------------------- |
 * | 0         | uint32, uint64, int32, int64, bool, enum      | varint, 7 bits a byte, LE     |
 * | 1         | fixed64, sfixed64                             | 8 bytes, LE                   |
 * | 2         | bytes, string, message                        | length as varint, then bytes  |
 * | 5         | fixed32, sfixed32                             | 4 bytes, LE                   |
 *
 * Source: the Protocol Buffers encoding guide. Groups (wire types 3 and 4) are refused. Unknown
 * fields are skipped; of a field that stands twice the last one counts, and a message that stands in
 * pieces is one message, as every reader has it.
 *
 * @module
 */
import { fromUtf8 } from './encoding.ts';
import { WaypostError } from './errors.ts';

export { ProtoWriter } from './protobuf-writer.ts';

const TWO_32 = 2 ** 32;
const MAX_FIELD = 2 ** 29 - 1;
const MAX_VARINT_BYTES = 10;

/** One field as it stands on the wire. */
export interface ProtoField {
  /** Field number, 1..2^29-1. */
  readonly number: number;
  /** A view of the bytes of wire type 2; for the others the two halves of the integer. */
  readonly value: Uint8Array | ProtoInteger;
}

/** A 64-bit integer in two's complement, as halves: what a varint or a fixed field holds. */
export interface ProtoInteger {
  readonly low: number;
  readonly high: number;
}

/**
 * Walks over the fields of a message in the order of the wire, without copying.
 *
 * @param what - Name of the message, for the error.
 * @throws {@link WaypostError} `PROTOBUF_MALFORMED` where the message is cut off, a varint is longer
 * than ten bytes, a field number is 0, or a wire type is none of the table's.
 */
export function* protoFields(bytes: Uint8Array, what: string): Generator<ProtoField, void> {
  const wire = new WireReader(bytes, what);
  while (!wire.done) yield wire.field();
}

/** The fields of one message, read by number. Views of the input, not copies. */
export class ProtoMessage {
  readonly #fields = new Map<number, ProtoField['value'][]>();
  readonly #what: string;

  /** @throws {@link WaypostError} `PROTOBUF_MALFORMED` as {@link protoFields}. */
  constructor(bytes: Uint8Array, what: string) {
    this.#what = what;
    this.#read(bytes);
  }

  /** Whether the field stands in the message. */
  has(number: number): boolean {
    return this.#fields.has(number);
  }

  /**
   * An unsigned integer or an enum, 0 where it is absent.
   *
   * @throws {@link WaypostError} `PROTOBUF_MALFORMED` for another wire type, and for a value above
   * 2^53-1, which no field of these protocols means.
   */
  uint(number: number): number {
    const value = this.#integer(number);
    return value === undefined ? 0 : this.#safe(number, value);
  }

  /** Each value of a repeated integer, packed or one by one. @throws as {@link ProtoMessage.uint}. */
  uints(number: number): number[] {
    return (this.#fields.get(number) ?? [])
      .flatMap((value) =>
        value instanceof Uint8Array ? new WireReader(value, this.#what).varints() : [value],
      )
      .map((value) => this.#safe(number, value));
  }

  /** A signed 32-bit integer, 0 where it is absent. @throws as {@link ProtoMessage.uint}. */
  int32(number: number): number {
    return (this.#integer(number)?.low ?? 0) | 0;
  }

  /** Bytes, empty where they are absent. @throws {@link WaypostError} `PROTOBUF_MALFORMED`. */
  bytes(number: number): Uint8Array {
    return this.#last(this.allBytes(number)) ?? new Uint8Array(0);
  }

  /** Each value of a repeated field of bytes. @throws {@link WaypostError} `PROTOBUF_MALFORMED`. */
  allBytes(number: number): Uint8Array[] {
    return (this.#fields.get(number) ?? []).map((value) => {
      if (!(value instanceof Uint8Array))
        throw malformed(this.#what, `field ${number} is a number`);
      return value;
    });
  }

  /** Text, empty where it is absent. @throws {@link WaypostError} `PROTOBUF_MALFORMED`. */
  string(number: number): string {
    try {
      return fromUtf8(this.bytes(number));
    } catch {
      throw malformed(this.#what, `field ${number} is not UTF-8`);
    }
  }

  /** A message, its pieces merged; one without fields where it is absent. @throws as the others. */
  message(number: number): ProtoMessage {
    const message = new ProtoMessage(new Uint8Array(0), this.#what);
    for (const piece of this.allBytes(number)) message.#read(piece);
    return message;
  }

  /** Each message of a repeated field. @throws {@link WaypostError} `PROTOBUF_MALFORMED`. */
  messages(number: number): ProtoMessage[] {
    return this.allBytes(number).map((bytes) => new ProtoMessage(bytes, this.#what));
  }

  #read(bytes: Uint8Array): void {
    for (const { number, value } of protoFields(bytes, this.#what)) {
      const values = this.#fields.get(number);
      if (values === undefined) this.#fields.set(number, [value]);
      else values.push(value);
    }
  }

  #integer(number: number): ProtoInteger | undefined {
    const value = this.#last(this.#fields.get(number) ?? []);
    if (value instanceof Uint8Array) throw malformed(this.#what, `field ${number} is no number`);
    return value;
  }

  #safe(number: number, { low, high }: ProtoInteger): number {
    if (high >= 2 ** 21) throw malformed(this.#what, `field ${number} is out of range`);
    return high * TWO_32 + low;
  }

  #last<T>(values: readonly T[]): T | undefined {
    return values[values.length - 1];
  }
}

class WireReader {
  #offset = 0;
  readonly #bytes: Uint8Array;
  readonly #what: string;

  constructor(bytes: Uint8Array, what: string) {
    this.#bytes = bytes;
    this.#what = what;
  }

  get done(): boolean {
    return this.#offset >= this.#bytes.length;
  }

  field(): ProtoField {
    const { low: tag, high } = this.#varint();
    const number = tag >>> 3;
    if (high !== 0 || number === 0 || number > MAX_FIELD)
      throw malformed(this.#what, 'a field has no valid number');
    return { number, value: this.#value(tag & 7) };
  }

  varints(): ProtoInteger[] {
    const values: ProtoInteger[] = [];
    while (!this.done) values.push(this.#varint());
    return values;
  }

  #value(wireType: number): ProtoField['value'] {
    if (wireType === 0) return this.#varint();
    if (wireType === 1) return { low: this.#littleEndian(), high: this.#littleEndian() };
    if (wireType === 5) return { low: this.#littleEndian(), high: 0 };
    if (wireType !== 2) throw malformed(this.#what, 'a field has a wire type that is not in use');
    const { low: length, high } = this.#varint();
    return this.#take(high === 0 ? length : Number.POSITIVE_INFINITY);
  }

  #varint(): ProtoInteger {
    let low = 0;
    let high = 0;
    for (let i = 0; i < MAX_VARINT_BYTES; i++) {
      const byte = this.#take(1)[0]!;
      const bits = byte & 0x7f;
      if (i < 4) low |= bits << (7 * i);
      else if (i === 4) {
        low |= bits << 28;
        high = bits >>> 4;
      } else high |= bits << (7 * i - 32);
      if (byte < 0x80) return { low: low >>> 0, high: high >>> 0 };
    }
    throw malformed(this.#what, 'an integer is longer than ten bytes');
  }

  #littleEndian(): number {
    const [a = 0, b = 0, c = 0, d = 0] = this.#take(4);
    return (a | (b << 8) | (c << 16) | (d << 24)) >>> 0;
  }

  #take(length: number): Uint8Array {
    const start = this.#offset;
    if (length > this.#bytes.length - start) throw malformed(this.#what, 'it ends too early');
    this.#offset = start + length;
    return this.#bytes.subarray(start, this.#offset);
  }
}

const malformed = (what: string, reason: string): WaypostError =>
  new WaypostError('PROTOBUF_MALFORMED', `${what} is malformed: ${reason}`, { what });
