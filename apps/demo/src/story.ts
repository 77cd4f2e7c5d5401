/**
 * The story: who was where, and when. It follows from the seed alone.
 *
 * @module
 */
import { DAY_SECONDS } from '@waypost/core/primitives';
import { PEOPLE, type StoryVenue, VENUES } from './names.ts';
import { type Dice, seededDice } from './seeded.ts';

/** How a story is made. */
export interface StoryPlan {
  readonly seed: number;
  readonly visitors: number;
  /** Start of the first day, Unix seconds, a whole minute. */
  readonly start: number;
  readonly days: number;
  /** How long a day is lived, from its start: visits lie in it. */
  readonly dayMinutes: number;
}

/** One stay of one person at one place. */
export interface StoryVisit {
  /** Place in {@link Story.visits}. */
  readonly id: number;
  readonly visitor: number;
  readonly venue: number;
  readonly zone: string;
  /** `[arrivedAt, departedAt)`, Unix seconds, whole minutes. */
  readonly arrivedAt: number;
  readonly departedAt: number;
  /** Whether the person taps "check out"; otherwise the device sends it late by itself. */
  readonly tapsCheckOut: boolean;
}

/** What really happened. No part of Waypost is ever shown it, but for what devices say of their own. */
export interface Story {
  readonly venues: readonly StoryVenue[];
  /** Names, by number of the visitor. */
  readonly visitors: readonly string[];
  readonly visits: readonly StoryVisit[];
  /** Number of the visitor who becomes a case. */
  readonly caseVisitor: number;
  /** Id of the visit that this person does not disclose. */
  readonly withheld: number;
}

const MINUTE_SECONDS = 60;
const MIN_VENUES = 5;
const MAX_VISITS_A_DAY = 3;

/** Makes a story. The same plan gives the same one. */
export function makeStory(plan: StoryPlan): Story {
  const dice = seededDice(plan.seed, 'story');
  const venues = VENUES.slice(0, dice.between(MIN_VENUES, VENUES.length));
  const visitors = Array.from(
    { length: plan.visitors },
    () => `${dice.pick(PEOPLE.family)} ${dice.pick(PEOPLE.given)}`,
  );
  const visits = visitors
    .flatMap((_, visitor) => visitsOf(visitor, { plan, venues, dice }))
    .map((visit, id) => ({ ...visit, id }));
  const caseVisitor = mostVisited(visits);
  const own = visits.filter(({ visitor }) => visitor === caseVisitor);
  const withheld = own[dice.between(0, own.length - 1)]!.id;
  return { venues, visitors, visits, caseVisitor, withheld };
}

type Town = {
  readonly plan: StoryPlan;
  readonly venues: readonly StoryVenue[];
  readonly dice: Dice;
};

function visitsOf(visitor: number, { plan, venues, dice }: Town): Omit<StoryVisit, 'id'>[] {
  const visits: Omit<StoryVisit, 'id'>[] = [];
  for (let day = 0; day < plan.days; day++) {
    const start = plan.start + day * DAY_SECONDS;
    for (const [from, to] of staysOfDay(plan.dayMinutes, dice)) {
      const venue = dice.between(0, venues.length - 1);
      visits.push({
        visitor,
        venue,
        zone: dice.pick(venues[venue]!.zones),
        arrivedAt: start + from * MINUTE_SECONDS,
        departedAt: start + to * MINUTE_SECONDS,
        tapsCheckOut: dice.between(1, 10) <= 7,
      });
    }
  }
  return visits;
}

/** Stays that do not overlap, one in each part of the day: nobody is at two places at once. */
function staysOfDay(dayMinutes: number, dice: Dice): (readonly [from: number, to: number])[] {
  const count = dice.between(0, MAX_VISITS_A_DAY);
  const part = Math.floor(dayMinutes / Math.max(1, count));
  return Array.from({ length: count }, (_, i) => {
    const length = dice.between(5, Math.min(120, part - 5));
    const from = i * part + dice.between(0, part - length - 1);
    return [from, from + length] as const;
  });
}

/** The visitor with the most visits, the first of them. */
function mostVisited(visits: readonly StoryVisit[]): number {
  const counts = new Map<number, number>();
  for (const { visitor } of visits) counts.set(visitor, (counts.get(visitor) ?? 0) + 1);
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  if (most === undefined || most[1] < 2)
    throw new Error('nobody in this story went out twice: more visitors make a better one');
  return most[0];
}
