// The smoother of the NHS score, step by step: where everything is linear, an unscented smoother is the
// plain one of Kalman, and of Rauch, Tung and Striebel, whose formulas are written out here.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Estimate,
  type StateModel,
  smooth,
} from '../../src/protocols/gaen/risk/kalman-smoother.ts';

interface LinearModel {
  readonly initial: Estimate;
  readonly transitionVariance: number;
  readonly observationVariance: number;
  /** What is seen is `slope * state + offset`. */
  readonly slope: number;
  readonly offset: number;
}

const unscented = ({ slope, offset, ...variances }: LinearModel): StateModel => ({
  ...variances,
  transition: (state, noise) => state + noise,
  observation: (state, noise) => slope * state + offset + noise,
});

function plainSmooth(observations: readonly (number | null)[], model: LinearModel): Estimate[] {
  const { slope, offset, transitionVariance, observationVariance } = model;
  let state = model.initial;
  const filtered = observations.map((seen, t) => {
    const variance = state.variance + (t === 0 ? 0 : transitionVariance);
    const gain = (slope * variance) / (slope ** 2 * variance + observationVariance);
    state =
      seen === null
        ? { mean: state.mean, variance }
        : {
            mean: state.mean + gain * (seen - slope * state.mean - offset),
            variance: variance - gain * slope * variance,
          };
    return state;
  });
  const smoothed = [...filtered];
  for (let t = filtered.length - 2; t >= 0; t--) {
    const [here, later] = [filtered[t]!, smoothed[t + 1]!];
    const predicted = here.variance + transitionVariance;
    const gain = here.variance / predicted;
    smoothed[t] = {
      mean: here.mean + gain * (later.mean - here.mean),
      variance: here.variance + gain ** 2 * (later.variance - predicted),
    };
  }
  return smoothed;
}

const anyNumber = fc.double({ min: -10, max: 10, noNaN: true });
const anyVariance = fc.double({ min: 0.1, max: 10, noNaN: true });
const anyModel: fc.Arbitrary<LinearModel> = fc.record({
  initial: fc.record({ mean: anyNumber, variance: anyVariance }),
  transitionVariance: anyVariance,
  observationVariance: anyVariance,
  slope: anyNumber,
  offset: anyNumber,
});
const anyObservations = fc.array(fc.option(anyNumber), { minLength: 1, maxLength: 12 });

describe('the smoother', () => {
  it('of a linear model is the plain one', () =>
    fc.assert(
      fc.property(anyObservations, anyModel, (observations, model) => {
        const smoothed = smooth(observations, unscented(model));
        const expected = plainSmooth(observations, model);
        expect(smoothed).toHaveLength(expected.length);
        for (const [t, { mean, variance }] of expected.entries()) {
          expect(smoothed[t]!.mean).toBeCloseTo(mean, 8);
          expect(smoothed[t]!.variance).toBeCloseTo(variance, 8);
        }
      }),
    ));

  it('of nothing seen is what was thought before, less certain with every step', () => {
    const model = unscented({
      initial: { mean: 2, variance: 10 },
      transitionVariance: 0.25,
      observationVariance: 1,
      slope: 3,
      offset: 1,
    });
    const [first, second] = smooth([null, null], model);
    expect(first).toEqual({ mean: expect.closeTo(2, 12), variance: expect.closeTo(10, 12) });
    expect(second).toEqual({ mean: expect.closeTo(2, 12), variance: expect.closeTo(10.25, 12) });
    expect(smooth([], model)).toEqual([]);
  });
});
