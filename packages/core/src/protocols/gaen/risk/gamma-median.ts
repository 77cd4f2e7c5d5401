/**
 * Median of the gamma distribution: where the regularised incomplete gamma function P is a half.
 *
 * Spec: Abramowitz and Stegun 6.5; Choi, "On the medians of gamma distributions" (1994).
 * Vectors: `test/vectors/gaen-risk.json`, `nhs.gammaMedian`.
 *
 * @module
 */

/** From here on the asymptotic series is exact to 15 digits. */
const LARGE_SHAPE = 200;
/** Below it the median is less than 1e-300. */
const TINY_SHAPE = 1e-3;
const TOLERANCE = 1e-14;
const MAX_STEPS = 200;

/** Lanczos, g = 7. */
const LANCZOS: readonly number[] = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
];

/** x where P(shape, x / scale) = 1/2. 0 where it would be less than 1e-300 times `scale`. */
export function gammaMedian(shape: number, scale: number): number {
  if (shape < TINY_SHAPE) return 0;
  return scale * (shape > LARGE_SHAPE ? asymptoticMedian(shape) : searchedMedian(shape));
}

/** a - 1/3 + 8/(405 a) + 184/(25515 a^2) + 2248/(3444525 a^3) - … */
function asymptoticMedian(a: number): number {
  return a - 1 / 3 + (8 / 405 + (184 / 25_515 + 2248 / 3_444_525 / a) / a) / a;
}

/** Newton, kept between two ends where P is below and above a half. */
function searchedMedian(shape: number): number {
  const logGammaOfShape = logGamma(shape);
  let low = 0;
  let high = shape; // the mean is above the median
  // near 0 P is about x^a / (a Gamma(a)); from 1 on the median is about a - 1/3
  let x =
    shape < 1 ? Math.exp((Math.log(shape / 2) + logGammaOfShape) / shape) : asymptoticMedian(shape);
  for (let step = 0; step < MAX_STEPS; step++) {
    if (!(x > low && x < high)) x = (low + high) / 2;
    const density = Math.exp((shape - 1) * Math.log(x) - x - logGammaOfShape);
    const over = lowerGamma(shape, x, density) - 0.5;
    if (over > 0) high = x;
    else low = x;
    const next = x - over / density;
    if (Math.abs(next - x) <= TOLERANCE * x || high - low <= TOLERANCE * high) return x;
    x = next;
  }
  return x;
}

/**
 * P(a, x) = x f(x) (1/a + x/(a(a+1)) + x^2/(a(a+1)(a+2)) + …), where f is the density. All terms are
 * above 0, so nothing cancels; x is below a, so they shrink from the first on.
 */
function lowerGamma(a: number, x: number, density: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return x * density * sum;
}

/** ln Gamma(x) for x > 0. */
function logGamma(x: number): number {
  if (x < 0.5) return logGamma(x + 1) - Math.log(x);
  const t = x + 6.5;
  const series = LANCZOS.reduce((sum, c, i) => sum + c / (x + i), 0.9999999999998099);
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(series);
}
