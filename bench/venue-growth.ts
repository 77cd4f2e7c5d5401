/**
 * Question: how does the time of the venue index grow, and what slows it down?
 *
 * Ours alone: contacts and second degree from 10,000 check-ins to 10 million (the number of
 * persons and venues grows with them, but the first venue's share does not, so that every index person
 * has more contacts); inputs that somebody might make in order to slow it down, by the time of one
 * encounter; and searches while check-ins wait to be merged.
 */
import { type StayColumns, VenueIndex } from '@waypost/kernel/venue';
import {
  type Bench,
  type BenchResult,
  type Figure,
  type Growth,
  median,
  runInterleaved,
  type Sample,
} from './lib/bench.ts';
import { repeated } from './lib/repeat.ts';
import { allAtOneVenue, everywhere, withLongStays } from './lib/venue-hard.ts';
import { findContacts, indexPersons, SEED, slice, stayColumns } from './lib/venue-stays.ts';

const CONTACTS = 'contacts of an index person';
const SECOND_DEGREE = 'second degree of an index person';

/** Check-ins that wait at most before a merge is called for, less one. */
const LOOSE = 65_535;

export const venueGrowth: Bench = {
  name: 'venue-growth',
  question: 'time of the venue index by number of check-ins, hard inputs and live insertion',
  async run({ full, rounds }) {
    const sizes = full ? [10_000, 100_000, 1_000_000, 10_000_000] : [10_000, 100_000, 300_000];
    const tables: BenchResult[] = [];
    for (const size of sizes) tables.push(await bySize(size, rounds));
    tables.push(await hardInputs(full ? 200_000 : 50_000, rounds));
    tables.push(await whileLive(full ? 1_000_000 : 200_000, rounds));
    return { tables, growth: [growthOf(sizes, tables)] };
  },
};

/** Both questions for one index person at a time. */
async function bySize(checkIns: number, rounds: number): Promise<BenchResult> {
  const stays = stayColumns(checkIns);
  const index = VenueIndex.build(stays);
  const persons = indexPersons(stays, 100);
  const [person = 0] = persons;
  const samples = await runInterleaved<null>(rounds, {
    [CONTACTS]: () => oneOf(findContacts(index, persons), persons.length),
    [SECOND_DEGREE]: () => ({
      seconds: repeated(0.2, () => index.secondDegreeOf([person])).seconds,
      answer: null,
    }),
  });
  const title = `${checkIns.toLocaleString('en')} check-ins`;
  const result = { title, units: 1, unit: 'index persons', seed: SEED, samples };
  return checkIns < 10_000_000 ? result : { ...result, figures: [secondDegreeFigure(result)] };
}

const oneOf = ({ seconds }: Sample, units: number): Sample<null> => ({
  seconds: seconds / units,
  answer: null,
});

function secondDegreeFigure(table: BenchResult): Figure {
  const value = 1000 * secondsOf(table, SECOND_DEGREE);
  return { what: SECOND_DEGREE, value, unit: 'ms', atMost: 100 };
}

function growthOf(sizes: readonly number[], tables: readonly BenchResult[]): Growth {
  const pointsOf = (name: string) =>
    sizes.map((size, i) => ({ size, seconds: secondsOf(tables[i], name) }));
  return {
    title: 'one index person',
    unit: 'check-ins',
    points: { [CONTACTS]: pointsOf(CONTACTS), [SECOND_DEGREE]: pointsOf(SECOND_DEGREE) },
  };
}

/** The time of an encounter, which is what a search is made of, in the usual stays and in hard ones. */
async function hardInputs(checkIns: number, rounds: number): Promise<BenchResult> {
  const usual = 'usual check-ins';
  const stays = stayColumns(checkIns);
  const hard: Readonly<Record<string, StayColumns>> = {
    'everybody at one venue, with equal stays': allAtOneVenue(checkIns),
    'every stay twelve hours long': withLongStays(stays),
    'one person everywhere': everywhere(checkIns),
  };
  const contenders = [[usual, stays] as const, ...Object.entries(hard)].map(([name, columns]) => {
    const index = VenueIndex.build(columns);
    const persons = name === usual ? indexPersons(columns, 100) : indexPersons(columns, 5);
    const { answer } = findContacts(index, persons);
    const run = (): Sample<null> => oneOf(findContacts(index, persons), answer.encounters);
    return [name, run] as const;
  });
  const samples = await runInterleaved(rounds, Object.fromEntries(contenders));
  const table = { title: 'hard inputs', units: 1, unit: 'encounters', seed: SEED, samples };
  const figures = Object.keys(hard).map((name) => ({
    what: `time of an encounter, ${name}, against usual ones`,
    value: secondsOf(table, name) / secondsOf(table, usual),
    unit: 'times',
    atMost: 2,
  }));
  return { ...table, figures };
}

/** The same stays and index persons: all in columns; the last ones loose; a merge half done. */
async function whileLive(checkIns: number, rounds: number): Promise<BenchResult> {
  const stays = stayColumns(checkIns);
  const persons = indexPersons(stays, 300);
  const whole = VenueIndex.build(stays);
  const { index: loose, seconds } = withLooseStays(stays);
  const { index: merging } = withLooseStays(stays);
  for (let i = 0; i < 3; i++) merging.mergeSlice();
  const samples = await runInterleaved(rounds, {
    'all in columns': () => findContacts(whole, persons),
    [`${LOOSE.toLocaleString('en')} loose`]: () => findContacts(loose, persons),
    'in the middle of a merge': () => findContacts(merging, persons),
  });
  const figures: Figure[] = [
    { what: 'insertion', value: LOOSE / seconds / 1e6, unit: 'million check-ins a second' },
    { what: 'longest slice of a merge', value: 1000 * longestSlice(merging), unit: 'ms' },
  ];
  const title = 'live insertion';
  return { title, units: persons.length, unit: 'index persons', seed: SEED, samples, figures };
}

function withLooseStays(stays: StayColumns): { index: VenueIndex; seconds: number } {
  const from = stays.starts.length - LOOSE;
  const index = VenueIndex.build(slice(stays, 0, from));
  const started = performance.now();
  index.insert(slice(stays, from, stays.starts.length));
  return { index, seconds: (performance.now() - started) / 1000 };
}

/** Seconds; the merge is done afterwards. */
function longestSlice(index: VenueIndex): number {
  let longest = 0;
  for (let isDone = false; !isDone; ) {
    const started = performance.now();
    isDone = index.mergeSlice();
    longest = Math.max(longest, performance.now() - started);
  }
  return longest / 1000;
}

const secondsOf = (table: BenchResult | undefined, name: string): number =>
  median((table?.samples[name] ?? []).map(({ seconds }) => seconds));
