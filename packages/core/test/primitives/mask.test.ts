import { maskStart } from '@waypost/core/primitives/foreign';
import { describe, expect, it } from 'vitest';

describe('masks', () => {
  it.each([
    ['abcdef', 3, '***def'],
    ['ab', 3, '**'],
    ['', 3, ''],
    ['abc', 0, 'abc'],
  ])('%s, %d characters: %s', (text, count, expected) => {
    expect(maskStart(text, count)).toBe(expected);
  });
});
