/**
 * Real check-ins through the whole command, and reference answers that another program gave. They are
 * no part of this repository: the test looks for them beside it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { JsonReport } from './match/run-kit.ts';
import { runMatchCommand } from './run-waypost.ts';
import { scratchFolder } from './scratch.ts';

const shared = new URL('../../../../shared/', import.meta.url);
const checkIns = fileURLToPath(new URL('data/check-ins/gowalla-nyc.csv.gz', shared));
const reference = new URL('vectors/matching/gowalla-nyc.json', shared);
const isHere = existsSync(checkIns) && existsSync(reference);
const skipped = isHere ? '' : ' (skipped: no folder with the data)';

interface Config {
  readonly stay_minutes: number;
  readonly min_overlap_minutes: number;
  readonly exclusive_stay: boolean;
}

interface IndexAnswer {
  readonly index: number;
  readonly window_start?: number;
  readonly window_end?: number;
  readonly contact_count: number;
  readonly contacts: readonly {
    readonly person: number;
    readonly encounters: number;
    readonly max_overlap: number;
    readonly total_overlap: number;
    readonly venues: readonly number[];
    readonly first_start: number;
    readonly last_end: number;
  }[];
}

interface Reference {
  readonly rows: number;
  readonly primary: Config;
  readonly configs: readonly (Config & {
    readonly encounters: number;
    readonly pairs: number;
    readonly persons_with_a_contact: number;
    readonly venues: number;
    readonly overlap_sum: number;
  })[];
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

/** Where there is no reference: no answer to compare. */
const NOTHING = {
  configs: [],
  index_cases: [],
  windowed: [],
  second_degree: [],
  clusters: { windows: [] },
} as unknown as Reference;
const answers: Reference = isHere ? JSON.parse(readFileSync(reference, 'utf8')) : NOTHING;

const ruleOptions = (config: Config): string[] => [
  '--stay',
  `${config.stay_minutes}m`,
  '--min-overlap',
  `${config.min_overlap_minutes}m`,
  ...(config.exclusive_stay ? ['--exclusive-stay'] : []),
];

async function ask(config: Config, ...options: readonly string[]): Promise<JsonReport> {
  const { code, stdout, stderr } = await runMatchCommand([
    '--check-ins',
    checkIns,
    '--map',
    'person=person_id,venue=venue_id,start=start_unix',
    ...ruleOptions(config),
    '--json',
    ...options,
  ]);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout);
}

/** In the order of ids as texts; the reference's is by number. */
const contactsOf = ({ contacts }: IndexAnswer) =>
  contacts
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

describe.skipIf(!isHere)(`waypost match on check-ins around New York${skipped}`, () => {
  const { write } = scratchFolder();
  let compared = 0;
  const digests = new Set<string>();

  /** Counts an answer once it has come out. */
  function compare(actual: unknown, expected: unknown): void {
    expect(actual).toEqual(expected);
    compared += fieldsOf(expected);
  }

  it.each(answers.configs)(
    'totals: at least $min_overlap_minutes min, exclusive stays $exclusive_stay',
    async (config) => {
      const { totals, rows, inputDigest } = await ask(config);
      compare(rows, { read: answers.rows, skipped: 0 });
      compare(totals, {
        encounters: config.encounters,
        pairs: config.pairs,
        people: config.persons_with_a_contact,
        venues: config.venues,
        overlapSeconds: config.overlap_sum,
      });
      digests.add(inputDigest);
    },
  );

  it('contacts of all index persons in one run', async () => {
    const asked = answers.index_cases.map(({ index }) => `--index=${index}`);
    const { index } = await ask(answers.primary, ...asked);
    compare(index!.length, answers.index_cases.length);
    for (const answer of answers.index_cases) {
      const found = index!.find(({ person }) => person === String(answer.index));
      compare(found!.contacts.length, answer.contact_count);
      compare(found!.contacts, contactsOf(answer));
    }
  });

  it.each(answers.windowed)('contacts of $index in two weeks', async (answer) => {
    const { index } = await ask(
      answers.primary,
      '--index',
      String(answer.index),
      '--from',
      String(answer.window_start),
      '--to',
      String(answer.window_end),
    );
    compare(index!.length, 1);
    compare(index![0]!.contacts.length, answer.contact_count);
    compare(index![0]!.contacts, contactsOf(answer));
  });

  it.each(answers.second_degree)('second degree of $index', async ({ index: id, ...answer }) => {
    const { index } = await ask(answers.primary, '--second-degree', '--index', String(id));
    const people = index![0]!.contacts.map(({ person }) => person);
    compare(people, answer.f1.map(String).sort());
    compare(index![0]!.secondDegree!.length, answer.f2_count);
    compare(index![0]!.secondDegree, answer.f2.map(String).sort());
  });

  /** The people who play the cases: those whose id is a multiple of ten. */
  function casesFile(): string {
    const rows = gunzipSync(readFileSync(checkIns)).toString().trim().split('\n').slice(1);
    const people = new Set(rows.map((row) => row.slice(0, row.indexOf(','))));
    const cases = [...people].filter((id) => Number(id) % 10 === 0);
    compare(cases.length, answers.clusters.cases);
    return write('cases.txt', `${cases.join('\n')}\n`);
  }

  const windows = answers.clusters.windows.flatMap((answer) => [
    { answer, bounds: [] }, // the window ends with the last check-in
    { answer, bounds: [`--to=${answer.window_end}`] },
    { answer, bounds: [`--from=${answer.window_start}`, `--to=${answer.window_end}`] },
  ]);

  it.each(windows)('clusters, $bounds', async ({ answer, bounds }) => {
    const options = ['--clusters', '2', '--within', '14', '--cases', casesFile()];
    const { clusters, rule, unknownCases } = await ask(answers.primary, ...options, ...bounds);
    expect(rule['clusters']).toMatchObject({ minCases: 2, withinDays: 14 });
    const { windowStart, windowEnd } = rule['clusters'] as Record<string, unknown>;
    compare([windowStart, windowEnd], [answer.window_start, answer.window_end]);
    compare(unknownCases, 0);
    compare(clusters!.length, answer.venues_with_2_or_more_cases);
    const numbers = clusters!.map(({ venue, cases }) => ({ venue: Number(venue), cases }));
    compare(numbers.slice(0, answer.top.length), answer.top);
  });

  it('the example of the documentation: the whole answer', async () => {
    const options = ['--index', '73956', '--second-degree'];
    const { index } = await ask(answers.primary, ...options);
    compare(index, [
      {
        person: '73956',
        contacts: [
          {
            person: '158518',
            encounters: 4,
            longestSeconds: 3511,
            totalSeconds: 13_068,
            venues: ['212314', '421494', '2933740', '2951642'],
            firstStart: 1_283_444_942,
            lastEnd: 1_283_480_120,
          },
          {
            person: '21619',
            encounters: 1,
            longestSeconds: 1601,
            totalSeconds: 1601,
            venues: ['103599'],
            firstStart: 1_283_459_549,
            lastEnd: 1_283_461_150,
          },
        ],
        secondDegree: ['8661'],
      },
    ]);
  });

  it('one digest, for one file', () => expect(digests.size).toBe(1));

  it('asked every question of the reference', () => {
    const { configs, index_cases, windowed, second_degree } = answers;
    const counts = [configs, index_cases, windowed, second_degree, answers.clusters.windows];
    expect(counts.map(({ length }) => length)).toEqual([4, 3, 3, 1, 1]);
  });

  it('compared 1221 values in all', () => expect(compared).toBe(1221));
});
