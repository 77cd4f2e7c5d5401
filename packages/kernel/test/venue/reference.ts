/** Slow, plain twins of the venue index: lists of stays, and everybody compared with everybody. */
import type { ContactColumns, StayColumns } from '@waypost/kernel/venue';

/** One stay, `[start, end)` in seconds. */
export interface Stay {
  readonly venue: number;
  readonly person: number;
  readonly start: number;
  readonly end: number;
}

/** What is known of one contact. */
export interface SlowContact {
  readonly person: number;
  readonly encounters: number;
  readonly seconds: number;
}

export const columnsOf = (stays: readonly Stay[]): StayColumns => ({
  venues: Uint32Array.from(stays, (stay) => stay.venue),
  persons: Uint32Array.from(stays, (stay) => stay.person),
  starts: Uint32Array.from(stays, (stay) => stay.start),
  ends: Uint32Array.from(stays, (stay) => stay.end),
});

/** Columns as a list by person. */
export const contactsIn = ({ persons, encounters, seconds }: ContactColumns): SlowContact[] =>
  Array.from(persons, (person, i) => ({
    person,
    encounters: encounters[i] ?? 0,
    seconds: seconds[i] ?? 0,
  })).sort((a, b) => a.person - b.person);

/** A person's stays, those that overlap or touch at a venue joined, those without length left out. */
function joinedStays(stays: readonly Stay[], person: number): Stay[] {
  const joined: Stay[] = [];
  const own = stays.filter((stay) => stay.person === person && stay.end > stay.start);
  for (const stay of own.sort((a, b) => a.start - b.start)) {
    const before = joined.findIndex((s) => s.venue === stay.venue && stay.start <= s.end);
    const first = joined[before];
    if (first) joined[before] = { ...first, end: Math.max(first.end, stay.end) };
    else joined.push(stay);
  }
  return joined;
}

interface Encounter {
  readonly start: number;
  readonly end: number;
}

function encountersOf(a: readonly Stay[], b: readonly Stay[], minimum: number): Encounter[] {
  return a
    .flatMap((one) => b.filter((other) => other.venue === one.venue).map((other) => [one, other]))
    .map(([one, other]) => ({
      start: Math.max(one?.start ?? 0, other?.start ?? 0),
      end: Math.min(one?.end ?? 0, other?.end ?? 0),
    }))
    .filter(({ start, end }) => end - start >= minimum);
}

const personsIn = (stays: readonly Stay[]): number[] =>
  [...new Set(stays.map((stay) => stay.person))].sort((a, b) => a - b);

/** What `contactsOf` has to find, by person. */
export function slowContacts(
  stays: readonly Stay[],
  person: number,
  minimum: number,
): SlowContact[] {
  const own = joinedStays(stays, person);
  return personsIn(stays).flatMap((other) => {
    if (other === person) return [];
    const met = encountersOf(own, joinedStays(stays, other), minimum);
    const seconds = met.reduce((sum, { start, end }) => sum + end - start, 0);
    return met.length > 0 ? [{ person: other, encounters: met.length, seconds }] : [];
  });
}

/** What `secondDegreeOf` has to find. */
export function slowSecondDegree(
  stays: readonly Stay[],
  index: readonly number[],
  minimum: number,
): number[] {
  const firstEnds = new Map<number, number>();
  const exposed = index.flatMap((person) => joinedStays(stays, person));
  for (const other of personsIn(stays)) {
    if (index.includes(other)) continue;
    const met = encountersOf(exposed, joinedStays(stays, other), minimum);
    const [first] = met.sort((a, b) => a.start - b.start || a.end - b.end);
    if (first) firstEnds.set(other, first.end);
  }
  return personsIn(stays).filter((person) => {
    if (index.includes(person) || firstEnds.has(person)) return false;
    return [...firstEnds].some(([contact, from]) => {
      const since = joinedStays(stays, contact).map((stay) => ({
        ...stay,
        start: Math.max(stay.start, from),
      }));
      return encountersOf(since, joinedStays(stays, person), minimum).length > 0;
    });
  });
}
