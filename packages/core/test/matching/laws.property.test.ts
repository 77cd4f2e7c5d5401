import {
  buildCheckInTable,
  CheckInLog,
  type CheckInRow,
  type CheckInTable,
  checkInTable,
  inputDigest,
  type MatchingRule,
  matchPresence,
  OPEN_END,
  type PresenceQuery,
  type PresenceResult,
} from '@waypost/core/matching';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyClock, anyRows, anyRule, anyWorld, PERSONS, VENUES } from './worlds.ts';

const RUNS = { numRuns: 300 };

const idsIn = (rows: readonly CheckInRow[], of: (row: CheckInRow) => string): string[] => [
  ...new Set(rows.map(of)),
];
const personsIn = (rows: readonly CheckInRow[]): string[] => idsIn(rows, (row) => row.person);

/** Any order of the rows, each at least once, some of them more than once. */
const anyRetelling = (rows: readonly CheckInRow[]): fc.Arbitrary<CheckInRow[]> =>
  fc
    .tuple(
      fc.shuffledSubarray([...rows], { minLength: rows.length }),
      fc.array(fc.nat(), { maxLength: 20 }),
    )
    .map(([shuffled, at]) => [
      ...at.slice(0, 10).map((n) => rows[n % rows.length]!),
      ...shuffled,
      ...at.slice(10).map((n) => rows[n % rows.length]!),
    ]);

/** Feeds a log under numbers that were given in some other order than the ids'. */
async function tableByNumbers(
  batches: readonly (readonly CheckInRow[])[],
  reversed: boolean,
): Promise<CheckInTable> {
  const rows = batches.flat();
  const zoneOf = (row: CheckInRow): string => row.zone ?? '';
  const numbered = (ids: string[]): string[] => (reversed ? ids.reverse() : ids);
  const names = {
    persons: numbered(personsIn(rows)),
    venues: numbered(idsIn(rows, (row) => row.venue)),
    zones: ['', ...numbered(idsIn(rows, zoneOf).filter((zone) => zone !== ''))],
  };
  const log = new CheckInLog({ zones: true });
  for (const batch of batches)
    for (const row of batch)
      log.add(names.persons.indexOf(row.person), names.venues.indexOf(row.venue), {
        start: row.start,
        end: row.end ?? OPEN_END,
        zone: names.zones.indexOf(zoneOf(row)),
      });
  return buildCheckInTable(log, names);
}

const anyFilledWorld = anyWorld.filter(({ rows }) => rows.length > 0);

describe('the canonical table', () => {
  it('does not depend on order and repeats; so neither do digest and answer', () =>
    fc.assert(
      fc.asyncProperty(
        anyFilledWorld.chain((world) =>
          fc.record({ world: fc.constant(world), retold: anyRetelling(world.rows) }),
        ),
        async ({ world: { rows, query }, retold }) => {
          const [table, other] = [await checkInTable(rows), await checkInTable(retold)];
          expect(other).toEqual(table);
          expect(await inputDigest(other)).toBe(await inputDigest(table));
          expect(await matchPresence(other, query)).toEqual(await matchPresence(table, query));
        },
      ),
      RUNS,
    ));

  it('does not depend on batches, nor on the numbers that ids were given', () =>
    fc.assert(
      fc.asyncProperty(
        anyFilledWorld.chain(({ rows }) =>
          fc.record({
            rows: fc.constant(rows),
            retold: anyRetelling(rows),
            cut: fc.nat(20),
            reversed: fc.boolean(),
          }),
        ),
        async ({ rows, retold, cut, reversed }) => {
          const batches = [retold.slice(0, cut), retold.slice(cut)];
          const table = await tableByNumbers(batches, reversed);
          expect(table).toEqual(await checkInTable(rows));
        },
      ),
      RUNS,
    ));

  it('does not depend on how many blocks the log took', async () => {
    const row = (n: number): CheckInRow => ({
      person: `p${n % 40}`,
      venue: `v${n % 3}`,
      start: 600 * (n % 250),
      end: 600 * (n % 250) + 900,
    });
    const rows = Array.from({ length: 140_000 }, (_, n) => row(n)); // several blocks
    const table = await checkInTable(rows);
    expect(table.person).toHaveLength(3000); // all that differ: n modulo 3 * 8 * 125
    expect(table).toEqual(await checkInTable(rows.slice(0, 3000)));
  });

  it('has another digest when any one row is another', () =>
    fc.assert(
      fc.asyncProperty(
        anyFilledWorld.chain(({ rows }) =>
          fc.record({ rows: fc.constant(rows), at: fc.nat(rows.length - 1), change: anyChange }),
        ),
        async ({ rows, at, change }) => {
          const row = rows[at]!;
          const changed = { ...row, ...change(row) };
          fc.pre(JSON.stringify(changed) !== JSON.stringify(row));
          const isRow = (other: CheckInRow): boolean =>
            JSON.stringify(other) === JSON.stringify(row);
          const others = rows.map((other) => (isRow(other) ? changed : other)); // and its repeats
          const digest = await inputDigest(await checkInTable(rows));
          expect(await inputDigest(await checkInTable(others))).not.toBe(digest);
        },
      ),
      RUNS,
    ));
});

