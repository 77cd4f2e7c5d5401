import {
  type CheckInRow,
  checkInTable,
  type IndexStay,
  indexStays,
  type MatchingRule,
  matchingRule,
  matchPresence,
} from '@waypost/core/matching';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyClock, anyRows, anyRule } from './worlds.ts';

const stays = async (rows: readonly CheckInRow[], settings: Partial<MatchingRule> = {}) =>
  indexStays(await checkInTable(rows), matchingRule(settings));

const row = (start: number, end: number | null, more: Partial<CheckInRow> = {}): CheckInRow => ({
  person: 'X',
  venue: 'v',
  start,
  end,
  ...more,
});

const spans = (found: readonly IndexStay[]): readonly (readonly [number, number])[] =>
  found.map(({ start, end }) => [start, end] as const);

describe('indexStays', () => {
  it.each([
    [
      'as they are',
      [row(0, 600), row(700, 900)],
      {},
      [
        [0, 600],
        [700, 900],
      ],
    ],
    ['merged where they touch', [row(0, 600), row(600, 900)], {}, [[0, 900]]],
    ['open, as long as the rule says', [row(0, null)], { maxStaySeconds: 500 }, [[0, 500]]],
    [
      'widened, then merged',
      [row(300, 600), row(700, 900)],
      { toleranceSeconds: 50 },
      [[250, 950]],
    ],
    ['lingering', [row(0, 600)], { lingerSeconds: 1800 }, [[0, 2400]]],
    [
      'lingering no longer than they were',
      [row(0, 600)],
      { lingerSeconds: 1800, lingerAtMostStay: true },
      [[0, 1200]],
    ],
    [
      'without the short ones',
      [row(0, 99), row(200, 300)],
      { minIndexStaySeconds: 100 },
      [[200, 300]],
    ],
    ['cut to the window', [row(0, 600), row(900, 950)], { from: 100, to: 500 }, [[100, 500]]],
    ['none', [], {}, []],
  ] as const)('%s', async (_, rows, settings, expected) => {
    expect(spans(await stays(rows, settings))).toEqual(expected);
  });

  it('tells zones apart only where the rule does', async () => {
    const rows = [row(0, 600, { zone: 'A' }), row(300, 900, { zone: 'B' })];
    expect(await stays(rows)).toEqual([
      { person: 'X', venue: 'v', zone: null, start: 0, end: 900 },
    ]);
    expect(await stays(rows, { near: {} })).toEqual([
      { person: 'X', venue: 'v', zone: 'A', start: 0, end: 600 },
      { person: 'X', venue: 'v', zone: 'B', start: 300, end: 900 },
    ]);
  });

  it('comparing them with the stays of others is what matchPresence does', () => {
    const anyQuestion = anyClock.chain((clock) =>
      fc.record({ rows: anyRows(clock), rule: anyRule(clock, true) }),
    );
    return fc.assert(
      fc.asyncProperty(anyQuestion, async ({ rows, rule: any }) => {
        const rule = { ...any, mode: 'single' as const, near: null };
        const asTheyAre = { lingerSeconds: 0, toleranceSeconds: 0, minIndexStaySeconds: 0 };
        const others = await stays(rows, { ...rule, ...asTheyAre, from: null, to: null });
        const table = await checkInTable(rows);
        const { index = [] } = await matchPresence(table, { rule, index: table.persons });
        const expected = index.map(({ person, contacts }) => [
          person,
          contacts.map((contact) => [contact.person, contact.totalSeconds]),
        ]);
        const own = await indexStays(table, rule);
        const found = table.persons.map((person) => [
          person,
          met(
            own.filter((stay) => stay.person === person),
            others,
            rule.minOverlapSeconds,
          ),
        ]);
        expect(found).toEqual(expected);
      }),
    );
  });
});

/** Who was there with `own` for long enough, and for how many seconds, by id. */
function met(own: readonly IndexStay[], others: readonly IndexStay[], minOverlapSeconds: number) {
  const seconds = new Map<string, number>();
  for (const stay of own)
    for (const other of others) {
      if (other.person === stay.person || other.venue !== stay.venue) continue;
      const overlap = Math.min(stay.end, other.end) - Math.max(stay.start, other.start);
      if (overlap >= Math.max(1, minOverlapSeconds))
        seconds.set(other.person, (seconds.get(other.person) ?? 0) + overlap);
    }
  return [...seconds].sort(([a], [b]) => (a < b ? -1 : 1));
}
