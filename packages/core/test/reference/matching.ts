/**
 * A slow, plain twin of `matchPresence` and `findClusters`, written from the definitions alone:
 * lists of spans, and everybody compared with everybody. Half-open spans, Unix seconds.
 */
import type {
  CheckInRow,
  Cluster,
  ClusterQuery,
  Contact,
  MatchingRule,
  PresenceQuery,
  PresenceResult,
} from '@waypost/core/matching';

type Answer = Omit<PresenceResult, 'ruleVersion'>;
type Span = Pick<Presence, 'start' | 'end'>;

/** When and where somebody was. Where zones do not count, all are `''`. */
interface Presence {
  readonly venue: string;
  readonly zone: string;
  readonly start: number;
  readonly end: number;
}

/** Whether who is in the zone of `b` is near who is in that of `a`. */
type Near = (a: Presence, b: Presence) => boolean;

/** Two people and their encounters, by start, then end. */
interface Meeting {
  readonly person: string;
  readonly other: string;
  readonly encounters: readonly Presence[];
  readonly bestDay: number;
}

const DAY = 86_400;

/** What `matchPresence` has to answer, but for the version. Index persons who are unknown are skipped. */
export function slowMatch(rows: readonly CheckInRow[], query: PresenceQuery): Answer {
  const { rule, index, onPair } = query;
  const people = [...new Set(rows.map((row) => row.person))].sort();
  if (index) return slowIndex(rows, query, people);
  const meetings = people.flatMap((person, place) => {
    const mine = clip(presenceOf(person, rows, rule), rule);
    return people.slice(place + 1).flatMap((other) => {
      const pieces = common(mine, presenceOf(other, rows, rule), eitherSeesNear(rule));
      return meet({ person, other }, pieces, rule) ?? [];
    });
  });
  for (const meeting of meetings) onPair?.(meeting.person, contactOf(meeting, rule));
  return { totals: totalsOf(meetings) };
}

function slowIndex(
  rows: readonly CheckInRow[],
  { rule, index = [], secondDegree }: PresenceQuery,
  people: readonly string[],
): Answer {
  const indexPeople = people.filter((person) => index.includes(person));
  const counted: Meeting[] = [];
  const answers = indexPeople.map((person) => {
    const mine = clip(widen(presenceOf(person, rows, rule), rule), rule);
    const meetings = people.flatMap((other) => {
      const pieces = common(mine, presenceOf(other, rows, rule), isNear(rule));
      return other === person ? [] : (meet({ person, other }, pieces, rule) ?? []);
    });
    // A pair of two index persons counts once, from the side of the first who sees it.
    for (const meeting of meetings)
      if (!counted.some((old) => old.person === meeting.other && old.other === person))
        counted.push(meeting);
    const contacts = meetings.map((meeting) => contactOf(meeting, rule));
    if (!secondDegree) return { person, contacts };
    const known = new Set([person, ...contacts.map((contact) => contact.person)]);
    const others = people.filter((other) => !known.has(other));
    return { person, contacts, secondDegree: secondDegreeOf(meetings, others, rows, rule) };
  });
  return { totals: totalsOf(counted), index: answers };
}

/** Whoever of `others` met a contact after the end of the contact's first encounter. */
function secondDegreeOf(
  meetings: readonly Meeting[],
  others: readonly string[],
  rows: readonly CheckInRow[],
  rule: MatchingRule,
): string[] {
  return others.filter((other) =>
    meetings.some((meeting) => {
      const since = Math.max(meeting.encounters[0]!.end, rule.from ?? 0);
      const carried = clip(presenceOf(meeting.other, rows, rule), { from: since, to: rule.to });
      const pieces = common(carried, presenceOf(other, rows, rule), isNear(rule));
      return meet({ person: meeting.other, other }, pieces, rule) !== null;
    }),
  );
}

/** Venues with several cases in a window: by count, then (as a sort is stable) by id. */
export function slowClusters(rows: readonly CheckInRow[], query: ClusterQuery): Cluster[] {
  const { rule, minCases, window } = query;
  const people = [...new Set(query.cases)];
  return [...new Set(rows.map((row) => row.venue))]
    .sort()
    .map((venue) => ({
      venue,
      cases: people.filter((person) =>
        presenceOf(person, rows, rule).some(
          (stay) => stay.venue === venue && stay.start < window.end && window.start < stay.end,
        ),
      ).length,
    }))
    .filter(({ cases }) => cases >= minCases)
    .sort((a, b) => b.cases - a.cases || a.venue.length - b.venue.length);
}

/** Definitions 1 to 3: one person's merged stays. */
function presenceOf(person: string, rows: readonly CheckInRow[], rule: MatchingRule): Presence[] {
  const own = rows.filter((row) => row.person === person);
  return joinByPlace(
    own.map((row) => {
      const end = row.end ?? row.start + (rule.staySeconds ?? rule.maxStaySeconds);
      const laterElsewhere = own
        .filter((next) => next.venue !== row.venue && next.start > row.start)
        .map((next) => next.start);
      return {
        venue: row.venue,
        zone: rule.near ? (row.zone ?? '') : '',
        start: row.start,
        end: rule.exclusiveStay ? Math.min(end, ...laterElsewhere) : end,
      };
    }),
  );
}

