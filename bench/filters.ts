/**
 * Question: how fast is a set of ids made into a filter, how fast is the filter asked, and how many bits
 * does an id take?
 *
 * Ids are 16 random bytes; half of those that are asked are members. Ours hashes them under a fresh key,
 * which is counted. The peers are the filters of the package bloom-filters, with the parameters that it
 * chooses for one stranger in 256; it is given text, made before. The answer is how many members are
 * denied, which no filter may. The peer's xor filter takes a minute for a million ids, so ours is
 * alone at that size.
 */
import { type Bench, type BenchResult, type Figure, type Growth, median } from './lib/bench.ts';
import { type Compared, compare, type Kinds, SEED } from './lib/filters-compare.ts';
import {
  binaryFuse,
  binaryFuseOneByOne,
  bloomFilter,
  deniedByCuckooFilter,
  golombSet,
  makeIds,
  noticeMap,
  xorFilter,
} from './lib/filters-kinds.ts';

const FUSE = 'binary fuse, 8 bits';
const NOTICE = 'notice map, 48 bits';
const XOR = 'bloom-filters XorFilter';
const OURS: Kinds = {
  [FUSE]: binaryFuse(8),
  'binary fuse, 8 bits, one by one': binaryFuseOneByOne,
  'binary fuse, 16 bits': binaryFuse(16),
  'Golomb-coded set, 8 bits': golombSet,
  [NOTICE]: noticeMap,
};
const PEERS: Kinds = {
  [XOR]: xorFilter,
  'bloom-filters BloomFilter': bloomFilter,
};

/** Each of ours is to be so many times as fast as the peer's xor filter. */
const BUILD_AT_LEAST = 300;
const ASK_AT_LEAST = 1000;
/** Most published bits an id, by number of ids. */
const MAX_BITS: Readonly<Record<string, number>> = {
  [`${FUSE} of 1000000`]: 9.1,
  [`${NOTICE} of 100000`]: 58,
};

const NOTICE_NOTE =
  'The notice map hashes each id by SHA-256 under the salt of its notice, as the protocol says; the others use a short keyed hash. Its ids are not padded to a multiple of 4,096 here.';

export const filters: Bench = {
  name: 'filters',
  question: 'sets of ids made into filters, and filters asked',
  peers: ['bloom-filters'],
  async run({ full, rounds }) {
    const count = full ? 100_000 : 10_000;
    const timing = { rounds, minSeconds: full ? 0.5 : 0.1 };
    const beside = await compare({ ...OURS, ...PEERS }, { ...timing, count, asked: 10_000 });
    const alone: Compared[] = [];
    for (const size of full ? [10_000, 100_000, 1_000_000] : [1000, 10_000, 100_000])
      alone.push(await compare(OURS, { ...timing, count: size, asked: 2 * size }));
    return {
      tables: [
        ...tablesOf(beside, [NOTICE_NOTE, cuckooNote(count)]),
        ...alone.slice(-1).flatMap((largest) => tablesOf(largest, [NOTICE_NOTE])),
      ],
      growth: [growthOf('time to build', alone, ({ buildSamples }) => buildSamples)],
    };
  },
};

type Samples = BenchResult['samples'];

/** Two tables, building and asking, with what was reached over the peer where it took part. */
function tablesOf(compared: Compared, notes: readonly string[]): BenchResult[] {
  const { count, asked, buildSamples, askSamples } = compared;
  const size = `${count.toLocaleString('en')} ids`;
  const common = { unit: 'ids', seed: SEED };
  return [
    {
      ...common,
      title: `building, ${size}`,
      units: count,
      samples: buildSamples,
      figures: [...overXor(buildSamples, BUILD_AT_LEAST), ...bitsOf(compared)],
      notes,
    },
    {
      ...common,
      title: `asking, ${size}`,
      units: asked,
      samples: askSamples,
      figures: overXor(askSamples, ASK_AT_LEAST),
      notes: [ratesOf(compared)],
    },
  ];
}

function cuckooNote(count: number): string {
  const denied = deniedByCuckooFilter(makeIds(count, SEED));
  return `bloom-filters CuckooFilter left out: it denies ${denied.toLocaleString('en')} of its ${count.toLocaleString('en')} members.`;
}

const secondsOf = (samples: Samples, name: string): number =>
  median((samples[name] ?? []).map(({ seconds }) => seconds));

/** How many times as fast as the peer's xor filter each of ours is. */
const overXor = (samples: Samples, atLeast: number): Figure[] =>
  XOR in samples
    ? Object.keys(OURS).map((name) => ({
        what: `${name}, over ${XOR}`,
        value: secondsOf(samples, XOR) / secondsOf(samples, name),
        unit: '×',
        atLeast,
      }))
    : [];

const bitsOf = ({ count, facts }: Compared): Figure[] =>
  Object.entries(facts).map(([name, { bits }]) => {
    const figure = { what: `${name}, published`, value: bits, unit: 'bits an id' };
    const atMost = MAX_BITS[`${name} of ${count}`];
    return atMost === undefined ? figure : { ...figure, atMost };
  });

const ratesOf = ({ facts }: Compared): string =>
  `Strangers affirmed: ${Object.entries(facts)
    .map(([name, { rate }]) => `${name} ${(100 * rate).toFixed(2)} %`)
    .join('; ')}.`;

const growthOf = (
  title: string,
  compared: readonly Compared[],
  samplesOf: (one: Compared) => Samples,
): Growth => ({
  title,
  unit: 'ids',
  points: Object.fromEntries(
    Object.keys(OURS).map((name) => [
      name,
      compared.map((one) => ({ size: one.count, seconds: secondsOf(samplesOf(one), name) })),
    ]),
  ),
});
