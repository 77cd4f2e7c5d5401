// Runs a decoder on what is almost right: it must return, or throw an error of ours, and soon.
import { isWaypostError } from '@waypost/core/primitives';
import fc from 'fast-check';

/** What is fuzzed, and what it is given. */
export interface FuzzTarget<Input = unknown> {
  readonly name: string;
  readonly inputs: fc.Arbitrary<Input>;
  readonly run: (input: Input) => unknown;
}

/** How a target behaved. */
export interface FuzzReport {
  readonly name: string;
  readonly runs: number;
  readonly accepted: number;
  /** Codes of refusals, each with how often. */
  readonly refused: ReadonlyMap<string, number>;
  /** Longest time of one run, in milliseconds. */
  readonly slowest: number;
}

/** No decoder needs a tenth of it, even on a busy machine: more is a hang. */
const HANG_MILLISECONDS = 5000;

/** @throws what fast-check throws, with the smallest input found, for a foreign error or a hang. */
export async function fuzz(
  { name, inputs, run }: FuzzTarget,
  { runs, seed }: { readonly runs: number; readonly seed: number },
): Promise<FuzzReport> {
  const refused = new Map<string, number>();
  let accepted = 0;
  let slowest = 0;
  const property = fc.asyncProperty(inputs, async (input) => {
    const started = performance.now();
    try {
      await run(input);
      accepted++;
    } catch (error) {
      if (!isWaypostError(error)) throw error;
      refused.set(error.code, (refused.get(error.code) ?? 0) + 1);
    }
    const took = performance.now() - started;
    slowest = Math.max(slowest, took);
    if (took > HANG_MILLISECONDS) throw new Error(`${name} took ${Math.round(took)} ms`);
  });
  await fc.assert(property, { numRuns: runs, seed, endOnFailure: false });
  return { name, runs, accepted, refused, slowest };
}
