/**
 * The statement of `findPresence` and the columnar engine of the core answer one question: random worlds,
 * in which every contact id is a person of its own.
 */
import {
  type CheckInRow,
  type Contact,
  checkInTable,
  indexStays,
  type MatchingRule,
  matchingRule,
  matchPresence,
} from '@waypost/core/matching';
import { DAY_SECONDS, fromHex, toHex } from '@waypost/core/primitives';
import type { CaseStay, CheckIn, ExposureQuery, FoundPresence } from '@waypost/platform/ports';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptied, useMemoryDatabase } from './support/databases.ts';

const WORLDS = 500;
const DAY = 20_000;
/** Times and durations are multiples of it, more or less a second: edges meet often. */
const STEP = 300;

interface Stay {
  readonly venue: number;
  readonly zone: string;
  readonly arrivedAt: number;
  readonly departedAt: number | null;
}

const seconds = (maxSteps: number): fc.Arbitrary<number> =>
  fc
    .tuple(fc.integer({ min: 0, max: maxSteps }), fc.constantFrom(0, 0, 0, 1, -1))
    .map(([steps, more]) => Math.max(0, steps * STEP + more));

const anyStay: fc.Arbitrary<Stay> = fc
  .record({
    venue: fc.constantFrom(0, 0, 1),
    zone: fc.constantFrom('', 'A', 'B'),
    // From two hours before midnight on, so that many stays cross it; mostly close together.
    arrivedAt: fc
      .oneof(
        { weight: 6, arbitrary: seconds(9) },
        { weight: 3, arbitrary: seconds(40) },
        { weight: 1, arbitrary: seconds(300) },
      )
      .map((after) => (DAY + 1) * DAY_SECONDS - 7200 + after),
    length: fc
      .oneof(
        { weight: 6, arbitrary: seconds(4) },
        { weight: 3, arbitrary: seconds(24) },
        { weight: 1, arbitrary: seconds(288) },
      )
      .map((length) => Math.min(length, DAY_SECONDS)),
    isOpen: fc.constantFrom(false, false, true),
  })
  .map(({ length, isOpen, ...stay }) => ({
    ...stay,
    departedAt: isOpen ? null : stay.arrivedAt + length,
  }));

const anyNear = fc.record(
  {
    A: fc.constantFrom([], ['B'], ['']),
    B: fc.constantFrom([], ['A']),
  },
  { requiredKeys: [] },
);

const anyBound = fc.option(seconds(60).map((after) => (DAY + 1) * DAY_SECONDS - 7200 + after));

const anyRule = fc
  .record({
    mode: fc.constantFrom('single', 'single', 'cumulative-24h'),
    minOverlapSeconds: fc.constantFrom(1, 299, 300, 301, 900),
    staySeconds: fc.constantFrom(null, null, 3600),
    maxStaySeconds: fc.constantFrom(3600, 10_800, 90_000),
    lingerSeconds: fc.constantFrom(0, 0, 1800),
    lingerAtMostStay: fc.boolean(),
    toleranceSeconds: fc.constantFrom(0, 0, 120, 300),
    minIndexStaySeconds: fc.constantFrom(0, 0, 600),
    from: anyBound,
    to: anyBound,
    near: fc.option(fc.tuple(anyNear, anyNear)),
  })
  .filter(({ from, to }) => from === null || to === null || from < to);

const anyWorld = fc.record({
  rule: anyRule,
  /** How much longer than what the rule asks for those stay who come and go at the edges. */
  more: fc.constantFrom(-1, 0, 1),
  ofCase: fc.array(anyStay, { minLength: 1, maxLength: 4 }),
  ofOthers: fc.array(anyStay, { minLength: 1, maxLength: 12 }),
});

/** Stays that share a stay of the case for just as long as the rule asks, or a second more or less. */
function atTheEdges(
  { start, end }: Pick<CaseStay, 'start' | 'end'>,
  { minOverlapSeconds, staySeconds, maxStaySeconds }: MatchingRule,
  more: number,
): Omit<Stay, 'venue' | 'zone'>[] {
  const shared = minOverlapSeconds + more;
  return [
    { arrivedAt: start, departedAt: start + shared },
    { arrivedAt: start + shared - 7200, departedAt: start + shared },
    { arrivedAt: start + shared - (staySeconds ?? maxStaySeconds), departedAt: null },
    { arrivedAt: end - shared, departedAt: end + 7200 },
    { arrivedAt: start - 60, departedAt: Math.min(end + 60, start - 60 + DAY_SECONDS) },
  ];
}

/** A fresh 16-byte id, in hexadecimal: no world sees what another left. */
let ids = 0;
const nextId = (): string => (++ids).toString(16).padStart(32, '0');

function checkInOf(contactId: string, { zone, ...stay }: Stay, venue: string): CheckIn {
  return {
    contactId: fromHex(contactId),
    venueId: fromHex(venue),
    zone,
    day: Math.floor(stay.arrivedAt / DAY_SECONDS),
    arrivedAt: stay.arrivedAt,
    departedAt: stay.departedAt,
    receivedHour: 0,
    late: false,
    unconfirmed: false,
    partySize: 1,
    onBehalf: false,
    receiptHash: new Uint8Array(32),
    card: new Uint8Array(569),
    bodyHash: new Uint8Array(32),
  };
}

