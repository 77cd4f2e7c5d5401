/**
 * Random worlds: few persons, venues and instants, so that ties, touching stays, repeats and stays
 * without length happen often; and crowds, in which buckets are long.
 */
import fc from 'fast-check';
import type { Stay } from './reference.ts';

/** Instants so far apart, the longest stays being just too long for a row. */
const UNITS = [1, 300, 900, 7200, 65_535];

/** Person numbers: also beyond 65,536, which the vectors divide. */
export const PERSONS = [0, 1, 2, 3, 65_535, 65_536, 70_000];

const anyStay = (unit: number): fc.Arbitrary<Stay> =>
  fc
    .record({
      venue: fc.constantFrom(0, 0, 1, 5),
      person: fc.constantFrom(...PERSONS),
      start: fc.nat(20).map((tick) => 1_700_000_000 + tick * unit),
      seconds: fc.tuple(fc.nat(4), fc.constantFrom(0, 0, 1)),
    })
    .map(({ seconds: [ticks, more], ...stay }) => ({
      ...stay,
      end: stay.start + ticks * unit + more,
    }));

/** Stays, and a shortest overlap that matters to them. */
export const anyWorld: fc.Arbitrary<{ stays: Stay[]; minimum: number }> = fc
  .constantFrom(...UNITS)
  .chain((unit) =>
    fc.record({
      stays: fc.array(anyStay(unit), { maxLength: 40, size: 'max' }),
      minimum: fc.constantFrom(1, unit, unit + 1, 900, 3 * unit),
    }),
  );

/** Some hundred stays of seconds to a day at two venues. */
export const anyCrowd: fc.Arbitrary<Stay[]> = fc.array(
  fc
    .record({
      venue: fc.nat(1),
      person: fc.nat(60).map((n) => n * 3001),
      start: fc.nat(100_000),
      seconds: fc.oneof(fc.nat(3000), fc.nat(20_000), fc.nat(90_000)),
    })
    .map(({ seconds, ...stay }) => ({ ...stay, end: stay.start + seconds })),
  { minLength: 200, maxLength: 600, size: 'max' },
);
