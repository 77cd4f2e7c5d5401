import type { Alert } from '@waypost/client';
import { describe, expect, it } from 'vitest';
import {
  CASE,
  questionOf,
  type Stay,
  scenarios,
  seatQuestionOf,
  seatScenarios,
  seatStays,
  staysOf,
} from './stays.ts';
import { Town } from './town.ts';

// Each person of each scenario is a device of packages/client; the server is the whole app. The devices'
// verdicts are compared with what the scenario expects. The server holds check-ins, not people: where
// minutes add up, it publishes every presence, and the contact's own device adds them up.

/** What each device tells, worked out by hand: arrival, minutes at risk, severity. Else: nothing. */
const TOLD: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'exact-15': { a: ['10:45 v, 15 min, low'] },
  contained: { a: ['10:10 v, 20 min, low'], b: ['09:00 v, 60 min, high'] },
  'three-fives': {
    a: ['10:40 v, 5 min, raised', '10:20 v, 5 min, raised', '10:00 v, 5 min, raised'],
  },
  'open-index-capped': { b: ['11:40 v, 30 min, raised'] },
  'linger-after': { a: ['11:10 v, 20 min, low'] },
  'transit-0': {
    a: ['10:05 v, 20 min, low'],
    b: ['10:25 v, 5 min, low'],
    c: ['09:55 v, 5 min, low'],
    d: ['10:25 v, 5 min, low'],
    g: ['09:55 v, 30 min, raised'],
  },
  'transit-120': {
    a: ['10:05 v, 20 min, low'],
    b: ['10:25 v, 7 min, low'],
    c: ['09:55 v, 7 min, low'],
    d: ['10:25 v, 7 min, low'],
    g: ['09:55 v, 34 min, raised'],
    t: ['09:45 v, 1 min, low'], // left at 09:58:20; what is sent names whole minutes, rounded outward
  },
  'offset-mix': { a: ['10:00 v, 60 min, high'] },
};
/** The same for each contact of the scenarios with seats: an hour, from 11:00. */
const TOLD_AT_SEAT = ['11:00 r1, 60 min, high'];

const SEVERITY = { 1: 'low', 2: 'raised', 3: 'high' } as const;
const tell = ({ arrivedAt, venue, minutes, severity }: Alert): string =>
  `${new Date(arrivedAt * 1000).toISOString().slice(11, 16)} ${venue.name}, ${minutes} min, ${SEVERITY[severity]}`;

type Question = ReturnType<typeof questionOf>;

/** From the first scan to the devices' verdicts. */
async function play(stays: readonly Stay[], question: (town: Town) => Question) {
  const town = await Town.of(stays);
  await town.live(stays);
  const disclosureIds = [await town.disclose()];
  const run = await town.run({ ...question(town), disclosureIds });
  expect(run.totals.caseStays).toBeGreaterThan(0);
  await town.publish(run.id);
  const verdicts = Object.entries(await town.verdicts());
  const told = Object.fromEntries(verdicts.map(([person, alerts]) => [person, alerts.map(tell)]));
  return { told, refused: town.refused, published: run.totals.exposures };
}

const personsOf = (told: object): readonly string[] => Object.keys(told).sort();

describe('each person of a scenario is a device, and the server is the real one', () => {
  it.each(scenarios)('$id: $why', async (scenario) => {
    const { told, refused, published } = await play(staysOf(scenario), () => questionOf(scenario));
    expect(personsOf(told)).toEqual(scenario.expect);
    expect(told).toEqual(TOLD[scenario.id] ?? {});
    expect(refused).toEqual(scenario.id === 'out-before-in' ? ['TIME_INVALID'] : []);
    if (scenario.rule.mode !== 'single')
      expect(published).toBe(scenario.visits.filter(({ person }) => person !== CASE).length);
  });

  it.each(seatScenarios)('seats, $id', async (scenario) => {
    const { told } = await play(seatStays, (town) =>
      seatQuestionOf(scenario, (room) => town.venueId(room)),
    );
    expect(personsOf(told)).toEqual(scenario.expect);
    for (const verdict of Object.values(told)) expect(verdict).toEqual(TOLD_AT_SEAT);
  });

  it('all 19 scenarios are here: none is left out', () => {
    expect(scenarios).toHaveLength(15);
    expect(seatScenarios).toHaveLength(4);
    expect(scenarios.filter(({ index }) => index !== CASE)).toEqual([]);
  });
});
