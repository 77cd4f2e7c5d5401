import { assertBytes, assertUint, concatBytes, UINT32_MAX } from '@waypost/core/primitives';
import { describe, expect, it } from 'vitest';
import { outcome } from './jws-kit.ts';

describe('assertBytes', () => {
  it('returns the very bytes', () => {
    const bytes = Uint8Array.of(1, 2, 3);
    expect(assertBytes(bytes, 3, 'salt')).toBe(bytes);
  });

  it.each<readonly [string, unknown]>([
    ['too short', new Uint8Array(2)],
    ['too long', new Uint8Array(4)],
    ['empty', new Uint8Array()],
    ['an array of numbers', [1, 2, 3]],
    ['text of that length', 'abc'],
    ['an ArrayBuffer', new ArrayBuffer(3)],
    ['wider numbers', new Uint16Array(3)],
    ['null', null],
    ['nothing', undefined],
  ])('refuses %s', async (_name, value) => {
    const run = () => assertBytes(value as Uint8Array, 3, 'salt');
    expect(await outcome(run)).toBe('BYTES_LENGTH');
  });

  it('names the field and shows lengths, never bytes', () => {
    expect(() => assertBytes(Uint8Array.of(0xab, 0xcd), 3, 'salt')).toThrow(
      expect.objectContaining({
        message: 'salt must be 3 bytes, got 2',
        details: { what: 'salt', expected: 3, actual: 2 },
      }),
    );
  });
});

describe('assertUint', () => {
  it.each([0, 1, UINT32_MAX])('takes %d', (value) => {
    expect(assertUint(value, UINT32_MAX, 'n')).toBe(value);
  });

  it.each<readonly [string, unknown]>([
    ['a negative number', -1],
    ['one over the largest', UINT32_MAX + 1],
    ['a fraction', 0.5],
    ['not a number', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['text', '1'],
    ['a bigint', 1n],
    ['null', null],
  ])('refuses %s', async (_name, value) => {
    expect(await outcome(() => assertUint(value as number, UINT32_MAX, 'n'))).toBe('NUMBER_RANGE');
  });
});

describe('concatBytes', () => {
  it('joins in order, into new bytes', () => {
    const part = Uint8Array.of(1);
    const joined = concatBytes(part, new Uint8Array(), Uint8Array.of(2, 3));
    expect([...joined]).toEqual([1, 2, 3]);
    joined[0] = 9;
    expect(part[0]).toBe(1);
  });

  it('of nothing is empty', () => {
    expect(concatBytes()).toHaveLength(0);
  });
});
