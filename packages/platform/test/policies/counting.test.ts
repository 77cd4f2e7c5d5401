import { checkInOf, DAY, HOUR } from '@waypost/platform/testing';
import { describe, expect, it } from 'vitest';
import { countsForCase, hourOf, othersCountBeforeHour } from '../../src/policies/counting.ts';

const plain = { withLate: false, withUnconfirmed: false };
const count = (changes: object = {}, request = plain, firstDay = DAY): boolean =>
  countsForCase(checkInOf(1, { receivedHour: HOUR - 1, ...changes }), {
    disclosure: { codeIssuedHour: HOUR },
    request,
    firstDay,
  });

describe("a case's own check-in", () => {
  it('counts if it was received in an hour before the one in which the code was issued', () => {
    expect(count()).toBe(true);
    expect(count({ receivedHour: HOUR })).toBe(false);
    expect(count({ receivedHour: HOUR + 1 })).toBe(false);
  });
  it('counts while its day is kept', () => {
    expect(count({}, plain, DAY)).toBe(true);
    expect(count({}, plain, DAY + 1)).toBe(false);
  });
  it.each([
    ['late', { late: true }, { ...plain, withLate: true }],
    ['unconfirmed', { unconfirmed: true }, { ...plain, withUnconfirmed: true }],
  ])('that is %s counts where the officer says so', (_, marks, request) => {
    expect(count(marks)).toBe(false);
    expect(count(marks, request)).toBe(true);
  });
  it('that is both needs both', () => {
    const both = { late: true, unconfirmed: true };
    expect(count(both, { ...plain, withLate: true })).toBe(false);
    expect(count(both, { ...plain, withUnconfirmed: true })).toBe(false);
    expect(count(both, { withLate: true, withUnconfirmed: true })).toBe(true);
  });
});

it('others count if they were received in an hour before the disclosure', () => {
  expect(hourOf(7199)).toBe(1);
  expect(hourOf(7200)).toBe(2);
  expect(othersCountBeforeHour({ receivedAt: 7200 })).toBe(2);
});
