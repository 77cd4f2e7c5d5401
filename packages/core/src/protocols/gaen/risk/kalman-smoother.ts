/**
 * An unscented Kalman smoother for one number that is seen now and then: without matrices, because the
 * three augmented dimensions (state, its noise, the noise of what is seen) are independent.
 *
 * Spec: Wan and van der Merwe, "The unscented Kalman filter" (2001), with alpha 1, beta 0, kappa 0: of
 * the 7 sigma points the middle one has weight 0, the others 1/6 each.
 * Vectors: `test/vectors/gaen-risk.json`, `nhs`.
 *
 * @module
 */

/** Mean and variance of a state. */
export interface Estimate {
  readonly mean: number;
  readonly variance: number;
}

/** How a state moves in one step, and how it is seen. */
export interface StateModel {
  readonly initial: Estimate;
  readonly transitionVariance: number;
  readonly observationVariance: number;
  /** The next state, from a state and its noise. */
  transition(state: number, noise: number): number;
  /** What is seen of a state, with the noise of it. */
  observation(state: number, noise: number): number;
}

/** A point of the augmented state: mean plus or minus sqrt(3) deviations in one dimension. */
interface SigmaPoint {
  readonly state: number;
  readonly transitionNoise: number;
  readonly observationNoise: number;
}

const DIMENSIONS = 3;

/**
 * What the states were, given all that was seen.
 *
 * @param observations - One a step; `null` where nothing was seen.
 */
export function smooth(observations: readonly (number | null)[], model: StateModel): Estimate[] {
  const filtered = filter(observations, model);
  const smoothed = [...filtered];
  for (let t = filtered.length - 2; t >= 0; t--)
    smoothed[t] = stepBack(filtered[t] as Estimate, smoothed[t + 1] as Estimate, model);
  return smoothed;
}

/** What the states were, given what was seen until then. The first step has no transition. */
function filter(observations: readonly (number | null)[], model: StateModel): Estimate[] {
  let state = model.initial;
  return observations.map((seen, t) => {
    const points = sigmaPoints(state, model);
    const states = t === 0 ? points.map((point) => point.state) : moved(points, model);
    const predicted = t === 0 ? state : momentsOf(states);
    state = seen === null ? predicted : correct(seen, predicted, { points, states, model });
    return state;
  });
}

/** K = C(state, seen) / V(seen); mean += K (seen - E(seen)); variance -= K C. */
function correct(
  seen: number,
  predicted: Estimate,
  {
    points,
    states,
    model,
  }: {
    readonly points: readonly SigmaPoint[];
    readonly states: readonly number[];
    readonly model: StateModel;
  },
): Estimate {
  const sights = points.map((point, i) =>
    model.observation(states[i] as number, point.observationNoise),
  );
  const expected = momentsOf(sights);
  const shared = covariance(deviations(states, predicted.mean), deviations(sights, expected.mean));
  const gain = shared / expected.variance;
  return {
    mean: predicted.mean + gain * (seen - expected.mean),
    variance: predicted.variance - gain * shared,
  };
}

/** G = C(next, state) / V(next); mean += G (later - E(next)); variance += G^2 (later - V(next)). */
function stepBack(state: Estimate, later: Estimate, model: StateModel): Estimate {
  const points = sigmaPoints(state, model);
  const states = moved(points, model);
  const predicted = momentsOf(states);
  const before = points.map((point) => point.state);
  const shared = covariance(deviations(states, predicted.mean), deviations(before, state.mean));
  const gain = shared / predicted.variance;
  return {
    mean: state.mean + gain * (later.mean - predicted.mean),
    variance: state.variance + gain * gain * (later.variance - predicted.variance),
  };
}

function sigmaPoints({ mean, variance }: Estimate, model: StateModel): SigmaPoint[] {
  const spread = Math.sqrt(DIMENSIONS * variance);
  const transition = Math.sqrt(DIMENSIONS * model.transitionVariance);
  const observation = Math.sqrt(DIMENSIONS * model.observationVariance);
  return [1, -1].flatMap((sign) => [
    { state: mean + sign * spread, transitionNoise: 0, observationNoise: 0 },
    { state: mean, transitionNoise: sign * transition, observationNoise: 0 },
    { state: mean, transitionNoise: 0, observationNoise: sign * observation },
  ]);
}

const moved = (points: readonly SigmaPoint[], model: StateModel): number[] =>
  points.map(({ state, transitionNoise }) => model.transition(state, transitionNoise));

function momentsOf(values: readonly number[]): Estimate {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = deviations(values, mean);
  return { mean, variance: covariance(spread, spread) };
}

/** Mean product of deviations, in pairs. */
function covariance(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] as number), 0) / a.length;
}

const deviations = (values: readonly number[], mean: number): number[] =>
  values.map((value) => value - mean);
