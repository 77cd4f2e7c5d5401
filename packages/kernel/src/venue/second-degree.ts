/**
 * Contacts of contacts, without looking at pairs.
 *
 * @module
 */
import { CLASSES, venuesIn } from './columns.ts';
import { forEachLooseMeeting } from './loose-stays.ts';
import { forEachMeeting } from './meeting.ts';
import { Reach } from './reach.ts';
import type { StayStore } from './stay-store.ts';

/** What is known of a person: index persons and contacts are not of the second degree. */
const [INDEX, CONTACT, SECOND] = [1, 2, 3];

/** The contacts, and the first encounter of each with an index person, by its number. Unix seconds. */
interface Contacts {
  readonly persons: readonly number[];
  readonly firstStart: Uint32Array;
  readonly firstEnd: Uint32Array;
}

/**
 * The second degree of `docs/matching.md`; see `VenueIndex`. Four steps: the contacts with the end of
 * each one's first encounter; their presence from then on, by venue; for each of these venues, how
 * far that presence reaches; and who else was within reach for long enough.
 */
export function findSecondDegree(store: StayStore, indexPersons: Iterable<number>): Uint32Array {
  const known = new Uint8Array(store.capacity);
  const index = [...new Set(indexPersons)].filter((person) => person < known.length);
  for (const person of index) known[person] = INDEX;
  const contacts = findContacts(store, index, known);
  const found = findWithinReach(store, presencesOf(store, contacts), known);
  const persons = new Uint32Array(found);
  for (let person = 0, at = 0; at < found; person++)
    if (known[person] === SECOND) persons[at++] = person;
  return persons;
}

/** Step 1: marks the contacts as known, too. */
function findContacts(store: StayStore, index: readonly number[], known: Uint8Array): Contacts {
  const persons: number[] = [];
  const firstStart = new Uint32Array(known.length);
  const firstEnd = new Uint32Array(known.length);
  const { minOverlapSeconds, loose } = store;
  const { columns } = store.engine;
  const venues = venuesIn(columns);
  const meet = (person: number, start: number, end: number): void => {
    if (known[person] === INDEX) return;
    const isNew = known[person] !== CONTACT;
    if (isNew) persons.push(person);
    known[person] = CONTACT;
    const order = start - firstStart[person]! || end - firstEnd[person]!;
    if (!isNew && order >= 0) return;
    firstStart[person] = start;
    firstEnd[person] = end;
  };
  for (const person of index)
    store.forEachStayOf(person, (venue, start, end) => {
      const visit = { venue, start, end };
      if (venue < venues) forEachMeeting(columns, visit, { minOverlapSeconds, meet });
      forEachLooseMeeting(loose, visit, { minOverlapSeconds, meet });
    });
  return { persons, firstStart, firstEnd };
}

/** Step 2: rows are marked and then taken in their order, so that no row's venue has to be looked up. */
function presencesOf(store: StayStore, { persons, firstEnd }: Contacts): Presences {
  const { loose, minOverlapSeconds } = store;
  const { personOffset, rowOfPerson, start, duration, person, bucketOffset } = store.engine.columns;
  const presences = new Presences(minOverlapSeconds);
  const marked = new Uint32Array((start.length >>> 5) + 1);
  for (const contact of persons) {
    if (contact < personOffset.length - 1)
      for (let i = personOffset[contact]!; i < personOffset[contact + 1]!; i++) {
        const row = rowOfPerson[i]!;
        marked[row >>> 5]! |= 1 << (row & 31);
      }
    loose.forEachOf(contact, (i) =>
      presences.add(loose.venue[i]!, Math.max(loose.start[i]!, firstEnd[contact]!), loose.end[i]!),
    );
  }
  let venue = 0;
  for (let word = 0; word < marked.length; word++)
    for (let bits = marked[word]!; bits !== 0; bits &= bits - 1) {
      const row = 32 * word + 31 - Math.clz32(bits & -bits);
      while (bucketOffset[CLASSES * (venue + 1)]! <= row) venue++;
      const end = start[row]! + duration[row]!;
      presences.add(venue, Math.max(start[row]!, firstEnd[person[row]!]!), end);
    }
  return presences;
}

/** When contacts were where, since they are such: one presence at each place. Unix seconds. */
class Presences {
  readonly #minOverlapSeconds: number;
  readonly venues: number[] = [];
  readonly starts: number[] = [];
  readonly ends: number[] = [];

  constructor(minOverlapSeconds: number) {
    this.#minOverlapSeconds = minOverlapSeconds;
  }

  /** Leaves out what is too short. */
  add(venue: number, start: number, end: number): void {
    if (end - start < this.#minOverlapSeconds) return;
    this.venues.push(venue);
    this.starts.push(start);
    this.ends.push(end);
  }
}

/** Steps 3 and 4, venue by venue: marks whom it finds, and returns how many they are. */
function findWithinReach(store: StayStore, presences: Presences, known: Uint8Array): number {
  const { loose } = store;
  const { columns } = store.engine;
  const { start, duration, person, bucketOffset } = columns;
  const venues = venuesIn(columns);
  const reach = new Reach(presences, store.minOverlapSeconds);
  let found = 0;
  for (const venue of reach.venues()) {
    loose.forEachAt(venue, (i) => {
      const who = loose.person[i]!;
      if (known[who] !== 0 || !reach.meets(loose.start[i]!, loose.end[i]!)) return;
      known[who] = SECOND;
      found++;
    });
    if (venue >= venues) continue;
    // Class 0 comes first, and is too short.
    const to = bucketOffset[CLASSES * (venue + 1)]!;
    for (let row = bucketOffset[CLASSES * venue + 1]!; row < to; row++) {
      const who = person[row]!;
      if (known[who] !== 0 || !reach.meets(start[row]!, start[row]! + duration[row]!)) continue;
      known[who] = SECOND;
      found++;
    }
  }
  return found;
}
