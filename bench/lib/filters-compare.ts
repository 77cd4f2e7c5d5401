// Building and asking many kinds of filter of the same ids, in turn.

import { type BenchResult, runInterleaved, type Sample } from './bench.ts';
import { type BuildFilter, type BuiltFilter, type Ids, makeIds } from './filters-kinds.ts';
import { repeated } from './repeat.ts';

/** Seed of the members. */
export const SEED = 1;
const STRANGERS_SEED = 2;
/** Members that a filter is asked for as soon as it is built. */
const FEW = 100;

/** Kinds of filter by name. */
export type Kinds = Readonly<Record<string, BuildFilter>>;

/** What came out for one number of ids. */
export interface Compared {
  readonly count: number;
  /** How many ids the filters were asked for, half of them members. */
  readonly asked: number;
  readonly buildSamples: BenchResult['samples'];
  readonly askSamples: BenchResult['samples'];
  readonly facts: Readonly<Record<string, FilterFacts>>;
}

/** What does not depend on the machine. */
export interface FilterFacts {
  /** Published bits an id. */
  readonly bits: number;
  /** Of strangers, affirmed: 0..1. */
  readonly rate: number;
}

/** How large a comparison is. */
export interface CompareSizes {
  readonly count: number;
  /** Half of them members; even. */
  readonly asked: number;
  readonly rounds: number;
  /** A sample takes at least so long: whoever is done sooner does it again. */
  readonly minSeconds: number;
}

/** Builds filters of `count` ids, then asks them. */
export async function compare(kinds: Kinds, sizes: CompareSizes): Promise<Compared> {
  const { count, asked, rounds, minSeconds } = sizes;
  const members = makeIds(count, SEED);
  const questions = members.first(asked / 2).and(makeIds(asked / 2, STRANGERS_SEED));
  const parts = { members, questions, minSeconds };
  const contenders = mapValues(kinds, (build) => contenderOf(build, parts));
  const builds = mapValues(contenders, ({ build }) => build);
  const asks = mapValues(contenders, ({ ask }) => ask);
  return {
    count,
    asked,
    buildSamples: await runInterleaved(rounds, builds),
    askSamples: await runInterleaved(rounds, asks),
    facts: mapValues(contenders, ({ facts }) => facts()),
  };
}

interface Contender {
  /** The answer of both: how many members are denied. */
  readonly build: () => Sample<number>;
  readonly ask: () => Sample<number>;
  readonly facts: () => FilterFacts;
}

interface ContenderParts {
  readonly members: Ids;
  readonly questions: Ids;
  readonly minSeconds: number;
}

function contenderOf(buildFilter: BuildFilter, parts: ContenderParts): Contender {
  const { members, questions, minSeconds } = parts;
  const few = members.first(FEW);
  const half = questions.each.length / 2;
  let filter: BuiltFilter;
  let answers: Uint8Array;
  return {
    build() {
      const { seconds, result } = repeated(minSeconds, () => buildFilter(members));
      filter = result;
      return { seconds, answer: FEW - sum(filter.ask(few)) };
    },
    ask() {
      const { seconds, result } = repeated(minSeconds, () => filter.ask(questions));
      answers = result;
      return { seconds, answer: half - sum(answers.subarray(0, half)) };
    },
    facts: () => ({
      bits: filter.publishedBits() / members.each.length,
      rate: sum(answers.subarray(half)) / half,
    }),
  };
}

const sum = (values: Uint8Array): number => values.reduce((total, value) => total + value, 0);

const mapValues = <From, To>(
  from: Readonly<Record<string, From>>,
  map: (value: From) => To,
): Record<string, To> =>
  Object.fromEntries(Object.entries(from).map(([name, value]) => [name, map(value)]));
