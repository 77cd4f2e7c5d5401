// Real check-ins. They are for research only, so they are no part of this repository: they are looked for
// beside it.

import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { StayColumns } from '@waypost/kernel/venue';
import { emptyColumns, put, slice } from './venue-stays.ts';

const FILE = new URL('../../../shared/data/check-ins/gowalla-nyc.csv.gz', import.meta.url);

/** What {@link gowallaStays} reads, and where it is from. */
export const GOWALLA =
  'Gowalla check-ins around New York, 2009-04 to 2010-10 (SNAP loc-gowalla, Cho et al. 2011)';

/** Whether they are on this machine. */
export const HAS_GOWALLA: boolean = existsSync(FILE);

/** Nobody checks out of Gowalla: everybody is said to stay so long. */
const STAY_SECONDS = 3600;

/** The check-ins as stays; those of one person at one venue are joined where they overlap or touch. */
export function gowallaStays(): StayColumns {
  const checkIns = readCheckIns().sort(byPersonVenueStart);
  const stays = emptyColumns(checkIns.length);
  let kept = 0;
  for (const { person, venue, start } of checkIns) {
    const end = start + STAY_SECONDS;
    const last = kept - 1;
    const isSame = stays.persons[last] === person && stays.venues[last] === venue;
    if (isSame && start <= stays.ends[last]!) stays.ends[last] = end;
    else put(stays, kept++, { venue, person, start, end });
  }
  return slice(stays, 0, kept);
}

interface CheckIn {
  readonly person: number;
  readonly venue: number;
  readonly start: number;
}

const byPersonVenueStart = (a: CheckIn, b: CheckIn): number =>
  a.person - b.person || a.venue - b.venue || a.start - b.start;

/** Rows of `person_id,venue_id,start_unix,lat,lon`, persons and venues numbered from 0 on. */
function readCheckIns(): CheckIn[] {
  const [, ...lines] = gunzipSync(readFileSync(FILE)).toString().trimEnd().split('\n');
  const [personOf, venueOf] = [numbering(), numbering()];
  return lines.map((line) => {
    const [person = '', venue = '', start] = line.split(',');
    return { person: personOf(person), venue: venueOf(venue), start: Number(start) };
  });
}

/** Gives each id the next number when it first comes up. */
function numbering(): (id: string) => number {
  const numbers = new Map<string, number>();
  return (id) => {
    const number = numbers.get(id) ?? numbers.size;
    numbers.set(id, number);
    return number;
  };
}
