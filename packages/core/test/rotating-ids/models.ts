// Devices that use the protocols of rotating ids, for the laws.
import {
  type BluezoneF0,
  type BluezoneInstall,
  bluezoneIds,
  deriveBluezoneIdAt,
  discloseBluezone,
} from '@waypost/core/bluezone';
import {
  buildHybridBatch,
  buildLowCostBatch,
  deriveEphIds,
  deriveSk,
  deriveUnlinkableItems,
  dp3tHybrid,
  dp3tLowCost,
  dp3tUnlinkable,
  HYBRID_WINDOW_SECONDS,
  type HybridBatch,
  type LowCostBatch,
  shuffleEphIds,
  type UnlinkableBatch,
} from '@waypost/core/dp3t';
import { buildGolombSet } from '@waypost/core/filters';
import { type DiagnosisKey, gaenIds } from '@waypost/core/gaen';
import {
  DAY_SECONDS,
  EN_INTERVAL_SECONDS,
  type IdSlot,
  type RandomBytes,
} from '@waypost/core/primitives';
import { seededRandom } from '../filters/kit.ts';
import type { RotatingIdModel } from './laws.ts';

const QUARTER_SECONDS = 900;
const count = (length: number): number[] => Array.from({ length }, (_, i) => i);
const dayOf = (at: number): number => Math.floor(at / DAY_SECONDS);

/** Ids in consecutive slots of equal length. */
const slotsFrom = (start: number, seconds: number, ids: readonly Uint8Array[]): IdSlot[] =>
  ids.map((id, i) => ({ id, start: start + i * seconds, end: start + (i + 1) * seconds }));

export const bluezone: RotatingIdModel<BluezoneInstall, BluezoneF0> = {
  ids: bluezoneIds,
  revealsBeyond: 'every-day',
  endIncluded: true,
  daysToTry: (_first, days) => count(days),
  install: (at, randomBytes) => ({ baseId: randomBytes(32), baseTime: at }),
  openDay: (stored) => stored,
  broadcast: deriveBluezoneIdAt,
  slotsOfDay: ({ baseId, baseTime }, day) =>
    slotsFrom(
      day * DAY_SECONDS,
      QUARTER_SECONDS,
      bluezoneIds.deriveIds(baseId, day - dayOf(baseTime)),
    ),
  disclose: (stored, { first, last }) => {
    const window = { start: first * DAY_SECONDS, end: (last + 1) * DAY_SECONDS };
    const f0 = discloseBluezone(stored, window);
    // The upload carries both.
    return { published: [f0], secrets: [stored.baseId, f0.dailyKey] };
  },
};

interface LowCostStore {
  readonly sk: Uint8Array;
  readonly day: number;
  readonly orders: ReadonlyMap<number, readonly Uint8Array[]>;
}

const skOf = ({ sk, day }: LowCostStore, wanted: number): Uint8Array => deriveSk(sk, wanted - day);

export const lowCost: RotatingIdModel<LowCostStore, LowCostBatch> = {
  ids: dp3tLowCost,
  revealsBeyond: 'later-days',
  endIncluded: false,
  daysToTry: (_first, days) => count(days),
  install: (at, randomBytes) => ({ sk: randomBytes(32), day: dayOf(at), orders: new Map() }),
  openDay: (stored, day, randomBytes) => {
    if (stored.orders.has(day)) return stored;
    const order = shuffleEphIds(deriveEphIds(skOf(stored, day)), randomBytes);
    return { ...stored, orders: new Map(stored.orders).set(day, order) };
  },
  broadcast: ({ orders }, at) =>
    orders.get(dayOf(at))![Math.floor((at % DAY_SECONDS) / QUARTER_SECONDS)]!,
  slotsOfDay: ({ sk, day: first }, day) =>
    dp3tLowCost.deriveIds(sk, day - first).map((id) => ({
      id,
      start: day * DAY_SECONDS,
      end: (day + 1) * DAY_SECONDS,
    })),
  disclose: (stored, { first }, releaseAt) => {
    const key = { sk: skOf(stored, first), day: first };
    return { published: [buildLowCostBatch([key], releaseAt)], secrets: [key.sk] };
  },
};

/** Keys of their own for each span of time, by its start. */
type KeyStore = ReadonlyMap<number, Uint8Array>;

