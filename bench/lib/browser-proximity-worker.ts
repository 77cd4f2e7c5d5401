// (Worker) Looks published keys up among what a phone heard, by the kernel or by @noble.

import { createProximityMatcher } from '@waypost/kernel/proximity';
import { answerQuestions } from './browser-scope.ts';
import { makeWorld, type ProximityWorld, TOLERANCE_INTERVALS } from './proximity-data.ts';
import { noble } from './proximity-peers.ts';
import { repeated } from './repeat.ts';

/** Which contender is asked, and how large its world is. */
export interface ProximityQuestion {
  readonly contender: keyof typeof CONTENDERS;
  readonly keys: number;
  readonly heard: number;
}

/** Matches, in order, and the time that one batch takes. */
export interface ProximityReply {
  readonly found: readonly string[];
  readonly seconds: number;
}

/** Gets everything ready, and gives back what is timed. */
type Prepare = (world: ProximityWorld) => Promise<() => readonly (readonly number[])[]>;

const MIN_SECONDS = 0.3;

const byKernel =
  (engine: 'wasm-simd' | 'typescript'): Prepare =>
  async ({ heard, batch }) => {
    const options = { toleranceIntervals: TOLERANCE_INTERVALS, engine };
    const matcher = await createProximityMatcher(heard, options);
    return () => {
      const found = matcher.match(batch);
      return Array.from(found.keys, (key, i) => [key, found.intervals[i]!, found.heard[i]!]);
    };
  };

const CONTENDERS = {
  'wasm-simd': byKernel('wasm-simd'),
  typescript: byKernel('typescript'),
  async noble({ heard, batch }: ProximityWorld) {
    const match = noble(heard);
    return () => match(batch);
  },
} as const satisfies Record<string, Prepare>;

answerQuestions(async ({ contender, keys, heard }: ProximityQuestion): Promise<ProximityReply> => {
  const match = await CONTENDERS[contender](makeWorld({ keys, heard }));
  match(); // once, so that it is compiled
  const { seconds, result } = repeated(MIN_SECONDS, match);
  return { seconds, found: result.map((one) => one.join('/')).sort() };
});
