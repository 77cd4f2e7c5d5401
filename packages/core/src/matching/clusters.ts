import { assertUint, UINT32_MAX } from '../primitives/bytes.ts';
import { WaypostError } from '../primitives/errors.ts';
import { type CheckInTable, compareVenueIds } from './check-in-table.ts';
import { Pace, type PaceOptions } from './pace.ts';
import type { MatchingRule } from './rule.ts';
import { staysByVenue } from './stays.ts';

/** A venue where several cases were within a window. */
export interface Cluster {
  readonly venue: string;
  /** Distinct cases. */
  readonly cases: number;
}

/** What counts as a cluster. */
export interface ClusterQuery {
  readonly rule: MatchingRule;
  /** Ids of the confirmed persons; those without a check-in count nowhere. */
  readonly cases: Iterable<string>;
  /** Fewest distinct cases of a cluster, at least 1. */
  readonly minCases: number;
  /** `[start, end)` in Unix seconds: a stay counts if it meets it. */
  readonly window: { readonly start: number; readonly end: number };
}

/**
 * Venues where at least `minCases` distinct cases had a stay that meets the window: most cases
 * first, then shorter ids first. Cost: linear in the check-ins.
 *
 * @throws {@link WaypostError} `NUMBER_RANGE` unless `minCases` is a whole number from 1 on.
 * @throws The reason of `options.signal` when it aborts.
 */
export async function findClusters(
  table: CheckInTable,
  { rule, cases, minCases, window }: ClusterQuery,
  options: PaceOptions = {},
): Promise<Cluster[]> {
  if (assertUint(minCases, UINT32_MAX, 'minCases') === 0)
    throw new WaypostError('NUMBER_RANGE', 'minCases must be at least 1');
  const ids = new Set(cases);
  const isCase = Uint8Array.from(table.persons, (id) => (ids.has(id) ? 1 : 0));
  const pace = new Pace(options);
  pace.begin('clusters', table.person.length);
  const clusters: Cluster[] = [];
  for (const { venue, count, person, start, end } of staysByVenue(table, rule)) {
    let found = 0;
    let last = -1; // a person's stays at a venue stand together
    for (let i = 0; i < count; i++) {
      if (person[i] === last || !isCase[person[i]!]) continue;
      if (start[i]! >= window.end || end[i]! <= window.start) continue;
      last = person[i]!;
      found++;
    }
    if (found >= minCases) clusters.push({ venue: table.venues[venue]!, cases: found });
    if (pace.add(table.venueOffset[venue + 1]! - table.venueOffset[venue]!)) await pace.turn();
  }
  pace.finish();
  return clusters.sort((a, b) => b.cases - a.cases || compareVenueIds(a.venue, b.venue));
}
