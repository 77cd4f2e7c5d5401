import { type VisitExposure, verdict } from '@waypost/client';
import { matchingRule } from '@waypost/core/matching';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, MINUTE, NOW } from '../support/surroundings.ts';

const RULE = matchingRule({}, 'cdc-cumulative-24h');

/** A visit, and when in it a case was there. Minutes after {@link NOW}. */
const anyMeeting = fc
  .record({
    start: fc.nat(2 * 1440),
    length: fc.integer({ min: 1, max: 40 }),
    met: fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 40 })),
  })
  .map(({ start, length, met: [offset, minutes] }) => {
    const from = start + Math.min(offset, length - 1);
    return { start, end: start + length, from, to: Math.min(start + length, from + minutes) };
  });

type Meeting = { start: number; end: number; from: number; to: number };

const exposureOf = ({ start, end, from, to }: Meeting, i: number): VisitExposure => ({
  visitId: String(i),
  start: NOW + start * MINUTE,
  end: NOW + end * MINUTE,
  minutes: to - from,
  severity: 1,
});

/** Who sees everything: minutes of presence in the best 24 hours, no minute counted twice. */
function bestMinutes(meetings: readonly Meeting[]): number {
  const minutes = new Set(
    meetings.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i)),
  );
  const starts = [...minutes];
  return Math.max(
    0,
    ...starts.map((at) => starts.filter((one) => one >= at && one < at + 1440).length),
  );
}

describe('a verdict under a rule that adds up', () => {
  it('never misses what the whole picture shows', () => {
    fc.assert(
      fc.property(fc.array(anyMeeting, { minLength: 1, maxLength: 6 }), (meetings) => {
        fc.pre(bestMinutes(meetings) >= 15);
        expect(verdict(RULE, meetings.map(exposureOf))).not.toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('is the whole picture where the visits are apart and the case was there all along', () => {
    const allAlong = fc.array(anyMeeting, { minLength: 1, maxLength: 6 }).map((meetings) => {
      const apart: Meeting[] = [];
      for (const { start, end } of meetings.sort((a, b) => a.start - b.start))
        if (start >= (apart.at(-1)?.end ?? 0)) apart.push({ start, end, from: start, to: end });
      return apart;
    });
    fc.assert(
      fc.property(allAlong, (meetings) => {
        const counts = verdict(RULE, meetings.map(exposureOf)).length > 0;
        expect(counts).toBe(bestMinutes(meetings) >= 15);
      }),
      { numRuns: 150 },
    );
  });

  it('counts nothing where all minutes together are not enough', () => {
    fc.assert(
      fc.property(fc.array(anyMeeting, { maxLength: 6 }), (meetings) => {
        fc.pre(meetings.reduce((sum, { from, to }) => sum + to - from, 0) < 15);
        expect(verdict(RULE, meetings.map(exposureOf))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('does not depend on the order', () => {
    fc.assert(
      fc.property(fc.array(anyMeeting, { maxLength: 6 }), (meetings) => {
        const exposures = meetings.map(exposureOf);
        const backwards = verdict(RULE, [...exposures].reverse());
        expect([...backwards].reverse()).toEqual(verdict(RULE, exposures));
      }),
      { numRuns: 50 },
    );
  });
});

describe('a verdict', () => {
  const at = (start: number, length: number, minutes: number, id = 'a'): VisitExposure => ({
    visitId: id,
    start: NOW + start * MINUTE,
    end: NOW + (start + length) * MINUTE,
    minutes,
    severity: 1,
  });
  const counted = (...exposures: VisitExposure[]) =>
    verdict(RULE, exposures).map(({ visitId, severity }) => [visitId, severity]);

  it.each<[string, VisitExposure[], [string, number][]]>([
    ['15 minutes are enough', [at(0, 60, 15)], [['a', 2]]],
    ['14 are not', [at(0, 60, 14)], []],
    ['an hour is high', [at(0, 90, 60)], [['a', 3]]],
    ['63 stand for more', [at(0, 30, 63)], [['a', 2]]],
    ['a copied visit adds nothing', [at(0, 10, 10), at(0, 10, 10, 'b')], []],
    [
      'visits one after the other add up',
      [at(0, 10, 10), at(10, 10, 5, 'b')],
      [
        ['a', 2],
        ['b', 2],
      ],
    ],
    ['24 hours and a minute are too far', [at(0, 8, 8), at(1441, 7, 7, 'b')], []],
    ['what is out of the 24 hours does not count', [at(0, 8, 8), at(1434, 7, 7, 'b')], []],
    [
      'what just fits does',
      [at(0, 8, 8), at(1433, 7, 7, 'b')],
      [
        ['a', 2],
        ['b', 2],
      ],
    ],
    ['a far visit is not told of', [at(0, 20, 15), at(4000, 8, 8, 'b')], [['a', 2]]],
  ])('%s', (_, exposures, expected) => {
    expect(counted(...exposures)).toEqual(expected);
  });

  it('takes 63 minutes for as long as the visit was', () => {
    const twoHours = matchingRule({ mode: 'cumulative-24h', minOverlapSeconds: 7200 });
    expect(verdict(twoHours, [at(0, 180, 63)])).toHaveLength(1);
    expect(verdict(twoHours, [at(0, 119, 63)])).toEqual([]);
    expect(verdict(twoHours, [at(0, 180, 62)])).toEqual([]);
  });

  it('under a rule of single encounters is the server’s', () => {
    const exposures = [at(0, 60, 0), at(2 * DAY, 60, 63, 'b')];
    expect(verdict(matchingRule({}, 'who-15min'), exposures)).toEqual(exposures);
  });
});
