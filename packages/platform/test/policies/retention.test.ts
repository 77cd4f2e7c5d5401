import { expect, it } from 'vitest';
import { firstKeptDay, keptSince } from '../../src/policies/retention.ts';
import { DAY } from '../support/world.ts';

it('days are kept as a whole', () => {
  expect(firstKeptDay(100 * DAY, 14)).toBe(86);
  expect(firstKeptDay(101 * DAY - 1, 14)).toBe(86);
  expect(firstKeptDay(101 * DAY, 14)).toBe(87);
});

it('everything else is kept to the second', () => {
  expect(keptSince(100 * DAY + 5, 14)).toBe(86 * DAY + 5);
});
