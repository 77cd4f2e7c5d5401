/**
 * DP-3T in its three designs: low-cost, unlinkable, hybrid.
 *
 * @module
 */
export { BATCH_SECONDS, type Batch, nextReleaseAt, RETENTION_DAYS } from './batch.ts';
export { EPH_ID_BYTES, EPOCH_SECONDS } from './eph-ids.ts';
export {
  buildHybridBatch,
  deriveHybridEphIds,
  dp3tHybrid,
  HYBRID_SEED_BYTES,
  HYBRID_WINDOW_SECONDS,
  type HybridBatch,
  type HybridSeed,
  type HybridWindowSeconds,
} from './hybrid.ts';
export {
  buildLowCostBatch,
  deriveEphIds,
  deriveSk,
  dp3tLowCost,
  EPH_IDS_PER_DAY,
  type LowCostBatch,
  type LowCostKey,
  SK_BYTES,
  shuffleEphIds,
} from './low-cost.ts';
export {
  deriveUnlinkableEphId,
  deriveUnlinkableItems,
  dp3tUnlinkable,
  epochAt,
  hashEphId,
  type ItemSet,
  UNLINKABLE_SEED_BYTES,
  type UnlinkableBatch,
  type UnlinkableSeed,
} from './unlinkable.ts';
