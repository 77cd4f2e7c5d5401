import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Piece } from '../../src/matching/common-presence.ts';
import { bestWindowSeconds, contactFacts } from '../../src/matching/contacts.ts';
import { matchingRule } from '../../src/matching/rule.ts';

const DAY = 86_400;

/** Presence at one venue after another: `[start, end, venue]`. */
const pieces = (...spans: [start: number, end: number, venue?: number][]): Piece[] =>
  spans
    .map(([start, end, venue = 0]) => ({ venue, start, end }))
    .sort((a, b) => a.venue - b.venue || a.start - b.start);

describe('bestWindowSeconds', () => {
  it.each<[string, Piece[], number]>([
    ['of nothing', pieces(), 0],
    ['of one presence', pieces([100, 400]), 300],
    ['of two within a day', pieces([0, 300], [1000, 1500]), 800],
    ['of a whole day', pieces([0, DAY]), DAY],
    ['of two days is one day', pieces([0, 2 * DAY]), DAY],
    ['ends with the last second that still fits', pieces([0, 480], [DAY - 300, DAY]), 780],
    ['does not hold the second after 24 hours', pieces([0, 1], [DAY, DAY + 1]), 1],
    ['may begin within a presence', pieces([0, 600], [DAY + 300, DAY + 900]), 600 + 300 - 300],
    [
      'may begin within one to hold all of a later one',
      pieces([0, 600], [DAY - 60, DAY + 540]),
      660,
    ],
    ['may end within a presence', pieces([0, 600], [DAY - 60, DAY + 5000]), 5060],
    [
      'of three, the best two',
      pieces([0, 100], [DAY, DAY + 200], [2 * DAY - 350, 2 * DAY - 50]),
      500,
    ],
    ['adds up over venues', pieces([0, 300, 1], [400, 700, 2]), 600],
    ['counts an instant at two venues once', pieces([0, 300, 1], [100, 400, 2]), 400],
    ['counts the same span at two venues once', pieces([0, 300, 1], [0, 300, 2]), 300],
    ['takes a span inside another as part of it', pieces([0, 900, 1], [100, 200, 2]), 900],
    ['takes venues in any order of time', pieces([5000, 5300, 1], [0, 300, 2]), 600],
    [
      'before the epoch, as a tolerance may have it',
      pieces([-120, 60], [DAY - 180, DAY - 60]),
      240,
    ],
  ])('%s', (_what, presence, expected) => {
    expect(bestWindowSeconds(presence)).toBe(expected);
  });

  it('is what the best of all windows holds, second by second', () => {
    const anyPiece = fc
      .tuple(fc.nat(2 * DAY), fc.integer({ min: 1, max: DAY }), fc.nat(2))
      .map(
        ([start, seconds, venue]) => [start, start + seconds, venue] as [number, number, number],
      );
    fc.assert(
      fc.property(fc.array(anyPiece, { minLength: 1, maxLength: 5 }), (spans) => {
        expect(bestWindowSeconds(pieces(...spans))).toBe(secondBySecond(spans));
      }),
      { numRuns: 40 },
    );
  });
});

/** Tries every window that begins on a full second. */
function secondBySecond(spans: readonly (readonly [number, number, number])[]): number {
  const isPresent = new Uint8Array(4 * DAY);
  for (const [start, end] of spans) isPresent.fill(1, start, end);
  let within = 0;
  let best = 0;
  for (let second = 0; second < isPresent.length; second++) {
    within += isPresent[second]! - (isPresent[second - DAY] ?? 0);
    best = Math.max(best, within);
  }
  return best;
}

describe('contactFacts', () => {
  const single = matchingRule({ minOverlapSeconds: 300 });
  const cumulative = matchingRule({ mode: 'cumulative-24h', minOverlapSeconds: 300 });

  it('is null without presence, even if none is required', () => {
    expect(contactFacts([], matchingRule({ minOverlapSeconds: 0 }))).toBeNull();
    expect(contactFacts([], { ...cumulative, minOverlapSeconds: 0 })).toBeNull();
  });

  it('single: only what is long enough counts, and is told', () => {
    const presence = pieces([1000, 1300, 4], [0, 299, 4], [700, 1100, 9], [5000, 5001, 9]);
    expect(contactFacts(presence, single)).toEqual({
      encounters: 2,
      longestSeconds: 400,
      totalSeconds: 700,
      venues: [4, 9],
      firstStart: 700,
      firstEnd: 1100,
      lastEnd: 1300,
      bestWindowSeconds: null,
    });
  });

  it('cumulative: every presence is told once some day holds enough', () => {
    const presence = pieces([0, 299, 4], [100, 300, 9], [3 * DAY, 3 * DAY + 1, 4]);
    expect(contactFacts(presence, cumulative)).toEqual({
      encounters: 3,
      longestSeconds: 299,
      totalSeconds: 500,
      venues: [4, 9],
      firstStart: 0,
      firstEnd: 299,
      lastEnd: 3 * DAY + 1,
      bestWindowSeconds: 300,
    });
  });

  it.each([
    [299, false],
    [300, true],
    [301, true],
  ])('both modes: %d seconds of at least 300', (seconds, isContact) => {
    for (const rule of [single, cumulative])
      expect(contactFacts(pieces([50, 50 + seconds]), rule) !== null).toBe(isContact);
  });

  it('cumulative: many long presences make no contact if no day holds enough', () => {
    const daily = Array.from({ length: 30 }, (_, n): [number, number] => [
      2 * n * DAY,
      2 * n * DAY + 299,
    ]);
    expect(contactFacts(pieces(...daily), cumulative)).toBeNull();
  });

  it('the first encounter is the one that began first; of two, the one that ended first', () => {
    const presence = pieces([100, 900, 1], [100, 500, 2], [100, 700, 3]);
    expect(contactFacts(presence, single)).toMatchObject({ firstStart: 100, firstEnd: 500 });
  });
});
