import { describe, expect, it } from 'vitest';
import { compare } from '../src/compare.ts';
import { exposedVisits } from '../src/exposed-visits.ts';
import { makeStory, type Story, type StoryVisit } from '../src/story.ts';
import { isFlawless, totalsOf } from '../src/totals.ts';

const PLAN = { visitors: 60, start: 1_772_409_600, days: 3, dayMinutes: 840 };
const MINUTE = 60;

const visit = (id: number, visitor: number, stay: Partial<StoryVisit> = {}): StoryVisit => ({
  id,
  visitor,
  venue: 0,
  zone: '',
  arrivedAt: 0,
  departedAt: 60 * MINUTE,
  tapsCheckOut: true,
  ...stay,
});
const minutes = (from: number, to: number) => ({
  arrivedAt: from * MINUTE,
  departedAt: to * MINUTE,
});
const storyOf = (visits: readonly StoryVisit[], withheld = -1): Story => ({
  venues: [],
  visitors: [],
  visits,
  caseVisitor: 0,
  withheld,
});

describe('a story', () => {
  it('is the same for the same seed, and another for another', () => {
    const story = makeStory({ ...PLAN, seed: 1 });
    expect(makeStory({ ...PLAN, seed: 1 })).toEqual(story);
    expect(makeStory({ ...PLAN, seed: 2 })).not.toEqual(story);
  });

  it('has nobody at two places at once, and everybody within the days', () => {
    for (let seed = 0; seed < 50; seed++) {
      const { visits } = makeStory({ ...PLAN, seed });
      for (const [visitor, own] of Map.groupBy(visits, (one) => one.visitor)) {
        const sorted = own.toSorted((a, b) => a.arrivedAt - b.arrivedAt);
        for (const [i, one] of sorted.entries()) {
          expect(one.departedAt, `visitor ${visitor}`).toBeGreaterThan(one.arrivedAt);
          expect(one.departedAt).toBeLessThan(sorted[i + 1]?.arrivedAt ?? Infinity);
          expect(one.arrivedAt % MINUTE).toBe(0);
          expect((one.departedAt - PLAN.start) % 86_400).toBeLessThanOrEqual(840 * MINUTE);
        }
      }
    }
  });

  it('has a case with something to withhold and something to disclose', () => {
    for (let seed = 0; seed < 50; seed++) {
      const { visits, caseVisitor, withheld } = makeStory({ ...PLAN, visitors: 10, seed });
      expect(visits[withheld]?.visitor).toBe(caseVisitor);
      expect(visits.filter((one) => one.visitor === caseVisitor).length).toBeGreaterThan(1);
    }
  });

  it('fits into the two hours that a server takes ahead of its clock', () => {
    for (let seed = 0; seed < 50; seed++) {
      const { visits } = makeStory({ ...PLAN, seed, days: 1, dayMinutes: 110 });
      for (const { departedAt } of visits)
        expect(departedAt - PLAN.start).toBeLessThanOrEqual(110 * MINUTE);
    }
  });
});

describe('the brute force', () => {
  const exposedTo = (own: readonly StoryVisit[], other: StoryVisit): number =>
    exposedVisits(storyOf([...own, other]), own).get(other.id) ?? 0;

  it.each([
    ['14 minutes together', minutes(46, 90), 0],
    ['15 minutes together', minutes(45, 90), 15],
    ['touching', minutes(60, 90), 0],
    ['inside', minutes(10, 40), 30],
    ['all of it', minutes(0, 60), 60],
  ])('%s', (_, stay, expected) => {
    expect(exposedTo([visit(0, 0)], visit(1, 1, stay))).toBe(expected);
  });

  it('says 63 for more', () => {
    const long = minutes(0, 100);
    expect(exposedTo([visit(0, 0, long)], visit(1, 1, long))).toBe(63);
  });

  it('counts another zone, but no other venue and not the case itself', () => {
    expect(exposedTo([visit(0, 0, { zone: 'a' })], visit(1, 1, { zone: 'b' }))).toBe(60);
    expect(exposedTo([visit(0, 0)], visit(1, 1, { venue: 1 }))).toBe(0);
    expect(exposedTo([visit(0, 0)], visit(1, 0))).toBe(0);
  });

  it('adds up only stretches that are long enough by themselves', () => {
    const own = [visit(0, 0, minutes(0, 20)), visit(1, 0, minutes(40, 54))];
    expect(exposedTo(own, visit(2, 1))).toBe(20);
  });
});

describe('the comparison', () => {
  const story = storyOf(
    [visit(0, 0), visit(1, 0, { venue: 1 }), visit(2, 1), visit(3, 2, { venue: 1 }), visit(4, 3)],
    1,
  );
  const totalsFor = (told: readonly (readonly [number, number])[]) =>
    totalsOf(compare(story, new Map(told)), { visitors: 4, checkIns: 5 });

  it('finds nothing where devices told what happened', () => {
    const totals = totalsFor([
      [2, 60],
      [4, 60],
    ]);
    expect(totals).toMatchObject({ exposed: 2, alerted: 2, falseAlarms: 0, missed: 0 });
    expect(isFlawless(totals)).toBe(true);
    expect(compare(story, new Map()).onlyAtWithheld).toBe(1);
  });

  it.each([
    ['a missed one', [[2, 60]], { missed: 1 }],
    [
      'a false alarm',
      [
        [2, 60],
        [3, 60],
        [4, 60],
      ],
      { falseAlarms: 1 },
    ],
    [
      'wrong minutes',
      [
        [2, 59],
        [4, 60],
      ],
      { wrongMinutes: 1 },
    ],
  ] as const)('finds %s', (_, told, expected) => {
    const totals = totalsFor(told);
    expect(totals).toMatchObject(expected);
    expect(isFlawless(totals)).toBe(false);
  });
});