const rowOf = (person: string, { venueId, zone, arrivedAt, departedAt }: CheckIn): CheckInRow => ({
  person,
  venue: toHex(venueId),
  zone,
  start: arrivedAt,
  end: departedAt,
});

/** Where the case counts, in the words of the port. */
async function caseStays(rows: readonly CheckInRow[], rule: MatchingRule): Promise<CaseStay[]> {
  const stays = await indexStays(await checkInTable(rows), rule);
  return stays.map(({ venue, zone, start, end }) => {
    const listed = zone === null ? undefined : rule.near?.[venue]?.[zone];
    return { venueId: fromHex(venue), zones: listed ? [zone ?? '', ...listed] : null, start, end };
  });
}

/** The question to the store. */
function queryOf(
  stays: readonly CaseStay[],
  ofCase: readonly CheckIn[],
  rule: MatchingRule,
): ExposureQuery {
  return {
    stays,
    exclude: ofCase.map(({ contactId }) => contactId),
    // Where zones count, or presence is added up, parts can make an encounter together.
    minOverlapSeconds: rule.mode === 'single' && rule.near === null ? rule.minOverlapSeconds : 1,
    maxStaySeconds: rule.staySeconds ?? rule.maxStaySeconds,
    firstDay: 0,
    receivedBeforeHour: 1,
    withLate: false,
    withUnconfirmed: false,
  };
}

/** What the core says of a contact, of pieces that are all of one check-in. */
function contactOf(pieces: readonly FoundPresence[], rule: MatchingRule): Partial<Contact> | null {
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of pieces) {
    const last = merged.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  const shortest = rule.mode === 'single' ? rule.minOverlapSeconds : 1;
  const lengths = merged.map(({ start, end }) => end - start).filter((one) => one >= shortest);
  const [first] = merged.filter(({ start, end }) => end - start >= shortest);
  const [piece] = pieces;
  if (!first || !piece) return null;
  return {
    person: toHex(piece.contactId),
    encounters: lengths.length,
    longestSeconds: Math.max(...lengths),
    totalSeconds: lengths.reduce((sum, one) => sum + one, 0),
    venues: [toHex(piece.venueId)],
    firstStart: first.start,
    lastEnd: Math.max(
      ...merged.filter(({ start, end }) => end - start >= shortest).map(({ end }) => end),
    ),
  };
}

const database = useMemoryDatabase();

describe('findPresence and the engine of the core', () => {
  it(`agree on ${WORLDS} random worlds`, { timeout: 60_000 }, async () => {
    const { checkIns } = await emptied(database());
    await checkIns.ensureDays(DAY - 2, DAY + 4);
    let contacts = 0;
    await fc.assert(
      fc.asyncProperty(anyWorld, async ({ rule: { near, ...settings }, ...world }) => {
        const venues = [nextId(), nextId()] as const;
        const place = (stay: Stay): CheckIn => checkInOf(nextId(), stay, venues[stay.venue]!);
        // Presence that adds up is a contact here from the first second on.
        const minOverlapSeconds = settings.mode === 'single' ? settings.minOverlapSeconds : 1;
        const nearOf = near && { [venues[0]]: near[0], [venues[1]]: near[1] };
        const rule = matchingRule({ ...settings, minOverlapSeconds, near: nearOf as never });

        const mine = world.ofCase.map(place);
        const stays = await caseStays(
          mine.map((checkIn) => rowOf('case', checkIn)),
          rule,
        );
        const edges = stays.slice(0, 1).flatMap((stay) => {
          const venue = venues.indexOf(toHex(stay.venueId));
          const zone = stay.zones?.[0] ?? '';
          return atTheEdges(stay, rule, world.more).map((one) => ({ ...one, venue, zone }));
        });
        const others = [...world.ofOthers, ...edges].map(place);
        await checkIns.insert([...mine, ...others]);

        const table = await checkInTable([
          ...mine.map((checkIn) => rowOf('case', checkIn)),
          ...others.map((checkIn) => rowOf(toHex(checkIn.contactId), checkIn)),
        ]);
        const { index } = await matchPresence(table, { rule, index: ['case'] });
        const expected = index![0]!.contacts.map(({ bestWindowSeconds: _best, ...facts }) => facts);

        const pieces = await checkIns.findPresence(queryOf(stays, mine, rule));
        const byContact = Map.groupBy(pieces, ({ contactId }) => toHex(contactId));
        const found = [...byContact.values()].map((one) => contactOf(one, rule));
        expect(found.filter((one) => one !== null)).toEqual(expected);
        contacts += expected.length;
      }),
      { numRuns: WORLDS },
    );
    expect(contacts).toBeGreaterThan(WORLDS); // worlds in which nobody met would prove little
  });
});
