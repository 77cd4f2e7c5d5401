import { concatBytes, fromHex, isWaypostError, toHex } from '@waypost/core/primitives';
import { ProtoMessage, ProtoWriter, protoFields } from '@waypost/core/primitives/foreign';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcome } from './jws-kit.ts';

const read = (hex: string): ProtoMessage => new ProtoMessage(fromHex(hex), 'message');
const write = (fill: (writer: ProtoWriter) => ProtoWriter): string =>
  toHex(fill(new ProtoWriter()).finish());
const UINT32_MAX = 2 ** 32 - 1;

describe('the examples of the encoding guide', () => {
  it('a = 150 is 08 96 01', () => {
    expect(write((w) => w.uint(1, 150))).toBe('089601');
    expect(read('089601').uint(1)).toBe(150);
  });

  it('b = "testing" is 12 07 74 65 …', () => {
    expect(write((w) => w.string(2, 'testing'))).toBe('120774657374696e67');
    expect(read('120774657374696e67').string(2)).toBe('testing');
  });

  it('c = { a: 150 } is 1a 03 08 96 01', () => {
    const inner = new ProtoWriter().uint(1, 150).finish();
    expect(write((w) => w.bytes(3, inner))).toBe('1a03089601');
    expect(read('1a03089601').message(3).uint(1)).toBe(150);
  });

  it('d = "hello", e = [1, 2, 3]: of a number that stands thrice the last counts', () => {
    const hex = '220568656c6c6f280128022803';
    expect(write((w) => w.string(4, 'hello').uint(5, 1).uint(5, 2).uint(5, 3))).toBe(hex);
    const fields = [...protoFields(fromHex(hex), 'message')];
    expect(fields.map(({ number }) => number)).toEqual([4, 5, 5, 5]);
    expect(read(hex).uint(5)).toBe(3);
  });

  it('f = [3, 270, 86942], packed or one by one, or both', async () => {
    expect(read('3206038e029ea705').uints(6)).toEqual([3, 270, 86_942]);
    expect(read('3003308e02309ea705').uints(6)).toEqual([3, 270, 86_942]);
    expect(read('320103308e0232039ea705').uints(6)).toEqual([3, 270, 86_942]);
    expect(read('').uints(6)).toEqual([]);
    expect(await outcome(() => read('32028e82').uints(6))).toBe('PROTOBUF_MALFORMED');
  });

  it('pieces of one message are merged', () => {
    const message = read('1a03089601' + '1a021005').message(3);
    expect([message.uint(1), message.uint(2)]).toEqual([150, 5]);
  });

  it('-2 as int32 takes ten bytes', () => {
    expect(write((w) => w.int32(1, -2))).toBe('08feffffffffffffffff01');
    expect(read('08feffffffffffffffff01').int32(1)).toBe(-2);
  });

  it.each(['089601', '120774657374696e67', '1a03089601'])('%s cut off is refused', async (hex) => {
    for (let length = 1; length < hex.length / 2; length++)
      expect(await outcome(() => read(hex.slice(0, length * 2)))).toBe('PROTOBUF_MALFORMED');
  });

  it.each(['089601', '120774657374696e67', '1a03089601'])(
    '%s with a bit flipped is other or none',
    (hex) => {
      for (let bit = 0; bit < hex.length * 4; bit++) {
        const bytes = fromHex(hex);
        bytes[bit >>> 3]! ^= 1 << (bit & 7);
        const seen = fieldsOrNull(bytes);
        if (seen !== null) expect(seen).not.toEqual(fieldsOrNull(fromHex(hex)));
      }
    },
  );
});

describe('integers on the wire', () => {
  it.each<readonly [number, string]>([
    [0, '0800'],
    [1, '0801'],
    [127, '087f'],
    [128, '088001'],
    [16_384, '08808001'],
    [2 ** 28, '088080808001'],
    [UINT32_MAX, '08ffffffff0f'],
    [2 ** 32, '088080808010'],
    [2 ** 35, '08808080808001'],
    [Number.MAX_SAFE_INTEGER, '08ffffffffffffff0f'],
  ])('%i is %s', (value, hex) => {
    expect(write((w) => w.uint(1, value))).toBe(hex);
    expect(read(hex).uint(1)).toBe(value);
  });

  it.each<readonly [number, string]>([
    [-1, '08ffffffffffffffffff01'],
    [-(2 ** 31), '0880808080f8ffffffff01'],
    [2 ** 31 - 1, '08ffffffff07'],
  ])('%i is %s, as int32', (value, hex) => {
    expect(write((w) => w.int32(1, value))).toBe(hex);
    expect(read(hex).int32(1)).toBe(value);
  });

  it('fixed ones are little-endian', () => {
    expect(write((w) => w.fixed32(1, 1).fixed64(2, 2 ** 40 + 2))).toBe(
      '0d01000000110200000000010000',
    );
    const message = read('0dffffffff110200000000010000');
    expect([message.uint(1), message.uint(2)]).toEqual([UINT32_MAX, 2 ** 40 + 2]);
  });

  it('a negative one is no unsigned one, nor is one over 2^53-1', async () => {
    for (const hex of ['08ffffffffffffffffff01', '088080808080808010', '09ffffffffffffffff'])
      expect(await outcome(() => read(hex).uint(1))).toBe('PROTOBUF_MALFORMED');
  });

  it('needless bytes of zero mean nothing, up to ten bytes in all', async () => {
    expect(read('0881808080808080808000').uint(1)).toBe(1);
    expect(await outcome(() => read('088180808080808080808000'))).toBe('PROTOBUF_MALFORMED');
  });

  it('the largest field number is 2^29-1', () => {
    expect(write((w) => w.uint(2 ** 29 - 1, 1))).toBe('f8ffffff0f01');
    expect(read('f8ffffff0f01').uint(2 ** 29 - 1)).toBe(1);
  });
});

