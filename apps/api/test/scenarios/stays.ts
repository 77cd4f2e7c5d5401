import type { Wire } from '@waypost/client';
import vectors from '../../../../packages/core/test/vectors/matching-scenarios.json' with {
  type: 'json',
};
import { NOW } from '../helpers/test-api.ts';

/** One stay of one person, as a scenario tells it. Unix seconds. */
export interface Stay {
  readonly person: string;
  readonly venue: string;
  readonly zone: string;
  readonly arrivedAt: number;
  /** `null`: nobody checked out. */
  readonly departedAt: number | null;
}

type Scenario = (typeof vectors.scenarios)[number];
type Settings = NonNullable<Wire.NewMatchingRun['settings']>;

export const { scenarios, seat_scenarios: seatScenarios } = vectors;

const DAY = 86_400;
const MIDNIGHT = NOW - (NOW % DAY);
const MIDNIGHT_OF_SCENARIOS = Date.parse('2021-06-01T00:00:00Z') / 1000;

/** Whoever is the case, in every scenario. */
export const CASE = 'X';

/** The scenarios happen in June 2021; here they happen on the day of the test, at the same hour. */
const today = (iso: string): number => Date.parse(iso) / 1000 - MIDNIGHT_OF_SCENARIOS + MIDNIGHT;

export const staysOf = ({ visits }: Scenario): readonly Stay[] =>
  visits.map((visit) => ({
    person: visit.person,
    venue: visit.venue,
    zone: '',
    arrivedAt: today(visit.in),
    departedAt: visit.out === null ? null : today(visit.out),
  }));

/** What an officer asks for, to count as the scenario does. */
export const questionOf = ({ rule }: Scenario): { rule: string; settings: Settings } => ({
  rule: rule.mode === 'single' ? 'who-15min' : 'cdc-cumulative-24h',
  settings: {
    minOverlapSeconds: rule.min_overlap_s,
    lingerSeconds: rule.linger_s,
    toleranceSeconds: rule.tolerance_s,
    maxStaySeconds: rule.auto_checkout_s,
  },
});

/** The stays of all scenarios with seats: a seat is a zone with a code of its own. */
export const seatStays: readonly Stay[] = vectors.seat_visits.map((visit) => ({
  person: visit.person,
  venue: visit.venue,
  zone: String(visit.seat),
  arrivedAt: NOW + visit.in_min * 60,
  departedAt: NOW + visit.out_min * 60,
}));

/** As {@link questionOf}. @param idOf - Id of a room, as the server gave it. */
export function seatQuestionOf(
  { seats_near: rooms }: (typeof seatScenarios)[number],
  idOf: (room: string) => string,
): { rule: string; settings: Settings } {
  const near = Object.entries(rooms as Record<string, Record<string, number[]>>).map(
    ([room, seats]) => [
      idOf(room),
      Object.fromEntries(Object.entries(seats).map(([seat, list]) => [seat, list.map(String)])),
    ],
  );
  const settings = { minOverlapSeconds: 1, near: Object.fromEntries(near) };
  return { rule: 'who-15min', settings };
}
