/**
 * The statement of `findPresence` and the columnar engine of the core answer one question: random worlds
 * with one to three cases, in which every contact id is a person of its own. The statement is asked about
 * all cases at once, the engine about one after the other.
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
  readonly receivedHour: number;
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
    receivedHour: fc.constantFrom(0, 0, 1, 2),
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

const anyCase = fc.record({
  counted: fc.array(anyStay, { minLength: 1, maxLength: 4 }),
  /** Its own as well, but others are not compared with it: sent too late, say. */
  uncounted: fc.array(anyStay, { maxLength: 2 }),
  receivedBeforeHour: fc.constantFrom(1, 2, 3),
});

const anyWorld = fc.record({
  rule: anyRule,
  /** How much longer than what the rule asks for those stay who come and go at the edges. */
  more: fc.constantFrom(-1, 0, 1),
  cases: fc.array(anyCase, { minLength: 1, maxLength: 3 }),
  ofOthers: fc.array(anyStay, { minLength: 1, maxLength: 12 }),
});

/** Stays that share a stay of the case for just as long as the rule asks, or a second more or less. */
function atTheEdges(
  { start, end }: Pick<CaseStay, 'start' | 'end'>,
  { minOverlapSeconds, staySeconds, maxStaySeconds }: MatchingRule,
  more: number,
): Pick<Stay, 'arrivedAt' | 'departedAt'>[] {
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
    receivedHour: stay.receivedHour,
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

/** A case as it stands in the store. */
interface PlacedCase {
  readonly counted: readonly CheckIn[];
  readonly uncounted: readonly CheckIn[];
  readonly stays: readonly CaseStay[];
  readonly receivedBeforeHour: number;
}

/** The question to the store. */
const queryOf = (cases: readonly PlacedCase[], rule: MatchingRule): ExposureQuery => ({
  cases: cases.map(({ counted, uncounted, stays, receivedBeforeHour }) => ({
    stays,
    exclude: [...counted, ...uncounted].map(({ contactId }) => contactId),
    receivedBeforeHour,
  })),
  // Where zones count, or presence is added up, parts can make an encounter together.
  minOverlapSeconds: rule.mode === 'single' && rule.near === null ? rule.minOverlapSeconds : 1,
  maxStaySeconds: rule.staySeconds ?? rule.maxStaySeconds,
  firstDay: 0,
  withLate: false,
  withUnconfirmed: false,
});

/** Whom the engine finds with one case, of all check-ins of the world that count for it. */
async function engineFinds(
  { counted, uncounted, receivedBeforeHour }: PlacedCase,
  all: readonly CheckIn[],
  rule: MatchingRule,
): Promise<Partial<Contact>[]> {
  const own = new Set([...counted, ...uncounted]);
  const others = all.filter((one) => !own.has(one) && one.receivedHour < receivedBeforeHour);
  const table = await checkInTable([
    ...counted.map((checkIn) => rowOf('case', checkIn)),
    ...others.map((checkIn) => rowOf(toHex(checkIn.contactId), checkIn)),
  ]);
  const { index } = await matchPresence(table, { rule, index: ['case'] });
  return index![0]!.contacts.map(({ bestWindowSeconds: _best, ...facts }) => facts);
}

/** Whom the store finds with one case. */
function storeFinds(pieces: readonly FoundPresence[], rule: MatchingRule): Partial<Contact>[] {
  const byContact = Map.groupBy(pieces, ({ contactId }) => toHex(contactId));
  const contacts = [...byContact.values()].map((one) => contactOf(one, rule));
  return contacts.filter((one) => one !== null);
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
    let metBySeveral = 0;
    await fc.assert(
      fc.asyncProperty(anyWorld, async ({ rule: { near, ...settings }, ...world }) => {
        const venues = [nextId(), nextId()] as const;
        const place = (stay: Stay): CheckIn => checkInOf(nextId(), stay, venues[stay.venue]!);
        // Presence that adds up is a contact here from the first second on.
        const minOverlapSeconds = settings.mode === 'single' ? settings.minOverlapSeconds : 1;
        const nearOf = near && { [venues[0]]: near[0], [venues[1]]: near[1] };
        const rule = matchingRule({ ...settings, minOverlapSeconds, near: nearOf as never });

        const cases = await Promise.all(
          world.cases.map(async ({ receivedBeforeHour, ...stays }): Promise<PlacedCase> => {
            const counted = stays.counted.map(place);
            const rows = counted.map((checkIn) => rowOf('case', checkIn));
            const uncounted = stays.uncounted.map(place);
            return { counted, uncounted, receivedBeforeHour, stays: await caseStays(rows, rule) };
          }),
        );
        const edges = cases.flatMap(({ stays: [stay] }) => {
          if (!stay) return [];
          const venue = venues.indexOf(toHex(stay.venueId));
          const at = { venue, zone: stay.zones?.[0] ?? '', receivedHour: 0 };
          return atTheEdges(stay, rule, world.more).map((one) => ({ ...one, ...at }));
        });
        const all = [
          ...cases.flatMap(({ counted, uncounted }) => [...counted, ...uncounted]),
          ...[...world.ofOthers, ...edges].map(place),
        ];
        await checkIns.insert(all);

        const expected = await Promise.all(cases.map((one) => engineFinds(one, all, rule)));
        const found = await checkIns.findPresence(queryOf(cases, rule));
        expect(found.map((pieces) => storeFinds(pieces, rule))).toEqual(expected);
        const people = expected.flat().map(({ person }) => person);
        contacts += people.length;
        metBySeveral += people.length - new Set(people).size;
      }),
      { numRuns: WORLDS },
    );
    // Worlds in which nobody met, or nobody met two cases, would prove little.
    expect(contacts).toBeGreaterThan(WORLDS);
    expect(metBySeveral).toBeGreaterThan(WORLDS);
  });
});
