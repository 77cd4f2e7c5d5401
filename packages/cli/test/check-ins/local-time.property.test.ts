import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LocalTime } from '../../src/check-ins/local-time.ts';

const HOUR = 3600;

/** Zones, each with instants at which its clocks changed. */
const ZONES = [
  ['Asia/Ho_Chi_Minh', '1975-06-12T16:00:00Z'],
  ['Europe/Berlin', '2021-03-28T01:00:00Z', '2021-10-31T01:00:00Z'],
  ['America/New_York', '2007-03-11T07:00:00Z', '2007-11-04T06:00:00Z'],
  ['America/St_Johns', '2010-03-14T03:31:00Z', '2010-11-07T02:31:00Z', '1988-04-03T03:31:00Z'],
  ['Australia/Lord_Howe', '2021-10-02T15:30:00Z', '2021-04-03T15:00:00Z'],
  ['Pacific/Apia', '2011-12-30T10:00:00Z'],
  ['Africa/Casablanca', '2019-05-05T02:00:00Z', '2019-06-09T02:00:00Z'],
  ['Asia/Kathmandu', '1985-12-31T18:30:00Z'],
] as const;

const zoneAndTime = fc.constantFrom(...ZONES).chain(([name, ...changes]) => {
  const nearAChange = fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -26 * HOUR, max: 26 * HOUR }))
    .map(([change, seconds]) => Date.parse(change) / 1000 + seconds);
  return fc.tuple(
    fc.constant(name),
    fc.oneof(fc.integer({ min: 2 * 86_400, max: 2 ** 32 - 2 }), nearAChange),
  );
});

const zones = new Map(ZONES.map(([name]) => [name, new LocalTime(name)]));

const secondsOf = (iso: string): number => Date.parse(iso) / 1000;
const wallClockOf = (iso: string): number => secondsOf(`${iso.slice(0, 19)}Z`);

/** What the runtime itself says of an offset: `GMT-03:30`. */
const oracles = new Map(
  ZONES.map(([name]) => [
    name,
    new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' }),
  ]),
);
function offsetByRuntime(zone: string, unix: number): number {
  const parts = oracles.get(zone as never)!.formatToParts(unix * 1000);
  const text = parts.find(({ type }) => type === 'timeZoneName')!.value;
  const [, sign, hours = '0', minutes = '0', seconds = '0'] =
    /^GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(text)!;
  const offset = HOUR * Number(hours) + 60 * Number(minutes) + Number(seconds);
  return sign === '-' ? -offset : offset;
}

describe('local time: properties', () => {
  it('writes what a Date reads, with the offset that the runtime names', () =>
    fc.assert(
      fc.property(zoneAndTime, ([name, unix]) => {
        const zone = zones.get(name)!;
        expect(secondsOf(zone.toIso(unix))).toBe(unix);
        expect(zone.offsetAt(unix)).toBe(offsetByRuntime(name, unix));
      }),
      { numRuns: 2000 },
    ));

  it('reads back what it wrote, or the earlier instant of the same wall clock', () =>
    fc.assert(
      fc.property(zoneAndTime, ([name, unix]) => {
        const zone = zones.get(name)!;
        const wallClock = wallClockOf(zone.toIso(unix));
        const back = zone.toUnix(wallClock)!;
        expect(back).toBeLessThanOrEqual(unix);
        expect(wallClockOf(zone.toIso(back))).toBe(wallClock);
      }),
      { numRuns: 2000 },
    ));

  it('finds for each wall-clock time the first instant that shows it, and only those', () =>
    fc.assert(
      fc.property(zoneAndTime, ([name, wallClock]) => {
        // Every offset from -12 h to +14 h is tried, in the quarters that zones use.
        let first: number | null = null;
        for (let offset = 14 * HOUR; offset >= -12 * HOUR && first === null; offset -= 900)
          if (offsetByRuntime(name, wallClock - offset) === offset) first = wallClock - offset;
        expect(zones.get(name)!.toUnix(wallClock)).toBe(first);
      }),
      { numRuns: 500 },
    ));
});
