import {
  type CheckInRow,
  checkInTable,
  type MatchingRule,
  matchingRule,
  matchPresence,
  type NearZones,
} from '@waypost/core/matching';
import { describe, expect, it } from 'vitest';
import vectors from '../vectors/matching-scenarios.json' with { type: 'json' };

type Scenario = (typeof vectors.scenarios)[number];

const unixSeconds = (iso: string): number => Date.parse(iso) / 1000;

const rowOf = (visit: Scenario['visits'][number]) => ({
  person: visit.person,
  venue: visit.venue,
  start: unixSeconds(visit.in),
  end: visit.out === null ? null : unixSeconds(visit.out),
});

const ruleOf = ({ rule }: Scenario): MatchingRule =>
  matchingRule({
    mode: rule.mode === 'cumulative24h' ? 'cumulative-24h' : 'single',
    minOverlapSeconds: rule.min_overlap_s,
    lingerSeconds: rule.linger_s,
    toleranceSeconds: rule.tolerance_s,
    maxStaySeconds: rule.auto_checkout_s,
  });

async function contactsOf(index: string, rows: readonly CheckInRow[], rule: MatchingRule) {
  const answer = await matchPresence(await checkInTable(rows), { rule, index: [index] });
  return answer.index!.flatMap(({ contacts }) => contacts.map(({ person }) => person));
}

describe('scenarios of the matching definitions', () => {
  it('are all here', () => {
    expect(vectors.scenarios).toHaveLength(15);
    expect(vectors.seat_scenarios).toHaveLength(4);
  });

  it.each(vectors.scenarios)('$id: $why', async (scenario) => {
    const rows = scenario.visits.map(rowOf);
    const good = rows.filter(({ start, end }) => end === null || end >= start);
    // A stay that ends before it begins is refused at the door; what is left is matched.
    if (scenario.id === 'out-before-in') {
      await expect(checkInTable(rows)).rejects.toMatchObject({ code: 'CHECK_IN_INVALID' });
      expect(good).toHaveLength(rows.length - 1);
    } else expect(good).toEqual(rows);
    expect(await contactsOf(scenario.index, good, ruleOf(scenario))).toEqual(scenario.expect);
  });

  const seatRows = vectors.seat_visits.map(
    ({ person, venue, in_min, out_min, seat }): CheckInRow => ({
      person,
      venue,
      start: in_min * 60,
      end: out_min * 60,
      zone: String(seat),
    }),
  );

  it.each(vectors.seat_scenarios)('seats, $id', async ({ seats_near, expect: expected }) => {
    const near = nearZones(seats_near);
    const rule = matchingRule({ minOverlapSeconds: 1, near });
    expect(await contactsOf('X', seatRows, rule)).toEqual(expected);
  });
});

/** Seats are numbers in the vectors, and zones are texts. */
const nearZones = (rooms: Record<string, Record<string, number[]>>): NearZones =>
  mapValues(rooms, (seats) => mapValues(seats, (near) => near.map(String)));

const mapValues = <From, To>(record: Record<string, From>, to: (value: From) => To) =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value)]));
