import { describe, expect, it } from 'vitest';
import { fuzz } from './fuzz.ts';
import { TARGETS } from './targets.ts';

const RUNS = 1000;

// `npm run fuzz -- --runs 100000` does the same for longer.
describe.concurrent('on input that is almost right', () => {
  it.each(TARGETS)('$name returns, or throws an error of ours', async (target) => {
    const { accepted, refused } = await fuzz(target, { runs: RUNS, seed: 20_260_301 });
    const refusals = [...refused.values()].reduce((sum, count) => sum + count, 0);
    expect(accepted + refusals).toBe(RUNS);
    expect(refusals).toBeGreaterThan(0); // or nothing was reached
  });
});