describe('a message', () => {
  it('holds nothing where it is empty', () => {
    const empty = read('');
    expect([empty.uint(1), empty.int32(1), empty.string(1), empty.has(1)]).toEqual([
      0,
      0,
      '',
      false,
    ]);
    expect(empty.bytes(1)).toEqual(new Uint8Array());
    expect([empty.allBytes(1), empty.messages(1)]).toEqual([[], []]);
    expect(empty.message(1).message(1).uint(1)).toBe(0);
  });

  it('leaves out what is undefined, and writes what is zero', () => {
    const nothing = write((w) =>
      w
        .uint(1, undefined)
        .int32(2, undefined)
        .fixed32(3, undefined)
        .fixed64(4, undefined)
        .bytes(5, undefined)
        .string(6, undefined),
    );
    expect(nothing).toBe('');
    expect(write((w) => w.uint(1, 0).string(2, ''))).toBe('08001200');
    expect(read('08001200').has(2)).toBe(true);
  });

  it('gives each of a repeated field, in order', () => {
    const message = read('0a0208010a020802');
    expect(message.messages(1).map((inner) => inner.uint(1))).toEqual([1, 2]);
    expect(message.allBytes(1).map(toHex)).toEqual(['0801', '0802']);
    expect(message.message(1).uint(1)).toBe(2);
  });

  it('is read from the view of a larger buffer, without a copy', () => {
    const buffer = fromHex('ffff0a02abcdff');
    const value = new ProtoMessage(buffer.subarray(2, 6), 'message').bytes(1);
    expect(toHex(value)).toBe('abcd');
    expect(value.buffer).toBe(buffer.buffer);
  });
});

describe('what is malformed is refused, by the name of the message', () => {
  it.each([
    ['a tag alone', '08'],
    ['a tag without end', '80'],
    ['a varint without end', '08ff'],
    ['a varint of eleven bytes', '08ffffffffffffffffffff01'],
    ['field number 0', '0001'],
    ['a field number over 2^29-1', '8880808010'.concat('01')],
    ['a group that begins', '0b'],
    ['a group that ends', '0c'],
    ['wire type 6', '0e'],
    ['wire type 7', '0f'],
    ['a length past the end', '0a02ab'],
    ['a length of 2^32', '0a8080808010'],
    ['a length of 2^63', '0a8080808080808080800100'],
    ['a negative length', '0affffffffffffffffff01'],
    ['fixed32 of three bytes', '0d000000'],
    ['fixed64 of seven bytes', '0900000000000000'],
  ])('%s', (_name, hex) => {
    expect(() => read(hex)).toThrow(
      expect.objectContaining({ code: 'PROTOBUF_MALFORMED', details: { what: 'message' } }),
    );
  });

  it.each<readonly [string, () => unknown]>([
    ['bytes where a number is asked for', () => read('0a00').uint(1)],
    ['bytes where an int32 is asked for', () => read('0a00').int32(1)],
    ['a number where bytes are asked for', () => read('0801').bytes(1)],
    ['a number among repeated bytes', () => read('0a0008010a00').allBytes(1)],
    ['a number where text is asked for', () => read('0801').string(1)],
    ['a number where a message is asked for', () => read('0801').message(1)],
    ['text that is no UTF-8', () => read('0a01ff').string(1)],
    ['text with a surrogate', () => read('0a03eda080').string(1)],
    ['a message that is none', () => read('0a0108').message(1)],
    ['a repeated message that is none', () => read('0a000a0108').messages(1)],
  ])('%s', async (_name, run) => {
    expect(await outcome(run)).toBe('PROTOBUF_MALFORMED');
  });
});

