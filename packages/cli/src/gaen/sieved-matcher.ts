/**
 * The kernel as a sieve in front of the core's matcher. Of the published keys hardly one was heard: the
 * kernel finds which, thousands at a time, and only these are judged by the core.
 *
 * | step  | by                | rule                                                              |
 * | ----- | ----------------- | ----------------------------------------------------------------- |
 * | sieve | `ProximityMatcher` | an identifier of the key was heard, and near its time, in intervals |
 * | judge | `ExposureMatcher` | the same to the second; repeats, reports, signal strength          |
 *
 * The sieve lets through whatever the judge would take, and a little more, so that what comes out is
 * what the judge alone would have found.
 *
 * @module
 */
import {
  DEFAULT_TOLERANCE_SECONDS,
  type ExportedKey,
  type ExposureMatch,
  ExposureMatcher,
  type ExposureMatchOptions,
  type Sighting,
  validIntervals,
} from '@waypost/core/gaen';
import { EN_INTERVAL_SECONDS } from '@waypost/core/primitives';
import {
  createProximityMatcher,
  type HeardIds,
  type KeyBatch,
  type ProximityMatcher,
} from '@waypost/kernel/proximity';

/** Keys that go through the sieve together: some tens of milliseconds of work at the most. */
const BATCH_KEYS = 4096;

/** {@link ExposureMatcher} with the same results, for many keys. */
export class SievedMatcher {
  readonly #judge: ExposureMatcher;
  readonly #sieve: ProximityMatcher;
  #waiting: ExportedKey[] = [];

  private constructor(judge: ExposureMatcher, sieve: ProximityMatcher) {
    this.#judge = judge;
    this.#sieve = sieve;
  }

  /** @throws {@link WaypostError} as `ExposureMatcher`, for sightings and options. */
  static async over(
    sightings: readonly Sighting[],
    options: ExposureMatchOptions = {},
  ): Promise<SievedMatcher> {
    const judge = new ExposureMatcher(sightings, options);
    const { toleranceSeconds = DEFAULT_TOLERANCE_SECONDS } = options;
    const sieve = await createProximityMatcher(heardIdsOf(sightings), {
      // Rounded up: a second before an interval's time is within the interval before it.
      toleranceIntervals: Math.ceil(toleranceSeconds / EN_INTERVAL_SECONDS),
    });
    return new SievedMatcher(judge, sieve);
  }

  /** Takes one published key, of an export that was read: its fields are in range. */
  add(key: ExportedKey): void {
    this.#waiting.push(key);
    if (this.#waiting.length === BATCH_KEYS) this.#pass();
  }

  /** The keys that were heard, of those that were taken until now. */
  matches(): ExposureMatch[] {
    this.#pass();
    return this.#judge.matches();
  }

  #pass(): void {
    const { keys: heard } = this.#sieve.match(batchOf(this.#waiting));
    for (const i of new Set(heard)) this.#judge.add(this.#waiting[i]!);
    this.#waiting = [];
  }
}

function heardIdsOf(sightings: readonly Sighting[]): HeardIds {
  const rpis = new Uint8Array(16 * sightings.length);
  for (const [i, { rpi }] of sightings.entries()) rpis.set(rpi, 16 * i);
  const intervals = Uint32Array.from(sightings, ({ at }) => Math.floor(at / EN_INTERVAL_SECONDS));
  return { rpis, intervals };
}

function batchOf(exported: readonly ExportedKey[]): KeyBatch {
  const teks = new Uint8Array(16 * exported.length);
  const starts = new Uint32Array(exported.length);
  const periods = new Uint8Array(exported.length);
  for (const [i, { key }] of exported.entries()) {
    const { start, end } = validIntervals(key);
    teks.set(key.tek, 16 * i);
    starts[i] = start;
    periods[i] = end - start;
  }
  return { teks, starts, periods };
}
