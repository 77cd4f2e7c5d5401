/**
 * Question: how long does a device look for 300 contact ids, sent in 14 days, in 24 notices of 100,000?
 *
 * Ours is `matchFile` of the client, in this process and in a worker of Chromium: from the bytes of the
 * files to the hits. The other reader is written from the protocol with the SHA-256 of @noble, which
 * shows what the plainest program costs. Fetching is not counted. A device goes through new notices once, so the first
 * pass of a fresh worker, before anything is compiled, stands beside the later ones.
 */
import {
  type Bench,
  type BenchResult,
  type Figure,
  median,
  runInterleaved,
  type Sample,
} from './lib/bench.ts';
import { type AskWorker, withBrowserWorker, withoutChromium } from './lib/browser.ts';
import { makeNotices, type NoticeWorld, SEED } from './lib/notice-data.ts';
import { NOTICE_READERS } from './lib/notice-readers.ts';
import type { NoticeQuestion, NoticeReply } from './lib/notice-worker.ts';

const BUNDLES = 24;
const SENT = 300;
const PASSES = 30;
const MAX_MILLISECONDS = 10;
const OURS = '@waypost/client';
const PLAIN = 'from the protocol, with @noble/hashes';
const FIRST_PASS = '@waypost/client, first pass of a fresh worker';

export const noticeMatch: Bench = {
  name: 'notice-match',
  question: `${SENT} contact ids of a device looked up in ${BUNDLES} notices`,
  peers: ['@noble/hashes', 'playwright-core'],
  async run({ full, rounds }) {
    const idsOfBundle = full ? 100_000 : 10_000;
    const world = makeNotices({ bundles: BUNDLES, idsOfBundle, sent: SENT });
    const size = `notices of ${idsOfBundle.toLocaleString('en')}`;
    const tables = [await inNode(`${size}, Node.js`, world, rounds)];
    const missing = withoutChromium();
    if (missing === null) tables.push(await inChromium(size, world, rounds));
    return { tables: missing === null ? tables : withNote(tables, missing) };
  },
};

const table = (title: string, samples: BenchResult['samples']): BenchResult => ({
  title,
  units: BUNDLES * SENT,
  unit: 'look-ups',
  seed: SEED,
  samples,
});

async function inNode(title: string, world: NoticeWorld, rounds: number): Promise<BenchResult> {
  const passesOf = (reader: keyof typeof NOTICE_READERS) => (): Sample => {
    let answer: string[] = [];
    const seconds = Array.from({ length: PASSES }, () => {
      const started = performance.now();
      answer = NOTICE_READERS[reader](world);
      return (performance.now() - started) / 1000;
    });
    return { seconds: median(seconds), answer };
  };
  const contenders = { [OURS]: passesOf('ours'), [PLAIN]: passesOf('plain') };
  return table(title, await runInterleaved(rounds, contenders));
}

async function inChromium(size: string, world: NoticeWorld, rounds: number): Promise<BenchResult> {
  const entry = new URL('./lib/notice-worker.ts', import.meta.url);
  return withBrowserWorker({ entry, files: filesOf(world) }, async (ask, version) => {
    const samples = await runInterleaved(rounds, {
      [OURS]: () => askWorker(ask, { reader: 'ours', bundles: BUNDLES, passes: PASSES }),
      [PLAIN]: () => askWorker(ask, { reader: 'plain', bundles: BUNDLES, passes: PASSES }),
      [FIRST_PASS]: () => askWorker(ask, { reader: 'ours', bundles: BUNDLES, passes: 1 }),
    });
    const figures = [OURS, FIRST_PASS].map((name) => millisecondsOf(samples, name));
    return { ...table(`${size}, a worker of ${version}`, samples), figures };
  });
}

const filesOf = ({ bundles, sent }: NoticeWorld): Map<string, Uint8Array> =>
  new Map([['/sent', sent], ...bundles.map((bytes, i) => [`/bundles/${i}`, bytes] as const)]);

/** The first pass alone, or the median of all. */
async function askWorker(ask: AskWorker, question: NoticeQuestion): Promise<Sample> {
  const { seconds, found } = (await ask(question)) as NoticeReply;
  return { seconds: median(seconds), answer: found };
}

function millisecondsOf(samples: BenchResult['samples'], name: string): Figure {
  const value = 1000 * median((samples[name] ?? []).map(({ seconds }) => seconds));
  return { what: name, value, unit: 'ms', atMost: MAX_MILLISECONDS };
}

const withNote = (tables: readonly BenchResult[], note: string): BenchResult[] =>
  tables.map((one) => ({ ...one, notes: [note] }));
