/**
 * Small random worlds for the property tests: few people, venues, zones and instants, so that ties,
 * touching stays, repeats and stays without length all happen often.
 */
import {
  type CheckInRow,
  type MatchingRule,
  matchingRule,
  type PresenceQuery,
} from '@waypost/core/matching';
import fc from 'fast-check';

// In code units '\u{1d54f}' comes before '\uff21', in code points after it.
export const PERSONS = ['a', 'aa', 'B', 'é', '10', '9', '\u{1d54f}', '\uff21'] as const;
export const VENUES = ['v9', 'v10', '\uff21', '\u{1d54f}'] as const;
const ZONES = ['', 'z1', 'z2', 'z3'] as const;

/** What one tick of a world's clock is, in seconds, and when its clock begins. */
export interface Clock {
  readonly origin: number;
  readonly unit: number;
}

/** A world and a question that may be asked of it. */
export interface World {
  readonly rows: readonly CheckInRow[];
  readonly query: PresenceQuery;
}

export const anyClock: fc.Arbitrary<Clock> = fc.record({
  origin: fc.constantFrom(0, 1_600_000_000),
  unit: fc.constantFrom(1, 300, 7200, 43_200),
});

const anyInstant = ({ origin, unit }: Clock): fc.Arbitrary<number> =>
  fc.nat(24).map((tick) => origin + tick * unit);

const anySeconds = ({ unit }: Clock): fc.Arbitrary<number> =>
  fc.tuple(fc.nat(6), fc.constantFrom(0, 0, 0, 1)).map(([ticks, more]) => ticks * unit + more);

/** Rows with open ends, stays without length and exact repeats among them. */
export function anyRows(clock: Clock): fc.Arbitrary<CheckInRow[]> {
  const seconds = fc.option(
    fc.oneof(
      anySeconds(clock),
      fc.nat(12).map((n) => n * clock.unit),
    ),
  );
  const row = fc
    .record({
      person: fc.constantFrom(...PERSONS),
      venue: fc.constantFrom('v9', 'v10', ...VENUES),
      start: anyInstant(clock),
      seconds,
      zone: fc.constantFrom(...ZONES),
    })
    .map(({ seconds: length, ...rest }) => ({
      ...rest,
      end: length === null ? null : rest.start + length,
    }));
  return fc
    .tuple(fc.array(row, { maxLength: 30, size: 'max' }), fc.array(fc.nat(29), { maxLength: 3 }))
    .map(([rows, repeats]) => [...rows, ...repeats.flatMap((n) => rows.slice(n, n + 1))]);
}

const anyNear = fc.dictionary(
  fc.constantFrom(...VENUES, 'unknown'),
  fc.dictionary(fc.constantFrom(...ZONES, 'unknown'), fc.array(fc.constantFrom(...ZONES, 'far'))),
);

/** All settings; those that need index persons only where `widens`. */
export function anyRule(clock: Clock, widens: boolean): fc.Arbitrary<MatchingRule> {
  const seconds = anySeconds(clock);
  const widening = widens ? seconds : fc.constant(0);
  const bound = fc.oneof(fc.constant(null), fc.constant(null), anyInstant(clock));
  return fc
    .record({
      mode: fc.constantFrom('single', 'cumulative-24h'),
      minOverlapSeconds: fc.oneof(fc.constantFrom(0, 1, clock.unit, clock.unit + 1, 900), seconds),
      staySeconds: fc.option(seconds),
      maxStaySeconds: seconds,
      exclusiveStay: fc.boolean(),
      lingerSeconds: widening,
      lingerAtMostStay: fc.boolean(),
      toleranceSeconds: widening,
      minIndexStaySeconds: widening,
      from: bound,
      to: bound,
      near: fc.oneof(fc.constant(null), anyNear),
    })
    .map((settings) => {
      const { from, to } = settings;
      const isWindow = from === null || to === null || from < to;
      return matchingRule(
        isWindow ? settings : { ...settings, from: to === from ? null : to, to: from },
      );
    });
}

/** Any world with any question: about some people, and perhaps their contacts, or about everybody. */
export const anyWorld: fc.Arbitrary<World> = anyClock.chain((clock) => {
  const index = fc.subarray([...PERSONS, 'nobody'], { minLength: 1, maxLength: 3 });
  const aboutSome = fc.record({
    rule: anyRule(clock, true),
    index: fc.tuple(index, index).map(([some, again]) => [...some, ...again.slice(0, 1)]),
    secondDegree: fc.boolean(),
    unknownIndex: fc.constant('skip' as const),
  });
  const aboutAll = fc.record({ rule: anyRule(clock, false) });
  return fc.record({ rows: anyRows(clock), query: fc.oneof(aboutSome, aboutAll) });
});
