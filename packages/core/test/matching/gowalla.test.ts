/**
 * Real check-ins, and reference answers that another program gave. They are no part of this
 * repository: the test looks for them beside it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import {
  type CheckInTable,
  type Contact,
  checkInTable,
  findClusters,
  type MatchingRule,
  matchingRule,
  matchPresence,
  type PresenceQuery,
  type Totals,
} from '@waypost/core/matching';
import { beforeAll, describe, expect, it } from 'vitest';

const shared = new URL('../../../../../shared/', import.meta.url);
const checkIns = new URL('data/check-ins/gowalla-nyc.csv.gz', shared);
const reference = new URL('vectors/matching/gowalla-nyc.json', shared);
const isHere = existsSync(checkIns) && existsSync(reference);
const skipped = isHere ? '' : ' (skipped: no folder with the data)';

interface Config {
  readonly stay_minutes: number;
  readonly min_overlap_minutes: number;
  readonly exclusive_stay: boolean;
}

interface ConfigAnswer extends Config {
  readonly encounters: number;
  readonly pairs: number;
  readonly persons_with_a_contact: number;
  readonly venues: number;
  readonly overlap_sum: number;
}

interface ContactAnswer {
  readonly person: number;
  readonly encounters: number;
  readonly max_overlap: number;
  readonly total_overlap: number;
  readonly venues: readonly number[];
  readonly first_start: number;
  readonly last_end: number;
}

interface IndexAnswer {
  readonly index: number;
  readonly window_start?: number;
  readonly window_end?: number;
  readonly contact_count: number;
  readonly contacts: readonly ContactAnswer[];
}

interface Reference {
  readonly rows: number;
  readonly persons: number;
  readonly venues: number;
  readonly primary: Config;
  readonly configs: readonly ConfigAnswer[];
  readonly index_cases: readonly IndexAnswer[];
  readonly windowed: readonly IndexAnswer[];
  readonly second_degree: readonly {
    readonly index: number;
    readonly f1: readonly number[];
    readonly f2_count: number;
    readonly f2: readonly number[];
  }[];
  readonly clusters: {
    readonly cases: number;
    readonly windows: readonly {
      readonly window_start: number;
      readonly window_end: number;
      readonly venues_with_2_or_more_cases: number;
      readonly top: readonly { readonly venue: number; readonly cases: number }[];
    }[];
  };
}

const ruleOf = (config: Config, bounds: Partial<MatchingRule> = {}): MatchingRule =>
  matchingRule({
    staySeconds: config.stay_minutes * 60,
    minOverlapSeconds: config.min_overlap_minutes * 60,
    exclusiveStay: config.exclusive_stay,
    ...bounds,
  });

const totalsOf = (answer: ConfigAnswer): Totals => ({
  encounters: answer.encounters,
  pairs: answer.pairs,
  people: answer.persons_with_a_contact,
  venues: answer.venues,
  overlapSeconds: answer.overlap_sum,
});

/** Our list is by code units; the reference's is by number. */
const contactsOf = (answers: readonly ContactAnswer[]): Contact[] =>
  answers
    .map((answer) => ({
      person: String(answer.person),
      encounters: answer.encounters,
      longestSeconds: answer.max_overlap,
      totalSeconds: answer.total_overlap,
      venues: answer.venues.map(String),
      firstStart: answer.first_start,
      lastEnd: answer.last_end,
    }))
    .sort((a, b) => (a.person < b.person ? -1 : 1));

const fieldsOf = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? Object.values(value).reduce<number>((sum, part) => sum + fieldsOf(part), 0)
    : 1;

function readRows() {
  const [header, ...lines] = gunzipSync(readFileSync(checkIns)).toString().trim().split('\n');
  expect(header).toBe('person_id,venue_id,start_unix,lat,lon');
  return lines.map((line) => {
    const [person, venue, start] = line.split(',');
    return { person: person!, venue: venue!, start: Number(start) };
  });
}

