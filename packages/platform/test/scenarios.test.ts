import { readFileSync } from 'node:fs';
import { toBase64Url, toHex } from '@waypost/core/primitives';
import { checkIn, type Location, type RunQuestion, runMatching } from '@waypost/platform';
import { describe, expect, it } from 'vitest';
import {
  DAY,
  discloseVisits,
  HOUR,
  MINUTE,
  makeVenue,
  makeWorld,
  onlyLocation,
  planVisit,
  TEN,
  type Visit,
  type World,
} from './support/world.ts';

// Each person of each scenario is a device that checks in through the use cases. What the server can
// decide alone is decided here; where minutes are added up, the devices decide.

interface Vectors {
  readonly scenarios: readonly {
    readonly id: string;
    readonly why: string;
    readonly rule: {
      readonly mode: string;
      readonly min_overlap_s: number;
      readonly linger_s: number;
      readonly tolerance_s: number;
      readonly auto_checkout_s: number;
    };
    readonly index: string;
    readonly visits: readonly {
      readonly person: string;
      readonly venue: string;
      readonly in: string;
      readonly out: string | null;
    }[];
    readonly expect: readonly string[];
  }[];
  readonly seat_scenarios: readonly {
    readonly id: string;
    readonly seats_near: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
    readonly expect: readonly string[];
  }[];
  readonly seat_visits: readonly {
    readonly person: string;
    readonly venue: string;
    readonly in_min: number;
    readonly out_min: number;
    readonly seat: number;
  }[];
}
type Scenario = Vectors['scenarios'][number];

const file = new URL('../../core/test/vectors/matching-scenarios.json', import.meta.url);
const { scenarios, seat_scenarios, seat_visits }: Vectors = JSON.parse(readFileSync(file, 'utf8'));

interface Stay {
  readonly person: string;
  readonly location: Location;
  readonly arrivedAt: number;
  readonly departedAt: number | null;
}

/** Sends each check-in when the person leaves, or at arrival when nobody checks out. */
async function checkInAll(world: World, stays: readonly Stay[]) {
  const visits = new Map<string, Visit[]>();
  const refused: string[] = [];
  for (const { person, location, arrivedAt, departedAt } of stays) {
    world.at(Math.max(arrivedAt, departedAt ?? arrivedAt));
    const planned = planVisit(world, location, { arrivedAt, departedAt });
    try {
      await checkIn(world.context, planned.body);
      visits.set(person, [...(visits.get(person) ?? []), planned]);
    } catch (error) {
      refused.push((error as { readonly code: string }).code);
    }
  }
  return { visits, refused };
}

/** The index discloses all of it two hours after the last check-in; the run says which contact ids met it. */
async function exposedIds(
  world: World,
  index: readonly Visit[],
  question: Pick<RunQuestion, 'rule' | 'settings'>,
) {
  world.at(TEN + 2 * DAY);
  const disclosureId = await discloseVisits(world, index, { issuedAt: world.now() - HOUR });
  const marks = { withLate: false, withUnconfirmed: false };
  const asked = { ...question, ...marks, disclosureIds: [disclosureId] };
  const run = await runMatching(world.context, 'officer-1', asked);
  const exposures = await world.context.runs.listExposures(run.id);
  return new Set(exposures.map(({ contactId }) => toHex(contactId)));
}

const exposedPersons = (visits: ReadonlyMap<string, readonly Visit[]>, ids: ReadonlySet<string>) =>
  [...visits]
    .filter(([, its]) => its.some(({ contactId }) => ids.has(toHex(contactId))))
    .map(([person]) => person)
    .sort();

const unixSeconds = (iso: string): number => Date.parse(iso) / 1000;

async function playScenario({ rule, index, visits: rows }: Scenario) {
  const world = await makeWorld();
  world.at(TEN - DAY);
  const location = onlyLocation(await makeVenue(world));
  const stays = rows.map((row) => ({
    person: row.person,
    location,
    // Check-ins name whole minutes: a device rounds outward.
    arrivedAt: Math.floor(unixSeconds(row.in) / MINUTE) * MINUTE,
    departedAt: row.out === null ? null : Math.ceil(unixSeconds(row.out) / MINUTE) * MINUTE,
  }));
  const { visits, refused } = await checkInAll(world, stays);
  const ids = await exposedIds(world, visits.get(index) ?? [], {
    rule: rule.mode === 'single' ? 'who-15min' : 'cdc-cumulative-24h',
    settings: {
      minOverlapSeconds: rule.min_overlap_s,
      lingerSeconds: rule.linger_s,
      toleranceSeconds: rule.tolerance_s,
      maxStaySeconds: rule.auto_checkout_s,
    },
  });
  return { visits, ids, refused };
}

describe('scenarios of the matching definitions, through the use cases', () => {
  it('are all here', () => {
    expect(scenarios).toHaveLength(15);
    expect(seat_scenarios).toHaveLength(4);
  });

  it.each(scenarios.filter(({ rule }) => rule.mode === 'single'))('$id: $why', async (scenario) => {
    const { visits, ids, refused } = await playScenario(scenario);
    expect(exposedPersons(visits, ids)).toEqual(scenario.expect);
    expect(refused).toEqual(scenario.id === 'out-before-in' ? ['CHECK_IN_TIME'] : []);
  });

  it.each(scenarios.filter(({ rule }) => rule.mode !== 'single'))(
    '$id: every presence goes to the device of a',
    async (scenario) => {
      const { visits, ids } = await playScenario(scenario);
      const sent = (visits.get('a') ?? []).map(({ contactId }) => toHex(contactId));
      expect(sent.length).toBeGreaterThan(1);
      expect([...ids].sort()).toEqual(sent.sort());
    },
  );

  it.each(seat_scenarios)('seats, $id', async ({ seats_near, expect: expected }) => {
    const world = await makeWorld();
    world.at(TEN - DAY);
    const rooms = new Map<string, Awaited<ReturnType<typeof makeVenue>>>();
    for (const room of ['r1', 'r2'])
      rooms.set(room, await makeVenue(world, { zones: ['1', '2', '3', '4'] }));
    const stays = seat_visits.map(({ person, venue, in_min, out_min, seat }) => ({
      person,
      location: rooms.get(venue)?.locations[seat - 1] as Location,
      arrivedAt: TEN + in_min * MINUTE,
      departedAt: TEN + out_min * MINUTE,
    }));
    const near = Object.fromEntries(
      Object.entries(seats_near).map(([room, seats]) => [
        toBase64Url(rooms.get(room)?.venue.venueId as Uint8Array),
        Object.fromEntries(Object.entries(seats).map(([seat, list]) => [seat, list.map(String)])),
      ]),
    );
    const { visits } = await checkInAll(world, stays);
    const ids = await exposedIds(world, visits.get('X') ?? [], {
      rule: 'who-15min',
      settings: { minOverlapSeconds: 1, near },
    });
    expect(exposedPersons(visits, ids)).toEqual(expected);
  });
});
