import { isDeepStrictEqual } from 'node:util';

/** One run of one contender. */
export interface Sample<Answer = unknown> {
  readonly seconds: number;
  /** Peak memory of the process, where the contender is one. */
  readonly megabytes?: number;
  /** What it found: contenders that differ are not compared. */
  readonly answer: Answer;
}

/** How much is asked for. */
export interface BenchOptions {
  /** The sizes of the published figures; otherwise smaller ones, for a quick look. */
  readonly full: boolean;
  /** Counted rounds; each runs every contender once. */
  readonly rounds: number;
}

/** Every sample of every contender, ours first: a table. */
export interface BenchResult {
  /** What tells this table from the others of its question; none where it is the only one. */
  readonly title?: string;
  /** How much of `unit` a run works through. */
  readonly units: number;
  readonly unit: string;
  readonly seed: number;
  readonly samples: Readonly<Record<string, readonly Sample[]>>;
  /** What we ask of ourselves; reached or not, the page says it. */
  readonly targets?: readonly Target[];
  /** Numbers beside time: bits a key, bytes a check-in. */
  readonly figures?: readonly Figure[];
  /** Sentences that belong under the table. */
  readonly notes?: readonly string[];
}

/** The first contender is to be at least so many times as fast as another. */
export interface Target {
  readonly over: string;
  readonly atLeast: number;
}

/** A number that is not a time, and what is asked of it, if anything is. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** How time grows with size; the page draws it and fits the exponent. */
export interface Growth {
  readonly title: string;
  /** What is counted: `scanned ids`, `check-ins`. */
  readonly unit: string;
  /** Points of each contender, sizes rising; `seconds` is a median. */
  readonly points: Readonly<Record<string, readonly GrowthPoint[]>>;
}

export interface GrowthPoint {
  readonly size: number;
  readonly seconds: number;
}

/** What a question is answered with. */
export interface BenchAnswer {
  readonly tables: readonly BenchResult[];
  readonly growth?: readonly Growth[];
}

/** One question. */
export interface Bench {
  readonly name: string;
  readonly question: string;
  /** Packages beside us whose versions a result names; also `node:sqlite` and `node:crypto`. */
  readonly peers?: readonly string[];
  run(options: BenchOptions): Promise<BenchAnswer | BenchResult>;
}

/**
 * Runs the contenders in turn, A B A B …, after one round that does not count, so that a machine that
 * slows down slows all of them down.
 *
 * @throws Error when two of them do not find the same.
 */
export async function runInterleaved<Answer>(
  rounds: number,
  contenders: Readonly<Record<string, () => Sample<Answer> | Promise<Sample<Answer>>>>,
): Promise<Record<string, Sample<Answer>[]>> {
  const names = Object.keys(contenders);
  const samples: Record<string, Sample<Answer>[]> = Object.fromEntries(
    names.map((name) => [name, []]),
  );
  let expected: Answer | undefined;
  for (let round = 0; round <= rounds; round++)
    for (const [name, run] of Object.entries(contenders)) {
      const sample = await run();
      expected ??= sample.answer;
      if (!isDeepStrictEqual(sample.answer, expected))
        throw new Error(`${name} found ${JSON.stringify(sample.answer)}`);
      if (round > 0) samples[name]?.push(sample);
    }
  return samples;
}

/** Middle of an odd number of values; the lower middle of an even one. */
export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[(values.length - 1) >> 1] ?? Number.NaN;