/** Where there is no reference: no answer to compare. */
const NOTHING = {
  configs: [],
  index_cases: [],
  windowed: [],
  second_degree: [],
  clusters: { windows: [] },
};

describe.skipIf(!isHere)(`Gowalla check-ins around New York${skipped}`, () => {
  const answers: Reference = isHere ? JSON.parse(readFileSync(reference, 'utf8')) : NOTHING;
  let table: CheckInTable;
  let compared = 0;

  beforeAll(async () => {
    const rows = readRows();
    expect(rows).toHaveLength(answers.rows);
    table = await checkInTable(rows);
  });

  /** Counts an answer once it has come out. */
  function compare(actual: unknown, expected: unknown): void {
    expect(actual).toEqual(expected);
    compared += fieldsOf(expected);
  }

  const ask = async (query: PresenceQuery) => (await matchPresence(table, query)).index![0]!;

  it('are all there, and six exact repeats fall away', () => {
    compare(table.persons.length, answers.persons);
    compare(table.venues.length, answers.venues);
    expect(table.person).toHaveLength(answers.rows - 6);
  });

  it.each(answers.configs)(
    'totals: at least $min_overlap_minutes min, exclusive stays $exclusive_stay',
    async (config) => {
      const { totals } = await matchPresence(table, { rule: ruleOf(config) });
      compare(totals, totalsOf(config));
    },
  );

  it.each(answers.index_cases)('contacts of $index', async ({ index, contacts, contact_count }) => {
    const answer = await ask({ rule: ruleOf(answers.primary), index: [String(index)] });
    compare(answer.contacts.length, contact_count);
    compare(answer.contacts, contactsOf(contacts));
  });

  it.each(answers.windowed)('contacts of $index in two weeks', async (windowed) => {
    const { index, contacts, contact_count, window_start = 0, window_end = 0 } = windowed;
    const rule = ruleOf(answers.primary, { from: window_start, to: window_end });
    const answer = await ask({ rule, index: [String(index)] });
    compare(answer.contacts.length, contact_count);
    compare(answer.contacts, contactsOf(contacts));
  });

  it.each(answers.second_degree)('second degree of $index', async ({ index, f1, f2, f2_count }) => {
    const rule = ruleOf(answers.primary);
    const answer = await ask({ rule, index: [String(index)], secondDegree: true });
    compare(
      answer.contacts.map(({ person }) => person),
      f1.map(String).sort(),
    );
    compare(answer.secondDegree?.length, f2_count);
    compare(answer.secondDegree, f2.map(String).sort());
  });

  it.each(answers.clusters.windows)('clusters from $window_start', async (expected) => {
    const cases = table.persons.filter((person) => Number(person) % 10 === 0);
    const clusters = await findClusters(table, {
      rule: ruleOf(answers.primary),
      cases,
      minCases: 2,
      window: { start: expected.window_start, end: expected.window_end },
    });
    compare(cases.length, answers.clusters.cases);
    compare(clusters.length, expected.venues_with_2_or_more_cases);
    const numbers = clusters.map(({ venue, cases: count }) => ({
      venue: Number(venue),
      cases: count,
    }));
    compare(numbers.slice(0, expected.top.length), expected.top);
  });

  it('knows these answers by heart', async () => {
    const rule = ruleOf({ stay_minutes: 60, min_overlap_minutes: 15, exclusive_stay: false });
    const { totals, index } = await matchPresence(table, { rule, index: ['5238'] });
    expect(index![0]!.contacts).toHaveLength(46);
    expect(index![0]!.contacts.find(({ person }) => person === '40')).toEqual({
      person: '40',
      encounters: 3,
      longestSeconds: 2614,
      totalSeconds: 7336,
      venues: ['599760', '599767', '1144292'],
      firstStart: 1271769617,
      lastEnd: 1274710971,
    });
    expect(totals).toMatchObject({ pairs: 46, people: 47 });
  });

  it('compared 1119 values in all', () => expect(compared).toBe(1119));
});