/** A change of one field of a row that keeps it a row. */
const anyChange = fc.constantFrom<((row: CheckInRow) => Partial<CheckInRow>)[]>(
  ({ person }) => ({ person: person === 'a' ? 'b' : 'a' }),
  ({ person }) => ({ person: `${person} ` }),
  ({ venue }) => ({ venue: venue === VENUES[0] ? VENUES[1] : VENUES[0] }),
  ({ zone }) => ({ zone: `${zone ?? ''}1` }),
  ({ start, end }) => (start === 0 ? { end: (end ?? 0) + 1 } : { start: start - 1 }),
  ({ start, end }) => ({ end: (end ?? start) + 1 }),
  ({ start, end }) => ({ end: end === null ? start : null }),
);

/** What a rule without index persons says of one pair, from the side of `person`. */
async function seenFrom(table: CheckInTable, rule: MatchingRule, person: string, other: string) {
  const { index } = await matchPresence(table, { rule, index: [person] });
  const contact = index![0]!.contacts.find((found) => found.person === other);
  return contact ? { ...contact, person: 'the other' } : undefined;
}

const anySymmetricWorld = anyClock.chain((clock) =>
  fc.record({
    rows: anyRows(clock).filter((rows) => rows.length > 0),
    rule: anyRule(clock, false).map((rule): MatchingRule => ({ ...rule, near: null })),
  }),
);

describe('matchPresence', () => {
  it('finds a with b as it finds b with a, where the rule treats both alike', () =>
    fc.assert(
      fc.asyncProperty(anySymmetricWorld, async ({ rows, rule }) => {
        const table = await checkInTable(rows);
        const [a, b] = [table.persons[0]!, table.persons.at(-1)!];
        fc.pre(a !== b);
        expect(await seenFrom(table, rule, a, b)).toEqual(await seenFrom(table, rule, b, a));
      }),
      RUNS,
    ));

  it('gives the same totals for everybody as index and for no index', () =>
    fc.assert(
      fc.asyncProperty(anySymmetricWorld, async ({ rows, rule }) => {
        const table = await checkInTable(rows);
        const everybody = await matchPresence(table, {
          rule,
          index: [...PERSONS],
          unknownIndex: 'skip',
        });
        expect(everybody.totals).toEqual((await matchPresence(table, { rule })).totals);
      }),
      RUNS,
    ));

  it('moves with time: all times later, all answers as much later', () =>
    fc.assert(
      fc.asyncProperty(anyWorld, fc.integer({ min: 1, max: 10 ** 9 }), async (world, seconds) => {
        const { rows, query } = world;
        const answer = await matchPresence(await checkInTable(rows), query);
        const later = await matchPresence(
          await checkInTable(rows.map((row) => rowLater(row, seconds))),
          { ...query, rule: ruleLater(query.rule, seconds) },
        );
        expect(later).toEqual(answerLater(answer, seconds));
      }),
      RUNS,
    ));

  it('leaves rows, table and query as they were', () =>
    fc.assert(
      fc.asyncProperty(anyWorld, async ({ rows, query }) => {
        const table = await checkInTable(deepFreeze(rows));
        const before = structuredClone(table);
        await matchPresence(table, deepFreeze(query) as PresenceQuery);
        await inputDigest(table);
        expect(table).toEqual(before);
      }),
      RUNS,
    ));
});

const later = (time: number | null | undefined, seconds: number): number | null =>
  time === null || time === undefined ? null : time + seconds;

const rowLater = (row: CheckInRow, seconds: number): CheckInRow => ({
  ...row,
  start: row.start + seconds,
  end: later(row.end, seconds),
});

const ruleLater = (rule: MatchingRule, seconds: number): MatchingRule => ({
  ...rule,
  from: later(rule.from, seconds),
  to: later(rule.to, seconds),
});

function answerLater({ index, ...rest }: PresenceResult, seconds: number): PresenceResult {
  if (!index) return rest;
  const moved = index.map(({ contacts, ...answer }) => ({
    ...answer,
    contacts: contacts.map((contact) => ({
      ...contact,
      firstStart: contact.firstStart + seconds,
      lastEnd: contact.lastEnd + seconds,
    })),
  }));
  return { ...rest, index: moved };
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const part of Object.values(value)) deepFreeze(part);
  return Object.freeze(value);
}
