/**
 * DP-3T design 3, hybrid: an independent seed for each window of a few hours, and ids from it.
 *
 * Spec: DP-3T white paper, section 2.3 (DP-3T/documents@07d5dad), which names PRF and PRG and publishes no
 * vector: taken as in the low-cost design.
 *
 * ```text
 * seed_w = 16 random bytes for each window w
 * EphID_0 || EphID_1 || … = PRG(PRF(seed_w, "DP3T-HYBRID"))    one for each epoch of the window
 * ```
 *
 * @module
 */
import {
  assertBytes,
  assertUint,
  compareBytes,
  type IdSlot,
  matchBySlots,
  type RotatingIds,
  WaypostError,
} from '../../primitives/index.ts';
import { assertPublishable, assertReleaseAt, type Batch } from './batch.ts';
import { EPOCH_SECONDS, expandEphIds } from './eph-ids.ts';

/** Length of a seed, in bytes. */
export const HYBRID_SEED_BYTES = 16;
/** Length of a window unless the system chooses the other one, in seconds. */
export const HYBRID_WINDOW_SECONDS = 7_200;

const LABEL = 'DP3T-HYBRID';

/** Length of a window: 2 or 4 hours, one for a whole system. */
export type HybridWindowSeconds = 7_200 | 14_400;

/** What a patient discloses of one window. */
export interface HybridSeed {
  /** 16 bytes. */
  readonly seed: Uint8Array;
  /** Unix seconds: the start of the window, a multiple of its length. */
  readonly start: number;
}

/** The seeds that are published at one time. */
export interface HybridBatch extends Batch {
  readonly windowSeconds: HybridWindowSeconds;
  readonly seeds: readonly HybridSeed[];
}

/**
 * The EphIDs of one window, 16 bytes each: 8 for 2 hours, 16 for 4.
 *
 * @param seed - 16 bytes. Secret until disclosed.
 * @throws {@link WaypostError} `BYTES_LENGTH`; `NUMBER_RANGE` for another length of window.
 */
export function deriveHybridEphIds(
  seed: Uint8Array,
  windowSeconds: HybridWindowSeconds = HYBRID_WINDOW_SECONDS,
): Uint8Array[] {
  assertBytes(seed, HYBRID_SEED_BYTES, 'seed');
  assertWindowSeconds(windowSeconds);
  return expandEphIds(seed, LABEL, windowSeconds / EPOCH_SECONDS);
}

/**
 * (Server) The seeds that come out together, sorted, so that nothing says which are one patient's.
 *
 * @throws {@link WaypostError} `BYTES_LENGTH`; `NUMBER_RANGE` for another length of window; `TIME_RANGE`
 *   for a start that is none, lies in the future of the batch or more than 21 days before it, or for
 *   another `releaseAt` than a multiple of 7,200.
 */
export function buildHybridBatch(
  seeds: Iterable<HybridSeed>,
  batch: Omit<HybridBatch, 'seeds'>,
): HybridBatch {
  const { releaseAt, windowSeconds } = batch;
  const sorted = [...seeds].sort((a, b) => compareBytes(a.seed, b.seed));
  const built = { releaseAt, windowSeconds, seeds: sorted };
  assertHybridBatch(built);
  return built;
}

/**
 * Hybrid DP-3T behind the common interface, with windows of 2 hours. A key is the seed of one window, so its
 * only day is 0. An EphID counts in its whole window; the skew is in epochs.
 */
export const dp3tHybrid: RotatingIds<HybridBatch> = {
  name: 'dp3t-hybrid',
  keyBytes: HYBRID_SEED_BYTES,
  slotSeconds: EPOCH_SECONDS,
  deriveIds: (key, day) => {
    assertUint(day, 0, 'day');
    return deriveHybridEphIds(key);
  },
  match: matchBySlots({ slotSeconds: EPOCH_SECONDS, slotsOf }),
};

function assertWindowSeconds(windowSeconds: number): void {
  if (windowSeconds !== 7_200 && windowSeconds !== 14_400)
    throw new WaypostError('NUMBER_RANGE', 'a window has 2 or 4 hours', { what: 'windowSeconds' });
}

function assertHybridBatch(batch: HybridBatch): void {
  assertReleaseAt(batch.releaseAt);
  assertWindowSeconds(batch.windowSeconds);
  for (const { seed, start } of batch.seeds) {
    assertBytes(seed, HYBRID_SEED_BYTES, 'seed');
    assertPublishable(start, batch);
    if (start % batch.windowSeconds !== 0)
      throw new WaypostError('TIME_RANGE', 'a window starts at a multiple of its length');
  }
}

function* slotsOf(batch: HybridBatch): Generator<IdSlot> {
  assertHybridBatch(batch);
  const { releaseAt, windowSeconds, seeds } = batch;
  for (const { seed, start } of seeds)
    for (const id of deriveHybridEphIds(seed, windowSeconds))
      yield { id, start, end: start + windowSeconds, publishedAt: releaseAt };
}
