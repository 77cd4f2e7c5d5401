// Numbers as the page writes them: three significant digits, the same in every locale.

const digits = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

/** `813,000`; `9.04`. */
export const number = (value: number): string => digits.format(value);

/** `12.3 s`, `4.5 ms`, `870 µs`. */
export function duration(seconds: number): string {
  if (seconds >= 1) return `${number(seconds)} s`;
  if (seconds >= 1e-3) return `${number(seconds * 1e3)} ms`;
  return `${number(seconds * 1e6)} µs`;
}

/** `9.3×`. */
export const times = (ratio: number): string => `${number(ratio)}×`;

/** `4.5–4.7 s`: both ends in words of their own, so that a wide spread reads right. */
export const between = (
  { min, max }: { readonly min: number; readonly max: number },
  format: (value: number) => string,
): string => (format(min) === format(max) ? format(min) : `${format(min)}–${format(max)}`);
