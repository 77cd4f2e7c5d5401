import { isWaypostError, WaypostError } from '@waypost/core/primitives';
import { describe, expect, it } from 'vitest';

describe('WaypostError', () => {
  const error = new WaypostError('BYTES_LENGTH', 'salt must be 16 bytes', { expected: 16 });

  it('is an Error with a code and safe details', () => {
    expect(error).toBeInstanceOf(Error);
    expect(`${error}`).toBe('WaypostError: salt must be 16 bytes');
    expect(error.code).toBe('BYTES_LENGTH');
    expect(error.details).toEqual({ expected: 16 });
    expect(error.cause).toBeUndefined();
  });

  it('has no details where none are given', () => {
    expect(new WaypostError('CARD_OPEN', 'cannot open').details).toEqual({});
  });

  it('is recognised when another copy of the library made it', () => {
    expect(isWaypostError({ [Symbol.for('waypost.error')]: true })).toBe(true);
  });

  it('shows no marker where it is printed or stored', () => {
    expect(Object.getOwnPropertySymbols(error).filter((s) => isEnumerable(s))).toEqual([]);
    expect(Object.keys(error).sort()).toEqual(['code', 'details', 'name']);
  });

  it.each<readonly [string, unknown]>([
    ['another error', new Error('no')],
    ['text', 'WaypostError'],
    ['null', null],
    ['nothing', undefined],
    ['an error with a code', Object.assign(new Error('no'), { code: 'BYTES_LENGTH' })],
  ])('is not %s', (_name, value) => {
    expect(isWaypostError(value)).toBe(false);
  });

  function isEnumerable(symbol: symbol): boolean {
    return Object.getOwnPropertyDescriptor(error, symbol)?.enumerable ?? false;
  }
});
