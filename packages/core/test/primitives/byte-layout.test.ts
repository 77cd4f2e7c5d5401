import { ByteReader, ByteWriter, toHex } from '@waypost/core/primitives';
import { describe, expect, it } from 'vitest';
import { outcome } from './jws-kit.ts';

const read = (...bytes: readonly number[]) => new ByteReader(Uint8Array.from(bytes), 'layout');

describe('ByteWriter', () => {
  it('writes big-endian', () => {
    const bytes = new ByteWriter()
      .u8(0x01)
      .u16be(0x0203)
      .u32be(0xfffefdfc)
      .u64be(Number.MAX_SAFE_INTEGER)
      .bytes(Uint8Array.of(9))
      .shortBytes(Uint8Array.of(7, 8), 10, 'name')
      .finish();
    expect(toHex(bytes)).toBe('010203fffefdfc001fffffffffffff09020708');
  });

  it('grows from any capacity', () => {
    for (const capacity of [0, 1, 64]) {
      const writer = new ByteWriter(capacity);
      for (let i = 0; i < 100; i++) writer.u16be(i);
      expect(writer.finish()).toHaveLength(200);
    }
  });

  it('finishes with a copy', () => {
    const writer = new ByteWriter().u8(1);
    const first = writer.finish();
    writer.u8(2);
    first[0] = 9;
    expect([...writer.finish()]).toEqual([1, 2]);
  });

  it.each<readonly [string, (writer: ByteWriter) => unknown, string]>([
    ['u8 of 256', (writer) => writer.u8(256), 'NUMBER_RANGE'],
    ['u8 of -1', (writer) => writer.u8(-1), 'NUMBER_RANGE'],
    ['u16 of 65,536', (writer) => writer.u16be(65_536), 'NUMBER_RANGE'],
    ['u32 of 2^32', (writer) => writer.u32be(2 ** 32), 'NUMBER_RANGE'],
    ['u32 of a fraction', (writer) => writer.u32be(0.5), 'NUMBER_RANGE'],
    ['u64 of 2^53', (writer) => writer.u64be(2 ** 53), 'NUMBER_RANGE'],
    ['u64 of NaN', (writer) => writer.u64be(Number.NaN), 'NUMBER_RANGE'],
    ['short bytes too long', (w) => w.shortBytes(new Uint8Array(11), 10, 'name'), 'TEXT_LENGTH'],
  ])('refuses %s, and writes nothing of it', async (_name, write, code) => {
    const writer = new ByteWriter();
    expect(await outcome(() => write(writer))).toBe(code);
    expect(writer.finish()).toHaveLength(0);
  });
});

describe('ByteReader', () => {
  it('reads big-endian, unsigned', () => {
    const reader = read(0xff, 0xff, 0xfe, 0xff, 0xff, 0xff, 0xfd, 2, 7, 8, 9);
    expect([reader.u8(), reader.u16be(), reader.u32be()]).toEqual([0xff, 0xfffe, 0xfffffffd]);
    expect([...reader.shortBytes()]).toEqual([7, 8]);
    expect(reader.remaining).toBe(1);
    expect([...reader.bytes(1)]).toEqual([9]);
    reader.end();
  });

  it('gives views, not copies, also of a part of a buffer', () => {
    const buffer = Uint8Array.of(0, 1, 2, 3);
    const view = new ByteReader(buffer.subarray(1, 3), 'layout').bytes(2);
    expect(view.buffer).toBe(buffer.buffer);
    expect([...view]).toEqual([1, 2]);
  });

  it.each<readonly [string, () => unknown, string]>([
    ['u8 of nothing', () => read().u8(), 'BYTES_TRUNCATED'],
    ['u16 of one byte', () => read(1).u16be(), 'BYTES_TRUNCATED'],
    ['u32 of three bytes', () => read(1, 2, 3).u32be(), 'BYTES_TRUNCATED'],
    ['past the end of a view', () => reader(2).bytes(3), 'BYTES_TRUNCATED'],
    ['a length without its bytes', () => read(3, 1, 2).shortBytes(), 'BYTES_TRUNCATED'],
    ['a length of 4 GB', () => read(1).bytes(2 ** 32), 'BYTES_TRUNCATED'],
    ['an end before the end', () => read(1).end(), 'BYTES_TRAILING'],
  ])('refuses %s', async (_name, run, code) => {
    expect(await outcome(run)).toBe(code);
  });

  it('says where it ended, and nothing of the bytes', () => {
    const reader = read(0xab, 0xcd);
    reader.u8();
    expect(() => reader.u32be()).toThrow(
      expect.objectContaining({
        message: 'layout ends too early',
        details: { what: 'layout', offset: 1, expected: 4, actual: 1 },
      }),
    );
  });

  function reader(length: number): ByteReader {
    return new ByteReader(new Uint8Array(8).subarray(0, length), 'layout');
  }
});
