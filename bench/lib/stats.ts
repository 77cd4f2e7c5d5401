import { type BenchResult, median } from './bench.ts';

/** A value with the lowest and highest that was seen. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** Middle and ends of some values. */
export const spreadOf = (values: readonly number[]): Spread => ({
  median: median(values),
  min: Math.min(...values),
  max: Math.max(...values),
});

/** Seconds of a contender's runs. */
export const secondsOf = (table: BenchResult, name: string): readonly number[] =>
  (table.samples[name] ?? []).map(({ seconds }) => seconds);

/** The contender that stands first: ours. */
export const oursOf = (table: BenchResult): string => Object.keys(table.samples)[0] ?? '';

/**
 * How many times as fast as a peer ours is: by the medians. The spread is that of the rounds, each
 * with its own two neighbours in time.
 */
export function ratioOver(table: BenchResult, peer: string): Spread {
  const ours = secondsOf(table, oursOf(table));
  const theirs = secondsOf(table, peer);
  const rounds = theirs.slice(0, ours.length).map((seconds, i) => seconds / ours[i]!);
  return { ...spreadOf(rounds), median: median(theirs) / median(ours) };
}

/**
 * Exponent `b` of `seconds = a · size^b`: the slope of the least-squares line through the logarithms.
 * 1 is linear. `NaN` for fewer than two sizes.
 */
export function growthExponent(points: readonly { size: number; seconds: number }[]): number {
  const xs = points.map(({ size }) => Math.log(size));
  const ys = points.map(({ seconds }) => Math.log(seconds));
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(xs), mean(ys)];
  const covariance = xs.reduce((sum, x, i) => sum + (x - meanX) * (ys[i]! - meanY), 0);
  const variance = xs.reduce((sum, x) => sum + (x - meanX) ** 2, 0);
  return covariance / variance;
}
