import type { StayColumns } from '@waypost/kernel/venue';
import { emptyColumns, LONGEST_STAY_SECONDS, put } from './venue-stays.ts';

/** 2026-01-01T08:00:00Z */
const MORNING = 1_767_254_400;

/** As many persons as check-ins, all at venue 0 for the same hour. */
export function allAtOneVenue(count: number): StayColumns {
  const stays = emptyColumns(count);
  for (let person = 0; person < count; person++)
    put(stays, person, { venue: 0, person, start: MORNING, end: MORNING + 3600 });
  return stays;
}

/** The same check-ins, each twelve hours long. */
export const withLongStays = (stays: StayColumns): StayColumns => ({
  ...stays,
  ends: stays.starts.map((start) => start + LONGEST_STAY_SECONDS),
});

/** Twenty persons, each at every venue once, in two hours of a day. */
export function everywhere(count: number): StayColumns {
  const stays = emptyColumns(count);
  const venues = Math.ceil(count / 20);
  for (let i = 0; i < count; i++) {
    const start = MORNING + 60 * (i % 600);
    put(stays, i, { venue: i % venues, person: Math.floor(i / venues), start, end: start + 7200 });
  }
  return stays;
}
