import { describe, expect, it } from 'vitest';
import type { BenchResult } from '../lib/bench.ts';
import { growthExponent, ratioOver, spreadOf } from '../lib/stats.ts';

const tableOf = (samples: Record<string, readonly number[]>): BenchResult => ({
  units: 1,
  unit: 'things',
  seed: 0,
  samples: Object.fromEntries(
    Object.entries(samples).map(([name, runs]) => [
      name,
      runs.map((seconds) => ({ seconds, answer: null })),
    ]),
  ),
});

describe('ratioOver', () => {
  it('compares the medians, and gives the ends of the rounds, each by itself', () => {
    const table = tableOf({ ours: [1, 2, 4], peer: [10, 18, 20] });
    expect(ratioOver(table, 'peer')).toEqual({ median: 9, min: 5, max: 10 });
  });
  it('takes a peer that ran fewer rounds', () => {
    const table = tableOf({ ours: [1, 2, 3], peer: [4] });
    expect(ratioOver(table, 'peer')).toEqual({ median: 2, min: 4, max: 4 });
  });
});

describe('spreadOf', () => {
  it('takes the lower middle of an even number', () => {
    expect(spreadOf([4, 1, 3, 2])).toEqual({ median: 2, min: 1, max: 4 });
  });
});

describe('growthExponent', () => {
  it.each([0, 0.5, 1, 2])('finds the power %d that the points follow', (power) => {
    const points = [10, 100, 1000].map((size) => ({ size, seconds: 3 * size ** power }));
    expect(growthExponent(points)).toBeCloseTo(power, 10);
  });
  it('fits the least squares of the logarithms where they follow none', () => {
    // Logarithms (0, 0), (1, 1), (2, 4): the slope is cov/var = (1·2 + 1·2) / 2 = 2.
    const points = [
      { size: 1, seconds: 1 },
      { size: 10, seconds: 10 },
      { size: 100, seconds: 10_000 },
    ];
    expect(growthExponent(points)).toBeCloseTo(2, 10);
  });
  it('has no answer for one size', () => {
    expect(growthExponent([{ size: 10, seconds: 1 }])).toBeNaN();
  });
});
