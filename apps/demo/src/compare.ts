import { exposedVisits } from './exposed-visits.ts';
import type { Story } from './story.ts';

/** How what the devices told differs from the truth, at one visit. */
export interface Difference {
  readonly visitId: number;
  /** Minutes; `null`: not exposed. */
  readonly truth: number | null;
  /** Minutes; `null`: no alert. */
  readonly told: number | null;
}

/** What came of the story. */
export interface Comparison {
  readonly differences: readonly Difference[];
  /** Visitors who were exposed in truth, by what was disclosed. */
  readonly exposed: number;
  /** Visitors whose device gave an alert. */
  readonly alerted: number;
  /** Visitors who met the case only where it chose to be silent. */
  readonly onlyAtWithheld: number;
}

/** Compares minutes of alerts, by visit of the story, with what really happened. */
export function compare(story: Story, told: ReadonlyMap<number, number>): Comparison {
  const own = story.visits.filter(({ visitor }) => visitor === story.caseVisitor);
  const disclosed = own.filter(({ id }) => id !== story.withheld);
  const truth = exposedVisits(story, disclosed);
  const exposed = visitorsAt(story, truth.keys());
  const met = visitorsAt(story, exposedVisits(story, own).keys());
  return {
    differences: differencesOf(truth, told),
    exposed: exposed.size,
    alerted: visitorsAt(story, told.keys()).size,
    onlyAtWithheld: [...met].filter((visitor) => !exposed.has(visitor)).length,
  };
}

const visitorsAt = ({ visits }: Story, visitIds: Iterable<number>): ReadonlySet<number> =>
  new Set(Array.from(visitIds, (id) => visits[id]!.visitor));

/** By visit id; none is what there should be. */
function differencesOf(
  truth: ReadonlyMap<number, number>,
  told: ReadonlyMap<number, number>,
): readonly Difference[] {
  const visitIds = [...new Set([...truth.keys(), ...told.keys()])].sort((a, b) => a - b);
  return visitIds
    .map((visitId) => ({
      visitId,
      truth: truth.get(visitId) ?? null,
      told: told.get(visitId) ?? null,
    }))
    .filter(({ truth: real, told: said }) => real !== said);
}
