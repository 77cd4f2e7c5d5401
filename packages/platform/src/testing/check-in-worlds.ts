/**
 * Random worlds in which every {@link CheckInStore} finds what counting minutes finds.
 *
 * @module
 */
import { compareBytes, DAY_SECONDS, equalBytes } from '@waypost/core/primitives';
import { expect, it } from 'vitest';
import type {
  CaseStay,
  CheckIn,
  CheckInStore,
  ExposureCase,
  ExposureQuery,
  FoundPresence,
} from '../ports/index.ts';
import { checkInOf, DAY, HOUR, NOON, named, seededNumbers } from './fixtures.ts';

const MINUTE = 60;
const WORLDS = 40;
/** The random worlds begin at noon of the day before. */
const FROM = DAY * DAY_SECONDS - 43_200;

/** The case's stay: an hour from noon. */
export const stayOf = (changes: Partial<CaseStay> = {}): CaseStay => ({
  venueId: named('venue', 16),
  zones: null,
  start: NOON,
  end: NOON + 3600,
  ...changes,
});

/** A case with that stay. */
export const caseOf = (changes: Partial<ExposureCase> = {}): ExposureCase => ({
  stays: [stayOf()],
  exclude: [],
  receivedBeforeHour: HOUR + 1,
  ...changes,
});

/** The question that most cases ask: 15 minutes or more, nothing marked. */
export const queryOf = (changes: Partial<ExposureQuery> = {}): ExposureQuery => ({
  cases: [caseOf()],
  minOverlapSeconds: 900,
  maxStaySeconds: 10_800,
  firstDay: DAY - 14,
  withLate: false,
  withUnconfirmed: false,
  ...changes,
});

/** The piece `[start, end)` of a check-in. */
export const pieceOf = (checkIn: CheckIn, start: number, end: number): FoundPresence => ({
  contactId: checkIn.contactId,
  venueId: checkIn.venueId,
  zone: checkIn.zone,
  onBehalf: checkIn.onBehalf,
  late: checkIn.late,
  unconfirmed: checkIn.unconfirmed,
  start,
  end,
});

/** In the order that a store gives. */
export const sorted = (pieces: readonly FoundPresence[]): readonly FoundPresence[] =>
  [...pieces].sort((a, b) => compareBytes(a.contactId, b.contactId) || a.start - b.start);

/** Asks about random check-ins, and compares with the slow way. */
export function testRandomWorlds(make: () => Promise<CheckInStore>): void {
  it(`findPresence, ${WORLDS} random worlds: as counting minutes does`, async () => {
    const store = await make();
    let found = 0;
    for (let world = 0; world < WORLDS; world++) {
      const { checkIns, query } = randomWorld(`world ${world}`);
      await store.insert(checkIns);
      const expected = query.cases.map((one) => byMinutes(one, checkIns, query));
      expect(await store.findPresence(query), `world ${world}`).toEqual(expected);
      found += expected.flat().length;
    }
    expect(found).toBeGreaterThan(WORLDS); // or the worlds would show nothing
  });
}

type Below = (bound: number) => number;

/** Check-ins within a day and a half at venues of this world only, and one to three cases. */
function randomWorld(seed: string): { checkIns: readonly CheckIn[]; query: ExposureQuery } {
  const below = seededNumbers(seed);
  const venues = [0, 1, 2].map((n) => named(`${seed} venue ${n}`, 16));
  const checkIns = Array.from({ length: 30 }, (_, i) => {
    const arrivedAt = FROM + below(2000) * MINUTE;
    return checkInOf(`${seed} ${i}`, {
      venueId: venues[below(3)] as Uint8Array,
      zone: ['', 'A', 'B'][below(3)] as string,
      day: Math.floor(arrivedAt / DAY_SECONDS),
      arrivedAt,
      departedAt: below(4) === 0 ? null : arrivedAt + below(600) * MINUTE,
      receivedHour: HOUR + below(3),
      onBehalf: below(8) === 0,
      late: below(4) === 0,
      unconfirmed: below(4) === 0,
    });
  });
  const cases = Array.from({ length: 1 + below(3) }, (_, i) => ({
    stays: venues.flatMap((venueId) => randomStays(venueId, below)),
    exclude: checkIns.slice(3 * i, 3 * i + 3).map(({ contactId }) => contactId),
    receivedBeforeHour: HOUR + 1 + below(3),
  }));
  const query = queryOf({
    cases,
    minOverlapSeconds: [1, 60, 900, 3600][below(4)] as number,
    maxStaySeconds: (1 + below(300)) * MINUTE,
    firstDay: DAY - below(2),
    withLate: below(2) === 0,
    withUnconfirmed: below(2) === 0,
  });
  return { checkIns, query };
}

/** Two stays at a venue that neither overlap nor touch. */
function randomStays(venueId: Uint8Array, below: Below): readonly CaseStay[] {
  const start = FROM + below(1000) * MINUTE;
  const end = start + (1 + below(300)) * MINUTE;
  const place = { venueId, zones: below(2) ? null : ['A'] };
  const second = { start: end + MINUTE, end: end + (2 + below(300)) * MINUTE };
  return [stayOf({ ...place, start, end }), stayOf({ ...place, ...second })];
}

/** The slow way: every minute of every stay is looked at. Times are whole minutes. */
function byMinutes(
  { stays, exclude, receivedBeforeHour }: ExposureCase,
  checkIns: readonly CheckIn[],
  query: ExposureQuery,
): readonly FoundPresence[] {
  const pieces: FoundPresence[] = [];
  for (const one of checkIns) {
    const until = one.departedAt ?? one.arrivedAt + query.maxStaySeconds;
    if (exclude.some((id) => equalBytes(id, one.contactId))) continue;
    if (one.day < query.firstDay || one.receivedHour >= receivedBeforeHour) continue;
    if ((one.late && !query.withLate) || (one.unconfirmed && !query.withUnconfirmed)) continue;
    for (const stay of stays) {
      if (!equalBytes(stay.venueId, one.venueId)) continue;
      if (stay.zones && !stay.zones.includes(one.zone)) continue;
      const shared: number[] = [];
      for (let time = stay.start; time < stay.end; time += MINUTE)
        if (time >= one.arrivedAt && time < until) shared.push(time);
      const [first] = shared;
      if (first !== undefined && shared.length * MINUTE >= query.minOverlapSeconds)
        pieces.push(pieceOf(one, first, first + shared.length * MINUTE));
    }
  }
  return sorted(pieces);
}
