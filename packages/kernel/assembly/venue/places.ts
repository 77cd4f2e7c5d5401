/** Where everything stands in memory: the host lays it there and says so. */

// The columns of the index: see `placeColumns`.
export let starts: usize = 0;
export let durations: usize = 0;
export let persons: usize = 0;
export let bucketOffsets: usize = 0;
export let blockStarts: usize = 0;
export let longest: usize = 0;
export let minimum: u32 = 0;

// Hits: persons, 4 bytes each, and sums, 8 bytes each; the same again, divided by upper halves.
export let hitPersons: usize = 0;
export let hitSums: usize = 0;
export let dividedPersons: usize = 0;
export let dividedSums: usize = 0;
export let mostHits: u32 = 0;

// Contacts: persons, encounters, 4 bytes each, and seconds, 8 bytes each, a float64.
export let contactPersons: usize = 0;
export let contactEncounters: usize = 0;
export let contactSeconds: usize = 0;

/** First byte of this memory that the host may lay columns into. */
export function firstFreeByte(): usize {
  return __heap_base;
}

/** Says where the columns of the index stand, and the shortest overlap in seconds. */
export function placeColumns(
  start: usize,
  duration: usize,
  person: usize,
  bucketOffset: usize,
  startOfBlock: usize,
  longestOfClass: usize,
  minOverlapSeconds: u32,
): void {
  starts = start;
  durations = duration;
  persons = person;
  bucketOffsets = bucketOffset;
  blockStarts = startOfBlock;
  longest = longestOfClass;
  minimum = minOverlapSeconds;
}

/** Says where hits are written. There may be `most` of them: more than persons, by 4 or more. */
export function placeHits(
  person: usize,
  sum: usize,
  dividedPerson: usize,
  dividedSum: usize,
  most: u32,
): void {
  hitPersons = person;
  hitSums = sum;
  dividedPersons = dividedPerson;
  dividedSums = dividedSum;
  mostHits = most;
}

/** Says where contacts are written. */
export function placeContacts(person: usize, encounters: usize, seconds: usize): void {
  contactPersons = person;
  contactEncounters = encounters;
  contactSeconds = seconds;
}
