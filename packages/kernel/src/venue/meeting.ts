import { CLASSES, type VenueColumns } from './columns.ts';

/** One presence of an index person. Unix seconds. */
export interface Visit {
  readonly venue: number;
  readonly start: number;
  readonly end: number;
}

/** What is done with each row that meets a visit. */
export interface Meeting {
  readonly minOverlapSeconds: number;
  /** Receives the other person, and the overlap. Unix seconds. */
  readonly meet: (person: number, start: number, end: number) => void;
}

/** Calls `meet` for every row that overlaps a visit for long enough, that of the visit included. */
export function forEachMeeting(
  columns: VenueColumns,
  visit: Visit,
  { minOverlapSeconds, meet }: Meeting,
): void {
  const { start, duration, person, bucketOffset, longest } = columns;
  const latestStart = visit.end - minOverlapSeconds;
  for (let c = 1; c < CLASSES; c++) {
    const bucket = CLASSES * visit.venue + c;
    const to = bucketOffset[bucket + 1]!;
    const earliestStart = visit.start + minOverlapSeconds - longest[c]!;
    let row = firstRowFrom(start, { from: bucketOffset[bucket]!, to }, earliestStart);
    for (; row < to; row++) {
      const began = start[row]!;
      if (began > latestStart) break;
      const ended = began + duration[row]!;
      const from = Math.max(began, visit.start);
      const until = Math.min(ended, visit.end);
      if (until - from >= minOverlapSeconds) meet(person[row]!, from, until);
    }
  }
}

/** The first row that does not begin before `bound`; `to` if all do. */
export function firstRowFrom(
  start: Uint32Array,
  { from, to }: { readonly from: number; readonly to: number },
  bound: number,
): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (start[middle]! < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