/** Definition 4: what counts of an index person's merged stays. */
function widen(stays: readonly Presence[], rule: MatchingRule): Presence[] {
  const { toleranceSeconds: tolerance, lingerSeconds, lingerAtMostStay } = rule;
  return joinByPlace(
    stays
      .filter((stay) => stay.end - stay.start >= rule.minIndexStaySeconds)
      .map((stay) => {
        const linger = Math.min(lingerSeconds, lingerAtMostStay ? stay.end - stay.start : Infinity);
        return { ...stay, start: stay.start - tolerance, end: stay.end + tolerance + linger };
      }),
  );
}

/** Definition 5. */
function clip(stays: readonly Presence[], bounds: Pick<MatchingRule, 'from' | 'to'>): Presence[] {
  const { from, to } = { from: bounds.from ?? -Infinity, to: bounds.to ?? Infinity };
  return stays
    .map((stay) => ({ ...stay, start: Math.max(from, stay.start), end: Math.min(to, stay.end) }))
    .filter((stay) => stay.start < stay.end);
}

/** Definition 6: where and when both were at one venue, in near zones. */
function common(mine: readonly Presence[], theirs: readonly Presence[], near: Near): Presence[] {
  const pieces = mine.flatMap((a) =>
    theirs
      .filter((b) => a.venue === b.venue && near(a, b))
      .map((b) => ({ start: Math.max(a.start, b.start), end: Math.min(a.end, b.end) }))
      .map((span) => ({ venue: a.venue, zone: '', ...span })),
  );
  return joinByPlace(pieces);
}

const isNear =
  ({ near }: MatchingRule): Near =>
  (a, b) => {
    const listed = near?.[a.venue]?.[a.zone];
    return listed === undefined || a.zone === b.zone || listed.includes(b.zone);
  };

const eitherSeesNear =
  (rule: MatchingRule): Near =>
  (a, b) =>
    isNear(rule)(a, b) || isNear(rule)(b, a);

/** Which pieces of common presence are encounters; `null` if the two are no contacts. */
function meet(
  names: { person: string; other: string },
  pieces: readonly Presence[],
  rule: MatchingRule,
): Meeting | null {
  const bestDay = mostInADay(pieces);
  const long = (piece: Presence): boolean => piece.end - piece.start >= rule.minOverlapSeconds;
  const added = bestDay >= rule.minOverlapSeconds ? pieces : [];
  const encounters = (rule.mode === 'single' ? pieces.filter(long) : added).toSorted(
    (a, b) => a.start - b.start || a.end - b.end,
  );
  return encounters.length === 0 ? null : { ...names, encounters, bestDay };
}

/**
 * Most seconds of the union in any `[t, t + 24 h)`. As a function of `t` they rise and fall in
 * straight lines that bend only where `t` or `t + 24 h` is a bound of a span.
 */
function mostInADay(pieces: readonly Span[]): number {
  const spans = join(pieces);
  const within = (t: number): number =>
    sum(spans.map((s) => Math.max(0, Math.min(s.end, t + DAY) - Math.max(s.start, t))));
  const bends = spans.flatMap(({ start, end }) => [start, end, start - DAY, end - DAY]);
  return Math.max(0, ...bends.map(within));
}

/** Spans that overlap or touch become one; empty ones vanish. */
function join(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (end <= start) continue;
    if (last && start <= last.end)
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, end) };
    else joined.push({ start, end });
  }
  return joined;
}

const joinByPlace = (all: readonly Presence[]): Presence[] =>
  [...Map.groupBy(all, ({ venue, zone }) => JSON.stringify([venue, zone])).values()].flatMap(
    (group) => join(group).map((span) => ({ ...group[0]!, ...span })),
  );

function contactOf({ other, encounters, bestDay }: Meeting, rule: MatchingRule): Contact {
  const seconds = encounters.map((e) => e.end - e.start);
  const venues = [...new Set(encounters.map((e) => e.venue))];
  return {
    person: other,
    encounters: encounters.length,
    longestSeconds: Math.max(...seconds),
    totalSeconds: sum(seconds),
    ...(rule.mode === 'cumulative-24h' ? { bestWindowSeconds: bestDay } : {}),
    venues: venues.sort().sort((a, b) => a.length - b.length),
    firstStart: Math.min(...encounters.map((e) => e.start)),
    lastEnd: Math.max(...encounters.map((e) => e.end)),
  };
}

function totalsOf(meetings: readonly Meeting[]): PresenceResult['totals'] {
  const encounters = meetings.flatMap((meeting) => meeting.encounters);
  return {
    encounters: encounters.length,
    pairs: meetings.length,
    people: new Set(meetings.flatMap(({ person, other }) => [person, other])).size,
    venues: new Set(encounters.map((e) => e.venue)).size,
    overlapSeconds: sum(encounters.map((e) => e.end - e.start)),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);
