/** Repeatable random numbers: the same seed gives the same data on every machine. */
export interface Random {
  /** Uniform in `[0, 1)`. */
  uniform(): number;
  /** Whole, uniform in `0..below-1`. */
  below(below: number): number;
  /** Standard normal. */
  normal(): number;
}

/** A 32-bit counter through an integer mix (the finaliser of MurmurHash3). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x9e37_79b9) >>> 0;
    let h = state;
    h = Math.imul(h ^ (h >>> 16), 0x85eb_ca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2_ae35);
    return (h ^ (h >>> 16)) >>> 0;
  };
  const uniform = (): number => next() / 2 ** 32;
  return {
    uniform,
    below: (below) => Math.floor(uniform() * below),
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
  };
}

/** Repeatable bytes, as many as asked for at each call. */
export function seededBytes(seed: number): (length: number) => Uint8Array {
  const random = seededRandom(seed);
  return (length) => Uint8Array.from({ length }, () => random.below(256));
}
