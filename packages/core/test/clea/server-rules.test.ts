import {
  type ExposureTimeRule,
  exposedSlots,
  exposureSlots,
  findExposureTimeRule,
  isFreshScan,
  qrCodeRenewalInterval,
  removeDuplicateScans,
} from '@waypost/core/clea';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const HOUR = 3600;
const start = 1_618_574_400;

describe('isFreshScan', () => {
  it('renews by a power of two, and never with 31', () => {
    expect(qrCodeRenewalInterval(0)).toBe(1);
    expect(qrCodeRenewalInterval(10)).toBe(1024);
    expect(qrCodeRenewalInterval(30)).toBe(2 ** 30);
    expect(qrCodeRenewalInterval(31)).toBe(0);
  });

  // The specification asks for less than the limit, the server refused more than the limit.
  it.each([
    ['at once', 0, true],
    ['at the limit', 1024 + 600, true],
    ['a second later', 1024 + 601, false],
    ['early, at the limit', -(1024 + 600), true],
    ['a second earlier', -(1024 + 601), false],
  ])('scanned %s', (_name, offset, expected) => {
    expect(isFreshScan({ criExp: 10, qrStart: start }, start + offset)).toBe(expected);
  });

  it('takes any time for a code that is not renewed', () => {
    expect(isFreshScan({ criExp: 31, qrStart: start }, start + 1e9)).toBe(true);
  });

  it('takes no scan without a time', () => {
    expect(isFreshScan({ criExp: 10, qrStart: start }, Number.NaN)).toBe(false);
  });
});

describe('removeDuplicateScans', () => {
  const here = new Uint8Array(16).fill(1);
  const there = new Uint8Array(16).fill(2);
  const at = (scannedAt: number, ltId = here) => ({ ltId, scannedAt });
  const THREE_HOURS = 3 * HOUR;

  it('drops a second scan within three hours, the limit included', () => {
    const scans = [at(start), at(start + THREE_HOURS), at(start + THREE_HOURS + 1)];
    expect(removeDuplicateScans(scans)).toEqual([scans[0], scans[2]]);
  });

  it('looks back as well as ahead, and goes by the order of the list', () => {
    const scans = [at(start), at(start - THREE_HOURS), at(start - THREE_HOURS - 1)];
    expect(removeDuplicateScans(scans)).toEqual([scans[0], scans[2]]);
  });

  it('compares with what was kept only', () => {
    const scans = [at(start), at(start + 2 * HOUR), at(start + 4 * HOUR)];
    expect(removeDuplicateScans(scans)).toEqual([scans[0], scans[2]]);
  });

  it('keeps scans of two places apart', () => {
    const scans = [at(start), at(start, there), at(start + 1, there)];
    expect(removeDuplicateScans(scans)).toEqual([scans[0], scans[1]]);
  });

  it('leaves nothing to drop, and changes nothing it was given', () => {
    const anyScan = fc.record({
      ltId: fc.constantFrom(here, there),
      scannedAt: fc.integer({ min: start, max: start + 24 * HOUR }),
    });
    fc.assert(
      fc.property(fc.array(anyScan, { maxLength: 30 }), (scans) => {
        const before = [...scans];
        const kept = removeDuplicateScans(scans);
        expect(scans).toEqual(before);
        expect(removeDuplicateScans(kept)).toEqual(kept);
        for (const scan of scans)
          expect(
            kept.some(
              ({ ltId, scannedAt }) =>
                ltId === scan.ltId && Math.abs(scannedAt - scan.scannedAt) <= THREE_HOURS,
            ),
          ).toBe(true);
      }),
    );
  });
});

describe('dwell', () => {
  const rule = (
    venueType: number | null,
    venueCategory1: number | null,
    venueCategory2: number | null,
  ): ExposureTimeRule => ({
    venueType,
    venueCategory1,
    venueCategory2,
    backward: 1,
    forward: 2,
    staffBackward: 3,
    staffForward: 4,
  });
  const rules = [
    rule(null, null, null),
    rule(1, 1, 1),
    rule(1, 2, 3),
    rule(3, null, null),
    rule(3, 1, null),
    rule(3, null, 2),
    rule(3, null, 3),
    rule(3, 1, 2),
  ];

  it.each([
    ['any', [2, 1, 1], 0],
    ['all three', [1, 1, 1], 1],
    ['all three, another', [1, 2, 3], 2],
    ['the type', [3, 2, 1], 3],
    ['type and category 1', [3, 1, 5], 4],
    ['type and category 2', [3, 2, 2], 5],
    ['all three before two', [3, 1, 2], 7],
    ['category 1 before category 2', [3, 1, 3], 4],
  ])('is found by %s', (_name, [venueType = 0, venueCategory1 = 0, venueCategory2 = 0], index) => {
    const venue = { venueType, venueCategory1, venueCategory2 };
    expect(findExposureTimeRule(rules, venue)).toBe(rules[index]);
    expect(findExposureTimeRule(rules.toReversed(), venue)).toBe(rules[index]);
  });

  it('is not found where no rule fits', () => {
    const venue = { venueType: 9, venueCategory1: 0, venueCategory2: 0 };
    expect(findExposureTimeRule(rules.slice(1), venue)).toBeNull();
    expect(findExposureTimeRule([], venue)).toBeNull();
  });

  it('depends on staff and on the side of the pivot date', () => {
    const [first] = rules;
    if (first === undefined) throw new Error('no rule');
    expect(exposureSlots(first, { staff: false, backward: true })).toBe(1);
    expect(exposureSlots(first, { staff: false, backward: false })).toBe(2);
    expect(exposureSlots(first, { staff: true, backward: true })).toBe(3);
    expect(exposureSlots(first, { staff: true, backward: false })).toBe(4);
  });
});

describe('exposedSlots', () => {
  const day = { periodStart: start, periodDuration: 24 };

  it.each([
    ['at the beginning', 0, 3, { first: 0, last: 3 }],
    ['in the last second of the first slot', 1799, 3, { first: 0, last: 3 }],
    ['in the first second of the next', 1800, 3, { first: 0, last: 4 }],
    ['in the middle', 12 * HOUR, 6, { first: 18, last: 30 }],
    ['near the end', 24 * HOUR - 1, 6, { first: 41, last: 47 }],
    ['after the end, the slots before count', 24 * HOUR + 1800, 6, { first: 43, last: 47 }],
    ['long after the end', 28 * HOUR, 6, null],
    ['with no dwell', HOUR, 0, { first: 2, last: 2 }],
  ])('scanned %s', (_name, offset, slots, expected) => {
    expect(exposedSlots(day, start + offset, slots)).toEqual(expected);
  });

  // The server rounded towards zero, and counted this scan in the first slot.
  it('has none for a scan before the period, be it by a second', () => {
    expect(exposedSlots(day, start - 1, 6)).toBeNull();
    expect(exposedSlots(day, start - 1799, 6)).toBeNull();
  });

  it('has no last slot in a period without an end', () => {
    const endless = { periodStart: start, periodDuration: 255 };
    const scanSlot = (300 * 24 * HOUR) / 1800;
    expect(exposedSlots(endless, start + 300 * 24 * HOUR, 2)).toEqual({
      first: scanSlot - 2,
      last: scanSlot + 2,
    });
  });

  it('has none for a scan without a time', () => {
    expect(exposedSlots(day, Number.NaN, 6)).toBeNull();
  });
});
