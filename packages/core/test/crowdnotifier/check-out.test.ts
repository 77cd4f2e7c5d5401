import {
  checkOutPolicy,
  checkOutStateAt,
  DEFAULT_CHECK_OUT_POLICY,
  decodeLocationData,
  decodeQrCodePayload,
  departureOf,
} from '@waypost/core/crowdnotifier';
import { fromBase64Url } from '@waypost/core/primitives';
import { describe, expect, it } from 'vitest';
import { HOUR, vectors } from './kit.ts';

const nothing = {
  checkoutWarningDelayMs: 0,
  automaticCheckoutDelayMs: 0,
  reminderDelayOptionsMs: [],
};

describe('the delays of a place', () => {
  it('are those of its code', () => {
    const { countryData } = decodeQrCodePayload(fromBase64Url(vectors.entryUrl.payload));
    expect(checkOutPolicy(decodeLocationData(countryData))).toEqual({
      warningSeconds: 8 * 3600,
      automaticSeconds: 12 * 3600,
      reminderSeconds: [60, 3600, 7200, 14_400],
    });
  });

  it('are the usual ones where it says nothing', () => {
    expect(checkOutPolicy(null)).toEqual(DEFAULT_CHECK_OUT_POLICY);
    expect(checkOutPolicy(nothing)).toEqual(DEFAULT_CHECK_OUT_POLICY);
  });

  it('leave out reminders of less than a minute, after the end, twice, and beyond four', () => {
    const options = [
      0, 59_999, 60_000, 60_000, 60_500, 180_000, 120_000, 240_000, 300_000, 3_600_000,
    ];
    const location = {
      ...nothing,
      automaticCheckoutDelayMs: 3_600_000,
      reminderDelayOptionsMs: options,
    };
    expect(checkOutPolicy(location)).toEqual({
      warningSeconds: 3600,
      automaticSeconds: 3600,
      reminderSeconds: [60, 120, 180, 240],
    });
  });

  it('keep the usual reminders before the end', () => {
    const location = { ...nothing, automaticCheckoutDelayMs: 3_600_000 };
    expect(checkOutPolicy(location).reminderSeconds).toEqual([1800]);
  });
});

describe('a visit nobody has ended', () => {
  it.each([
    [0, 'checked-in'],
    [8 * 3600 - 1, 'checked-in'],
    [8 * 3600, 'warn'],
    [12 * 3600 - 1, 'warn'],
    [12 * 3600, 'checked-out'],
  ])('after %i s: %s', (seconds, state) => {
    expect(checkOutStateAt(HOUR + seconds, HOUR, DEFAULT_CHECK_OUT_POLICY)).toBe(state);
  });

  it.each([
    ['as said', 3600, 3600],
    ['at the automatic check-out', 13 * 3600, 12 * 3600],
    ['not before it began', -1, 0],
  ])('ends %s', (_name, said, counts) => {
    expect(departureOf(HOUR, HOUR + said, DEFAULT_CHECK_OUT_POLICY)).toBe(HOUR + counts);
  });
});
