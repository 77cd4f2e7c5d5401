/**
 * DP-3T design 1, low-cost: a chain of day keys, and ids in random order within a day.
 *
 * Spec: DP-3T white paper, section 2.1 (DP-3T/documents@07d5dad).
 * Vectors: `test/vectors/dp3t.json`.
 *
 * ```text
 * SK_0 = 32 random bytes,  SK_t+1 = SHA-256(SK_t)             one step for each UTC day
 * EphID_0 || … || EphID_95 = PRG(PRF(SK_t, "broadcast key"))
 * ```
 *
 * @module
 */
import {
  assertBytes,
  compareBytes,
  DAY_SECONDS,
  deriveChainKey,
  type IdSlot,
  matchBySlots,
  type RandomBytes,
  type RotatingIds,
  sha256,
  utcDay,
} from '../../primitives/index.ts';
import { assertPublishable, assertReleaseAt, type Batch } from './batch.ts';
import { EPOCH_SECONDS, expandEphIds } from './eph-ids.ts';

/** Length of a day key, in bytes. */
export const SK_BYTES = 32;
/** EphIDs of one day. */
export const EPH_IDS_PER_DAY = 96;

const LABEL = 'broadcast key';
/** Long enough that no two EphIDs of a day draw the same place. */
const PLACE_BYTES = 16;

/** What a patient discloses. */
export interface LowCostKey {
  /** 32 bytes: SK of `day`. Every later day's follows from it. */
  readonly sk: Uint8Array;
  /** UTC day since 1970: the first on which the patient was contagious. */
  readonly day: number;
}

/** The keys that are published at one time. */
export interface LowCostBatch extends Batch {
  readonly keys: readonly LowCostKey[];
}

/**
 * (Phone) SK_t, 32 bytes.
 *
 * @param sk - 32 bytes. Secret.
 * @param days - Days later, 0..36,525.
 * @throws {@link WaypostError} `BYTES_LENGTH`, `NUMBER_RANGE`.
 */
export const deriveSk = (sk: Uint8Array, days: number): Uint8Array =>
  deriveChainKey(assertBytes(sk, SK_BYTES, 'SK'), days);

/**
 * The 96 EphIDs of a day, 16 bytes each, as they are computed. A phone broadcasts them in another order:
 * {@link shuffleEphIds}.
 *
 * @param sk - 32 bytes, of that day.
 * @throws {@link WaypostError} `BYTES_LENGTH`.
 */
export const deriveEphIds = (sk: Uint8Array): Uint8Array[] =>
  expandEphIds(assertBytes(sk, SK_BYTES, 'SK'), LABEL, EPH_IDS_PER_DAY);

/**
 * (Phone) The EphIDs of a day in the order in which to broadcast them, one an epoch: drawn once, and
 * stored for that day. It does not follow from the key, so a published key does not say at what time of
 * the day an EphID was seen.
 */
export const shuffleEphIds = (
  ephIds: readonly Uint8Array[],
  randomBytes: RandomBytes,
): Uint8Array[] =>
  ephIds
    .map((ephId) => ({ ephId, place: randomBytes(PLACE_BYTES) }))
    .sort((a, b) => compareBytes(a.place, b.place))
    .map(({ ephId }) => ephId);

/**
 * (Server) The keys that come out at `releaseAt`, sorted, so that their order says nothing.
 *
 * @throws {@link WaypostError} `BYTES_LENGTH`; `TIME_RANGE` for a key that starts in the future of the
 *   batch or more than 21 days before it, or for another `releaseAt` than a multiple of 7,200.
 */
export function buildLowCostBatch(keys: Iterable<LowCostKey>, releaseAt: number): LowCostBatch {
  const batch = { releaseAt, keys: [...keys].sort((a, b) => compareBytes(a.sk, b.sk)) };
  assertLowCostBatch(batch);
  return batch;
}

/**
 * Low-cost DP-3T behind the common interface. A key is an SK, its day 0 the day of that SK. An EphID counts
 * on its whole UTC day, whichever epoch it was heard in; the skew is in epochs, at the ends of the day.
 */
export const dp3tLowCost: RotatingIds<LowCostBatch> = {
  name: 'dp3t',
  keyBytes: SK_BYTES,
  slotSeconds: EPOCH_SECONDS,
  deriveIds: (key, day) => deriveEphIds(deriveSk(key, day)),
  match: matchBySlots({ slotSeconds: EPOCH_SECONDS, slotsOf }),
};

function assertLowCostBatch(batch: LowCostBatch): void {
  assertReleaseAt(batch.releaseAt);
  for (const { sk, day } of batch.keys) {
    assertBytes(sk, SK_BYTES, 'SK');
    assertPublishable(utcDay(day) * DAY_SECONDS, batch);
  }
}

function* slotsOf(batch: LowCostBatch): Generator<IdSlot> {
  assertLowCostBatch(batch);
  const { releaseAt } = batch;
  for (const { sk, day } of batch.keys) {
    let daySk = sk;
    for (let start = day * DAY_SECONDS; start < releaseAt; start += DAY_SECONDS) {
      const end = start + DAY_SECONDS;
      for (const id of deriveEphIds(daySk)) yield { id, start, end, publishedAt: releaseAt };
      daySk = sha256(daySk);
    }
  }
}
