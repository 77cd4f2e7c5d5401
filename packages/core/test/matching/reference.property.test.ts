import {
  type CheckInRow,
  type Contact,
  checkInTable,
  findClusters,
  matchPresence,
  type PresenceQuery,
} from '@waypost/core/matching';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slowClusters, slowMatch } from '../reference/matching.ts';
import { anyClock, anyRows, anyRule, anyWorld, PERSONS } from './worlds.ts';

type Pairs = [string, Contact][];

/** The answer, the pairs that were told on the way, and those of the slow twin. */
async function bothAnswers(rows: readonly CheckInRow[], query: PresenceQuery) {
  const [pairs, slowPairs]: [Pairs, Pairs] = [[], []];
  const { ruleVersion, ...answer } = await matchPresence(await checkInTable(rows), {
    ...query,
    onPair: (...pair) => pairs.push(pair),
  });
  const slow = slowMatch(rows, { ...query, onPair: (...pair) => slowPairs.push(pair) });
  expect(ruleVersion).toBe('1');
  return { fast: { ...answer, pairs }, slow: { ...slow, pairs: slowPairs } };
}

describe('matchPresence and its slow twin', () => {
  it('agree on every small world and every rule', async () => {
    const seen = { met: 0, secondDegree: 0 };
    await fc.assert(
      fc.asyncProperty(anyWorld, async ({ rows, query }) => {
        const { fast, slow } = await bothAnswers(rows, query);
        expect(fast).toEqual(slow);
        if (slow.totals.pairs > 0) seen.met++;
        if (slow.index?.some((answer) => answer.secondDegree?.length)) seen.secondDegree++;
      }),
      { numRuns: 2000 },
    );
    // Worlds where nobody meets prove little.
    expect(seen.met).toBeGreaterThan(500);
    expect(seen.secondDegree).toBeGreaterThan(30);
  });

  it('agree on crowds, with stays from a second to weeks and starts years apart', async () => {
    let crowdsThatMet = 0;
    await fc.assert(
      fc.asyncProperty(anyCrowd, anyCrowdQuery, async (rows, query) => {
        const { fast, slow } = await bothAnswers(rows, query);
        expect(fast).toEqual(slow);
        if (slow.totals.pairs > 0) crowdsThatMet++;
      }),
      { numRuns: 200 },
    );
    expect(crowdsThatMet).toBeGreaterThan(60);
  });
});

describe('findClusters and its slow twin', () => {
  it('agree on every small world', async () => {
    const anyQuestion = anyClock.chain((clock) =>
      fc.record({
        rows: anyRows(clock),
        rule: anyRule(clock, true),
        cases: fc.subarray([...PERSONS, 'nobody']),
        minCases: fc.integer({ min: 1, max: 3 }),
        window: fc
          .tuple(fc.nat(26), fc.integer({ min: 1, max: 12 }))
          .map(([from, ticks]) => [clock.origin + from * clock.unit, ticks * clock.unit] as const)
          .map(([start, seconds]) => ({ start, end: start + seconds })),
      }),
    );
    await fc.assert(
      fc.asyncProperty(anyQuestion, async ({ rows, ...query }) => {
        const clusters = await findClusters(await checkInTable(rows), query);
        expect(clusters).toEqual(slowClusters(rows, query));
      }),
      { numRuns: 500 },
    );
  });
});

const CROWD = Array.from({ length: 14 }, (_, n) => `p${n}`);
const FORTNIGHT = 14 * 86_400;

/**
 * 30 to 90 rows at two venues, in two fortnights that may lie 130 years apart. Either stays of all
 * lengths and many people, or stays of about an hour and a few people who have many of them.
 */
const anyCrowd = fc
  .constantFrom(
    { people: CROWD, fewestBits: 0, mostBits: 20 },
    { people: CROWD.slice(0, 3), fewestBits: 12, mostBits: 12 },
  )
  .chain(({ people, fewestBits, mostBits }) => {
    const seconds = fc
      .tuple(fc.integer({ min: fewestBits, max: mostBits }), fc.nat(2 ** 20))
      .map(([bits, n]) => 2 ** bits + (n % 2 ** bits));
    const row = fc
      .record({
        person: fc.constantFrom(...people),
        venue: fc.constantFrom('hall', 'hall', 'hall', 'gate'),
        start: fc
          .tuple(fc.constantFrom(0, 0, 0, 4_100_000_000), fc.nat(FORTNIGHT))
          .map(([fortnight, offset]) => fortnight + offset),
        seconds: fc.option(seconds),
        zone: fc.constantFrom('', 'left', 'right'),
      })
      .map(({ seconds: length, ...rest }) => ({
        ...rest,
        end: length === null ? null : rest.start + length,
      }));
    return fc.array(row, { minLength: 30, maxLength: 90, size: 'max' });
  });

const anyCrowdQuery = fc
  .record({
    unit: fc.constantFrom(600, 86_400),
    index: fc.subarray(CROWD, { minLength: 1, maxLength: 3 }),
    secondDegree: fc.boolean(),
    everybody: fc.boolean(),
  })
  .chain(({ unit, index, secondDegree, everybody }) =>
    anyRule({ origin: FORTNIGHT / 2, unit }, !everybody).map((rule): PresenceQuery => {
      if (everybody) return { rule };
      return { rule, index, secondDegree, unknownIndex: 'skip' };
    }),
  );
