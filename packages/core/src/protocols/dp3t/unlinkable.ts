/**
 * DP-3T design 2, unlinkable: an independent seed for each epoch, and a filter in which phones look up what
 * they heard.
 *
 * Spec: DP-3T white paper, section 2.2 (DP-3T/documents@07d5dad).
 * Vectors: `test/vectors/dp3t.json`. The filter is ours: the project describes no bytes of its own.
 *
 * ```text
 * seed_i = 32 random bytes for each epoch i = floor(unixSeconds / 900)
 * EphID_i = SHA-256(seed_i)[0:16]
 * item = SHA-256(EphID_i || u32be(i))         what a phone stores, and what the filter holds
 * ```
 *
 * @module
 */
import {
  assertBytes,
  assertObservation,
  assertUint,
  ByteWriter,
  MAX_SKEW_SLOTS,
  type MatchOptions,
  type Observation,
  oldestFirst,
  type RotatingIds,
  sha256,
  unixSeconds,
} from '../../primitives/index.ts';
import { assertReleaseAt, type Batch } from './batch.ts';
import { EPH_ID_BYTES, EPOCH_SECONDS } from './eph-ids.ts';

/** Length of a seed, in bytes. */
export const UNLINKABLE_SEED_BYTES = 32;

/** What a patient discloses of one epoch. */
export interface UnlinkableSeed {
  /** 32 bytes. */
  readonly seed: Uint8Array;
  /** Epoch number, uint32. */
  readonly epoch: number;
}

/** All that this design needs of a filter: that it denies no member. Each of `@waypost/core/filters` fits. */
export interface ItemSet {
  has(item: Uint8Array): boolean;
}

/** What is published at one time. */
export interface UnlinkableBatch extends Batch {
  /** Of the items of {@link deriveUnlinkableItems}. */
  readonly items: ItemSet;
}

/** The epoch that holds this instant. @throws {@link WaypostError} `TIME_RANGE`. */
export const epochAt = (at: number): number =>
  Math.floor(unixSeconds(Math.floor(at)) / EPOCH_SECONDS);

/**
 * The EphID of an epoch, 16 bytes.
 *
 * @param seed - 32 bytes. Secret until disclosed.
 * @throws {@link WaypostError} `BYTES_LENGTH`.
 */
export const deriveUnlinkableEphId = (seed: Uint8Array): Uint8Array =>
  sha256(assertBytes(seed, UNLINKABLE_SEED_BYTES, 'seed')).slice(0, EPH_ID_BYTES);

/**
 * (Phone) What is stored of an EphID that was heard in an epoch, 32 bytes: the EphID itself is forgotten.
 *
 * @param ephId - 16 bytes.
 * @param epoch - uint32.
 * @throws {@link WaypostError} `BYTES_LENGTH`, `NUMBER_RANGE`.
 */
export const hashEphId = (ephId: Uint8Array, epoch: number): Uint8Array =>
  sha256(assertBytes(ephId, EPH_ID_BYTES, 'EphID'), new ByteWriter(4).u32be(epoch).finish());

/**
 * (Server) The items to build the batch's filter of, 32 bytes each. Who was disclosed with whom is not in a
 * filter; how many epochs there are is.
 *
 * @throws {@link WaypostError} `BYTES_LENGTH`, `NUMBER_RANGE`.
 */
export const deriveUnlinkableItems = (seeds: Iterable<UnlinkableSeed>): Uint8Array[] =>
  Array.from(seeds, ({ seed, epoch }) => hashEphId(deriveUnlinkableEphId(seed), epoch));

/**
 * Unlinkable DP-3T behind the common interface. A key is the seed of one epoch, so its only day is 0, and has
 * one id. The skew is in epochs.
 */
export const dp3tUnlinkable: RotatingIds<UnlinkableBatch> = {
  name: 'dp3t-unlinkable',
  keyBytes: UNLINKABLE_SEED_BYTES,
  slotSeconds: EPOCH_SECONDS,
  deriveIds: (key, day) => {
    assertUint(day, 0, 'day');
    return [deriveUnlinkableEphId(key)];
  },
  match: matchUnlinkable,
};

/** Cost: a hash for each observation and epoch of the skew, then a look-up of it in each batch. */
function matchUnlinkable<O extends Observation>(
  published: Iterable<UnlinkableBatch>,
  observations: Iterable<O>,
  { skewSlots }: MatchOptions,
): readonly O[] {
  assertUint(skewSlots, MAX_SKEW_SLOTS, 'skewSlots');
  const batches = [...published];
  for (const { releaseAt } of batches) assertReleaseAt(releaseAt);
  const matched = new Set<O>();
  for (const observation of observations) {
    assertObservation(observation);
    const items = itemsOf(observation, skewSlots);
    const isIn = ({ releaseAt, items: set }: UnlinkableBatch): boolean =>
      observation.at < releaseAt && items.some((item) => set.has(item));
    if (batches.some(isIn)) matched.add(observation);
  }
  return oldestFirst(matched);
}

/** What the filter would hold of this id, had it been broadcast in one of the epochs around. */
function itemsOf({ id, at }: Observation, skewSlots: number): Uint8Array[] {
  if (id.length !== EPH_ID_BYTES) return [];
  const epoch = epochAt(at);
  const items: Uint8Array[] = [];
  for (let i = Math.max(0, epoch - skewSlots); i <= epoch + skewSlots; i++)
    items.push(hashEphId(id, i));
  return items;
}
