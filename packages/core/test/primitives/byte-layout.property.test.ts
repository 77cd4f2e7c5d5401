import { ByteReader, ByteWriter, UINT32_MAX } from '@waypost/core/primitives';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcome } from './jws-kit.ts';

const uint = (max: number) => fc.integer({ min: 0, max });
const anyField = fc.oneof(
  fc.record({ kind: fc.constant('u8' as const), value: uint(0xff) }),
  fc.record({ kind: fc.constant('u16be' as const), value: uint(0xffff) }),
  fc.record({ kind: fc.constant('u32be' as const), value: uint(UINT32_MAX) }),
  fc.record({ kind: fc.constant('short' as const), value: fc.uint8Array({ maxLength: 255 }) }),
);
type Field = typeof anyField extends fc.Arbitrary<infer T> ? T : never;

function write(fields: readonly Field[]): Uint8Array {
  const writer = new ByteWriter(0);
  for (const field of fields)
    if (field.kind === 'short') writer.shortBytes(field.value, 255, 'field');
    else writer[field.kind](field.value);
  return writer.finish();
}

function read(bytes: Uint8Array, fields: readonly Field[]): unknown[] {
  const reader = new ByteReader(bytes, 'fields');
  const values = fields.map(({ kind }) =>
    kind === 'short' ? reader.shortBytes() : reader[kind](),
  );
  reader.end();
  return values;
}

describe('byte layouts: laws', () => {
  it('reading what was written is the identity', () =>
    fc.assert(
      fc.property(fc.array(anyField), (fields) => {
        expect(read(write(fields), fields)).toEqual(fields.map(({ value }) => value));
      }),
    ));

  it('a byte less is truncated, a byte more is trailing', () =>
    fc.assert(
      fc.asyncProperty(fc.array(anyField, { minLength: 1 }), async (fields) => {
        const bytes = write(fields);
        const longer = Uint8Array.of(...bytes, 0);
        expect(await outcome(() => read(bytes.subarray(0, -1), fields))).toBe('BYTES_TRUNCATED');
        expect(await outcome(() => read(longer, fields))).toBe('BYTES_TRAILING');
      }),
    ));

  it('a 64-bit number is that of DataView', () =>
    fc.assert(
      fc.property(fc.maxSafeNat(), (value) => {
        const bytes = new ByteWriter().u64be(value).finish();
        expect(new DataView(bytes.buffer).getBigUint64(0)).toBe(BigInt(value));
      }),
    ));

  it('any bytes are read or refused by our error', () =>
    fc.assert(
      fc.asyncProperty(fc.uint8Array(), fc.array(anyField), async (bytes, fields) => {
        const code = await outcome(() => read(bytes, fields));
        expect(['accepted', 'BYTES_TRUNCATED', 'BYTES_TRAILING']).toContain(code);
      }),
    ));
});