/** The part of a model that all protocols share whose keys do not follow from one another. */
function independentKeys(keySeconds: number, keyBytes: number) {
  const startsOf = (day: number): number[] =>
    count(DAY_SECONDS / keySeconds).map((i) => day * DAY_SECONDS + i * keySeconds);
  const openDay = (stored: KeyStore, day: number, randomBytes: RandomBytes): KeyStore => {
    const drawn = startsOf(day).map((start) => [start, randomBytes(keyBytes)] as const);
    return new Map([...drawn, ...stored]); // what was stored before stays
  };
  return {
    revealsBeyond: 'nothing',
    endIncluded: false,
    install: (): KeyStore => new Map(),
    openDay,
    keyAt: (stored: KeyStore, at: number) => {
      const start = at - (at % keySeconds);
      return { start, key: stored.get(start)! };
    },
    keysOf: (stored: KeyStore, { first, last }: { first: number; last: number }) =>
      [...stored]
        .map(([start, key]) => ({ start, key }))
        .filter(({ start }) => dayOf(start) >= first && dayOf(start) <= last),
  } as const;
}

const windowKeys = independentKeys(HYBRID_WINDOW_SECONDS, 16);

export const hybrid: RotatingIdModel<KeyStore, HybridBatch> = {
  ...windowKeys,
  ids: dp3tHybrid,
  daysToTry: () => [0],
  broadcast: (stored, at) => {
    const { start, key } = windowKeys.keyAt(stored, at);
    return dp3tHybrid.deriveIds(key, 0)[Math.floor((at - start) / QUARTER_SECONDS)]!;
  },
  slotsOfDay: (stored, day) =>
    windowKeys.keysOf(stored, { first: day, last: day }).flatMap(({ start, key }) =>
      dp3tHybrid.deriveIds(key, 0).map((id) => ({
        id,
        start,
        end: start + HYBRID_WINDOW_SECONDS,
      })),
    ),
  disclose: (stored, days, releaseAt) => {
    const seeds = windowKeys.keysOf(stored, days).map(({ start, key }) => ({ start, seed: key }));
    const batch = { releaseAt, windowSeconds: HYBRID_WINDOW_SECONDS } as const;
    return { published: [buildHybridBatch(seeds, batch)], secrets: seeds.map(({ seed }) => seed) };
  },
};

const epochKeys = independentKeys(QUARTER_SECONDS, 32);

export const unlinkable: RotatingIdModel<KeyStore, UnlinkableBatch> = {
  ...epochKeys,
  ids: dp3tUnlinkable,
  daysToTry: () => [0],
  broadcast: (stored, at) => dp3tUnlinkable.deriveIds(epochKeys.keyAt(stored, at).key, 0)[0]!,
  slotsOfDay: (stored, day) =>
    epochKeys
      .keysOf(stored, { first: day, last: day })
      .flatMap(({ start, key }) =>
        slotsFrom(start, QUARTER_SECONDS, dp3tUnlinkable.deriveIds(key, 0)),
      ),
  disclose: (stored, days, releaseAt) => {
    const seeds = epochKeys
      .keysOf(stored, days)
      .map(({ start, key }) => ({ epoch: start / QUARTER_SECONDS, seed: key }));
    const items = buildGolombSet(deriveUnlinkableItems(seeds), {
      remainderBits: 42,
      randomBytes: seededRandom(1),
    });
    return { published: [{ releaseAt, items }], secrets: seeds.map(({ seed }) => seed) };
  },
};

const dayKeys = independentKeys(DAY_SECONDS, 16);
const intervalOf = (start: number): number => start / EN_INTERVAL_SECONDS;

export const gaen: RotatingIdModel<KeyStore, DiagnosisKey> = {
  ...dayKeys,
  ids: gaenIds,
  daysToTry: (first, days) => count(days).map((i) => intervalOf((first + i) * DAY_SECONDS)),
  broadcast: (stored, at) => {
    const { start, key } = dayKeys.keyAt(stored, at);
    const rpis = gaenIds.deriveIds(key, intervalOf(start));
    return rpis[Math.floor((at - start) / EN_INTERVAL_SECONDS)]!;
  },
  slotsOfDay: (stored, day) =>
    dayKeys
      .keysOf(stored, { first: day, last: day })
      .flatMap(({ start, key }) =>
        slotsFrom(start, EN_INTERVAL_SECONDS, gaenIds.deriveIds(key, intervalOf(start))),
      ),
  disclose: (stored, days) => {
    const keys = dayKeys.keysOf(stored, days);
    return {
      published: keys.map(({ start, key }) => ({
        tek: key,
        rollingStartIntervalNumber: intervalOf(start),
        rollingPeriod: 144,
      })),
      secrets: keys.map(({ key }) => key),
    };
  },
};
