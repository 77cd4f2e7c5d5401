import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { invalidCode, NO_VENUE, validityAt } from '../../src/venue-codes/decoded.ts';

describe('validityAt', () => {
  it.each<readonly [string, number | null, number | null, number, string]>([
    ['a second before it counts', 100, 200, 99, 'not-yet'],
    ['in the first second', 100, 200, 100, 'in-force'],
    ['in the last second', 100, 200, 199, 'in-force'],
    ['in the second in which it ends', 100, 200, 200, 'expired'],
    ['without an end, early', 100, null, 99, 'not-yet'],
    ['without an end', 100, null, 2 ** 40, 'in-force'],
    ['without a beginning', null, 200, 0, 'in-force'],
    ['without a beginning, late', null, 200, 200, 'expired'],
    ['from the beginning of time', 0, 1, 0, 'in-force'],
    ['without limits', null, null, 0, 'unlimited'],
    ['of a code that never counted, before', 200, 100, 150, 'not-yet'],
    ['of a code that never counted, after', 200, 100, 200, 'expired'],
  ])('%s', (_name, notBefore, expires, now, status) => {
    expect(validityAt(now, { notBefore, expires })).toEqual({ notBefore, expires, status });
  });

  it('passes each limit once, in this order, as time goes on', () => {
    const order = ['not-yet', 'in-force', 'expired'];
    const anyTime = fc.nat(1000);
    fc.assert(
      fc.property(anyTime, anyTime, anyTime, anyTime, (notBefore, expires, a, b) => {
        const at = (now: number) => order.indexOf(validityAt(now, { notBefore, expires }).status);
        expect(at(Math.min(a, b))).toBeLessThanOrEqual(at(Math.max(a, b)));
      }),
    );
  });
});

it('an invalid code shows nothing', () => {
  expect(invalidCode('any')).toEqual({
    format: 'any',
    signature: 'invalid',
    venue: NO_VENUE,
    validity: { notBefore: null, expires: null, status: 'unknown' },
    raw: null,
  });
});