it.each<readonly [string, (writer: ProtoWriter) => unknown, string]>([
  ['uint -1', (w) => w.uint(1, -1), 'NUMBER_RANGE'],
  ['uint 1.5', (w) => w.uint(1, 1.5), 'NUMBER_RANGE'],
  ['uint 2^53', (w) => w.uint(1, 2 ** 53), 'NUMBER_RANGE'],
  ['uint NaN', (w) => w.uint(1, Number.NaN), 'NUMBER_RANGE'],
  ['int32 2^31', (w) => w.int32(1, 2 ** 31), 'NUMBER_RANGE'],
  ['int32 under -2^31', (w) => w.int32(1, -(2 ** 31) - 1), 'NUMBER_RANGE'],
  ['int32 NaN', (w) => w.int32(1, Number.NaN), 'NUMBER_RANGE'],
  ['int32 -0.5', (w) => w.int32(1, -0.5), 'NUMBER_RANGE'],
  ['fixed32 2^32', (w) => w.fixed32(1, 2 ** 32), 'NUMBER_RANGE'],
  ['fixed32 -1', (w) => w.fixed32(1, -1), 'NUMBER_RANGE'],
  ['fixed64 2^53', (w) => w.fixed64(1, 2 ** 53), 'NUMBER_RANGE'],
  ['half a character', (w) => w.string(1, '\ud800'), 'ENCODING_INVALID'],
])('is not written: %s', async (_name, run, code) => {
  expect(await outcome(() => run(new ProtoWriter()))).toBe(code);
});

describe('protocol buffers: laws', () => {
  const anyFields = fc.record({
    uint: fc.maxSafeNat(),
    int32: fc.integer(),
    fixed32: fc.nat(UINT32_MAX),
    fixed64: fc.maxSafeNat(),
    bytes: fc.uint8Array({ maxLength: 300 }),
    text: fc.string({ unit: 'binary' }),
  });
  interface Fields {
    readonly uint: number;
    readonly int32: number;
    readonly fixed32: number;
    readonly fixed64: number;
    readonly bytes: Uint8Array;
    readonly text: string;
  }
  const encode = ({ uint, int32, fixed32, fixed64, bytes, text }: Fields): Uint8Array =>
    new ProtoWriter()
      .uint(1, uint)
      .int32(2, int32)
      .fixed32(3, fixed32)
      .fixed64(400, fixed64)
      .bytes(5, bytes)
      .string(16, text)
      .finish();
  const decode = (wire: Uint8Array): Fields => {
    const message = new ProtoMessage(wire, 'message');
    return {
      uint: message.uint(1),
      int32: message.int32(2),
      fixed32: message.uint(3),
      fixed64: message.uint(400),
      bytes: message.bytes(5),
      text: message.string(16),
    };
  };
  /** A field of another number, as a later version of a message has it. */
  const anyForeignField = fc.oneof(
    fc.maxSafeNat().map((value) => new ProtoWriter().uint(99, value).finish()),
    fc.uint8Array().map((value) => new ProtoWriter().bytes(2 ** 29 - 1, value).finish()),
    fc.nat(UINT32_MAX).map((value) => new ProtoWriter().fixed32(17, value).finish()),
    fc.maxSafeNat().map((value) => new ProtoWriter().fixed64(401, value).finish()),
  );

  it('reading what was written is the identity', () =>
    fc.assert(
      fc.property(anyFields, (fields) => {
        expect(decode(encode(fields))).toEqual(fields);
      }),
    ));

  it('unknown fields before and behind change nothing', () =>
    fc.assert(
      fc.property(
        anyFields,
        fc.array(anyForeignField),
        fc.array(anyForeignField),
        (fields, a, b) => {
          expect(decode(concatBytes(...a, encode(fields), ...b))).toEqual(fields);
        },
      ),
    ));

  it('of two messages, one behind the other, each field of the last counts', () =>
    fc.assert(
      fc.property(anyFields, anyFields, (first, last) => {
        expect(decode(concatBytes(encode(first), encode(last)))).toEqual(last);
      }),
    ));

  it('a message cut off is a shorter list of its fields, or refused', () =>
    fc.assert(
      fc.property(anyFields, fc.nat(), (fields, cut) => {
        const wire = encode(fields);
        const whole = fieldsOrNull(wire) ?? [];
        const seen = fieldsOrNull(wire.subarray(0, cut % wire.length));
        if (seen !== null) {
          expect(seen.length).toBeLessThan(whole.length);
          expect(seen).toEqual(whole.slice(0, seen.length));
        }
      }),
    ));

  it('any bytes are fields, or refused by our error', () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const fields = fieldsOrNull(bytes);
        if (fields === null) return;
        const message = new ProtoMessage(bytes, 'message');
        for (const { number } of fields) {
          expect(message.has(number)).toBe(true);
          for (const ask of ['uint', 'int32', 'string', 'messages'] as const)
            try {
              message[ask](number);
            } catch (error) {
              if (!isWaypostError(error)) throw error;
              expect(error.code).toBe('PROTOBUF_MALFORMED');
            }
        }
      }),
      { numRuns: 1000 },
    ));

  it('a megabyte of the smallest fields is read at once', () => {
    const wire = new Uint8Array(1_000_000);
    for (let i = 0; i < wire.length; i += 2) wire[i] = 8;
    expect(new ProtoMessage(wire, 'message').uint(1)).toBe(0);
  });
});

function fieldsOrNull(bytes: Uint8Array) {
  try {
    return [...protoFields(bytes, 'message')];
  } catch (error) {
    if (isWaypostError(error) && error.code === 'PROTOBUF_MALFORMED') return null;
    throw error;
  }
}
