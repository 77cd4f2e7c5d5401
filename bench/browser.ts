/**
 * Question: how many published keys a second does a browser look for among what a phone heard?
 *
 * The kernel in a worker of Chromium, with WebAssembly and without, beside @noble in such a worker: the
 * programs and the data of `proximity-keys`, each in a fresh worker, after a first batch that is not
 * counted.
 */
import { type Bench, runInterleaved, type Sample } from './lib/bench.ts';
import { withBrowserWorker, withoutChromium } from './lib/browser.ts';
import type { ProximityQuestion, ProximityReply } from './lib/browser-proximity-worker.ts';
import { SEED } from './lib/proximity-data.ts';

const HEARD = 10_000;
const NOBLE = '@noble/hashes and @noble/ciphers';

export const browser: Bench = {
  name: 'browser',
  question: 'published keys looked for among the identifiers that a phone heard, in a browser',
  peers: ['@noble/hashes', '@noble/ciphers', 'playwright-core'],
  async run({ full, rounds }) {
    const keys = full ? 20_000 : 4000;
    const targets = [{ over: NOBLE, atLeast: 8 }];
    const table = { units: keys, unit: 'keys', seed: SEED, targets };
    const missing = withoutChromium();
    if (missing !== null) return { ...table, samples: {}, notes: [missing] };
    const entry = new URL('./lib/browser-proximity-worker.ts', import.meta.url);
    return withBrowserWorker({ entry }, async (ask, version) => {
      const by = (contender: ProximityQuestion['contender']) => async (): Promise<Sample> => {
        const question: ProximityQuestion = { contender, keys, heard: HEARD };
        const { seconds, found } = (await ask(question)) as ProximityReply;
        return { seconds, answer: found };
      };
      const samples = await runInterleaved(rounds, {
        'kernel, WebAssembly SIMD': by('wasm-simd'),
        'kernel, TypeScript': by('typescript'),
        [NOBLE]: by('noble'),
      });
      const title = `${HEARD.toLocaleString('en')} ids heard, a worker of ${version}`;
      return { ...table, title, samples };
    });
  },
};
