import { isWaypostError, toHex } from '@waypost/core/primitives';
import {
  buildVenueWarningList,
  findVenueWarnings,
  parseVenueWarningList,
  roundWarningOutward,
  type VenueWarningEntry,
} from '@waypost/core/venue-warning';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomIds, seededRandom } from '../filters/kit.ts';

const places = randomIds(8, 1).map((half) => Uint8Array.of(...half, ...half));
const anyWarning: fc.Arbitrary<VenueWarningEntry> = fc.record({
  locationId: fc.constantFrom(...places.slice(0, 6)),
  startIntervalNumber: fc.nat(4_000_000),
  period: fc.integer({ min: 1, max: 1_000 }),
  severity: fc.constantFrom(1 as const, 2 as const, 3 as const),
});
const anyWarnings = fc.array(anyWarning, { maxLength: 300, size: 'max' });

describe('venue warning list: properties', () => {
  it('gives each place its warnings, rounded, in their order, and other places none', () =>
    fc.assert(
      fc.property(anyWarnings, fc.nat(), (warnings, seed) => {
        const bytes = buildVenueWarningList(warnings, { randomBytes: seededRandom(seed) });
        const list = parseVenueWarningList(bytes);
        expect(list.size % 256).toBe(0);
        for (const place of places) {
          const own = warnings.filter(({ locationId }) => locationId === place);
          expect(findVenueWarnings(list, place)).toEqual(own.map((w) => roundWarningOutward(w)));
        }
      }),
      { numRuns: 20 },
    ));

  it('shows no place and no order of input: tags are sorted and all different', () =>
    fc.assert(
      fc.property(anyWarnings, fc.nat(), (warnings, seed) => {
        const bytes = buildVenueWarningList(warnings, { randomBytes: seededRandom(seed) });
        const { entries, size } = parseVenueWarningList(bytes);
        const tags = Array.from({ length: size }, (_, i) =>
          toHex(entries.subarray(65 * i, 65 * i + 16)),
        );
        expect(tags).toEqual([...new Set(tags)].sort());
      }),
      { numRuns: 10 },
    ));

  it('rounds outward, to whole multiples, and by less than one on either side', () =>
    fc.assert(
      fc.property(anyWarning, fc.integer({ min: 1, max: 144 }), (warning, intervals) => {
        const rounded = roundWarningOutward(warning, intervals);
        const end = warning.startIntervalNumber + warning.period;
        const roundedEnd = rounded.startIntervalNumber + rounded.period;
        expect(rounded.startIntervalNumber % intervals).toBe(0);
        expect(rounded.period % intervals).toBe(0);
        expect(warning.startIntervalNumber - rounded.startIntervalNumber).toBeLessThan(intervals);
        expect(roundedEnd - end).toBeLessThan(intervals);
        expect(rounded.startIntervalNumber).toBeLessThanOrEqual(warning.startIntervalNumber);
        expect(roundedEnd).toBeGreaterThanOrEqual(end);
        expect(roundWarningOutward(rounded, intervals)).toEqual(rounded);
      }),
    ));

  it('reads any bytes or refuses them', () => {
    const good = buildVenueWarningList([], { randomBytes: seededRandom(1) });
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), fc.nat(70), (at, value, cut) => {
        const bytes = good.slice(0, good.length - cut);
        bytes[at] = value;
        try {
          findVenueWarnings(parseVenueWarningList(bytes), new Uint8Array(32));
        } catch (error) {
          expect(isWaypostError(error) && error.code).toBe('WARNING_LIST_FORMAT');
        }
      }),
    );
  });
});
