import type { NhsMessageType, RiskyVenue, RiskyWindow } from './risky-venues.ts';
import type { NhsVisit } from './visits.ts';

/**
 * Which of the two apps' rules to match by. They disagree.
 *
 * | rule             | `android`                     | `ios`                   |
 * | ---------------- | ----------------------------- | ----------------------- |
 * | ids              | equal in every letter         | equal in any case       |
 * | visit and window | `[from, to)`, must share time | `[from, to]`, may touch |
 */
export type NhsApp = 'android' | 'ios';

/** A visit to a venue while it was risky. */
export interface NhsMatch {
  readonly visit: NhsVisit;
  readonly riskyVenue: RiskyVenue;
}

/** One app's rules. */
interface Rules {
  readonly key: (id: string) => string;
  readonly meet: (visit: NhsVisit, window: RiskyWindow) => boolean;
}

const RULES: Readonly<Record<NhsApp, Rules>> = {
  android: {
    key: (id) => id,
    meet: ({ from, to }, window) => from < window.until && window.from < to,
  },
  ios: {
    key: (id) => id.toLowerCase(),
    meet: ({ from, to }, window) => from <= window.until && window.from <= to,
  },
};

/**
 * (Visitor) Visits to risky venues of which their visitor was not told yet, in the order of `visits`
 * and for each in that of the list. A visit that meets two windows is there twice.
 */
export function matchRiskyVenues(
  visits: readonly NhsVisit[],
  riskyVenues: readonly RiskyVenue[],
  app: NhsApp,
): NhsMatch[] {
  const { key, meet } = RULES[app];
  const venuesOfId = new Map<string, RiskyVenue[]>();
  for (const venue of riskyVenues) {
    const others = venuesOfId.get(key(venue.id));
    if (others) others.push(venue);
    else venuesOfId.set(key(venue.id), [venue]);
  }
  return visits.flatMap((visit) => {
    const venues = visit.notified ? [] : (venuesOfId.get(key(visit.venueId)) ?? []);
    return venues
      .filter(({ riskyWindow }) => meet(visit, riskyWindow))
      .map((riskyVenue) => ({ visit, riskyVenue }));
  });
}

/** The message to show for some matches: `M2` where there is one; `null` for none. */
export function mostSeriousMessage(matches: readonly NhsMatch[]): NhsMessageType | null {
  if (matches.length === 0) return null;
  return matches.some(({ riskyVenue }) => riskyVenue.messageType === 'M2') ? 'M2' : 'M1';
}
