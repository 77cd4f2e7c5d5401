import type { CheckInTable } from './check-in-table.ts';
import { clip, indexPresenceOf } from './common-presence.ts';
import { Pace, type PaceOptions } from './pace.ts';
import type { MatchingRule } from './rule.ts';
import { buildStayIndex } from './stay-index.ts';

/** Where and when an index person's presence counts. `[start, end)`, Unix seconds. */
export interface IndexStay {
  readonly person: string;
  readonly venue: string;
  /** `null` where the rule takes a venue as one place. */
  readonly zone: string | null;
  readonly start: number;
  readonly end: number;
}

/**
 * What {@link matchPresence} compares others with, when the check-ins are elsewhere: the stays of every
 * person of the table, each taken as an index person. Ended, merged, widened by tolerance and linger,
 * merged again and cut to the rule's window: definitions 1 to 5 of `docs/matching.md`. By person, venue,
 * zone and start; stays of one person in one place neither overlap nor touch.
 *
 * @throws The reason of `options.signal` when it aborts.
 */
export async function indexStays(
  table: CheckInTable,
  rule: MatchingRule,
  options: PaceOptions = {},
): Promise<IndexStay[]> {
  const wanted = new Uint8Array(table.persons.length).fill(1);
  const index = await buildStayIndex(table, { rule, wanted }, new Pace(options));
  return table.persons.flatMap((person, number) =>
    clip(indexPresenceOf(index, number, rule), rule.from, rule.to).map(
      ({ venue, zone, start, end }) => ({
        person,
        venue: table.venues[venue]!,
        zone: rule.near ? table.zones[zone]! : null,
        start,
        end,
      }),
    ),
  );
}
