/**
 * Who was exposed, found in the dumbest way there is: minute by minute, with none of the code that is
 * being shown.
 *
 * @module
 */
import type { Story, StoryVisit } from './story.ts';

/** Shortest time together that counts, in minutes: the rule `who-15min`. */
const MIN_MINUTES = 15;
/** Longest time that a notice tells; it stands for so much or more. */
const MAX_TOLD_MINUTES = 63;
const MINUTE_SECONDS = 60;

/** Minutes that each exposed visit of other people shared with `caseVisits`, by visit id. */
export function exposedVisits(
  { visits, caseVisitor }: Pick<Story, 'visits' | 'caseVisitor'>,
  caseVisits: readonly StoryVisit[],
): ReadonlyMap<number, number> {
  const exposed = new Map<number, number>();
  for (const visit of visits) {
    if (visit.visitor === caseVisitor) continue;
    const minutes = minutesTogether(visit, caseVisits);
    if (minutes > 0) exposed.set(visit.id, Math.min(minutes, MAX_TOLD_MINUTES));
  }
  return exposed;
}

/** Minutes at the same venue, in unbroken stretches of 15 or more. */
function minutesTogether(visit: StoryVisit, caseVisits: readonly StoryVisit[]): number {
  let counted = 0;
  let stretch = 0;
  for (let time = visit.arrivedAt; time <= visit.departedAt; time += MINUTE_SECONDS) {
    const isTogether =
      time < visit.departedAt &&
      caseVisits.some(
        (other) =>
          other.venue === visit.venue && other.arrivedAt <= time && time < other.departedAt,
      );
    if (isTogether) stretch++;
    else {
      if (stretch >= MIN_MINUTES) counted += stretch;
      stretch = 0;
    }
  }
  return counted;
}
