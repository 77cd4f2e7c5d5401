import {
  buildHybridBatch,
  buildLowCostBatch,
  deriveEphIds,
  deriveHybridEphIds,
  deriveSk,
  deriveUnlinkableEphId,
  deriveUnlinkableItems,
  dp3tHybrid,
  dp3tLowCost,
  dp3tUnlinkable,
  type HybridWindowSeconds,
  hashEphId,
  type LowCostKey,
  nextReleaseAt,
  RETENTION_DAYS,
  shuffleEphIds,
} from '@waypost/core/dp3t';
import { buildBinaryFuse, buildGolombSet, readFilter, readGolombSet } from '@waypost/core/filters';
import { buildBloomFilter } from '@waypost/core/filters/bloom-filters';
import { compareBytes, toHex } from '@waypost/core/primitives';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomIds, seededRandom } from '../filters/kit.ts';
import { fault } from '../venue-codes/fault-kit.ts';

const DAY = 86_400;
const TODAY = 18_520;
const NOON = TODAY * DAY + DAY / 2;
const secret = (seed: number, length = 32): Uint8Array => seededRandom(seed)(length);
const skew = { skewSlots: 0 };

describe('DP-3T: batches', () => {
  it('come out every two hours', () => {
    expect([NOON - 1, NOON, NOON + 1].map(nextReleaseAt)).toEqual([NOON, NOON, NOON + 7_200]);
    for (const bad of [-1, 0.5, 2 ** 32])
      expect(fault(() => nextReleaseAt(bad))).toBe('TIME_RANGE');
  });

  it.each([NOON + 1, NOON - 900, -7_200, 0.5, Number.NaN])('at no other time: %f', (releaseAt) => {
    const hybrid = { releaseAt, windowSeconds: 7_200 } as const;
    const items = new Set<Uint8Array>();
    for (const run of [
      () => buildLowCostBatch([], releaseAt),
      () => buildHybridBatch([], hybrid),
      () => dp3tLowCost.match([{ releaseAt, keys: [] }], [], skew),
      () => dp3tHybrid.match([{ ...hybrid, seeds: [] }], [], skew),
      () => dp3tUnlinkable.match([{ releaseAt, items }], [], skew),
    ])
      expect(fault(run)).toBe('TIME_RANGE');
  });

  it('are sorted, so that who uploaded together is not seen', () => {
    const keys = [1, 2, 3, 4].map((seed) => ({ sk: secret(seed), day: TODAY - 1 }));
    const seeds = [5, 6, 7, 8].map((seed) => ({ seed: secret(seed, 16), start: NOON - 7_200 }));
    const hybrid = { releaseAt: NOON, windowSeconds: 7_200 } as const;
    expect(buildLowCostBatch(keys.toReversed(), NOON)).toEqual(buildLowCostBatch(keys, NOON));
    const sorted = buildHybridBatch(seeds, hybrid).seeds.map(({ seed }) => seed);
    expect(sorted).toEqual(sorted.toSorted(compareBytes));
    expect(sorted).toHaveLength(4);
  });

  it.each([
    ['today', TODAY, 'accepted'],
    ['the longest time ago', TODAY - RETENTION_DAYS, 'accepted'],
    ['longer ago', TODAY - RETENTION_DAYS - 1, 'TIME_RANGE'],
    ['tomorrow', TODAY + 1, 'TIME_RANGE'],
    ['half a day', TODAY - 0.5, 'TIME_RANGE'],
  ])('hold keys of %s or not', (_name, day, expected) => {
    const key = { sk: secret(1), day };
    expect(fault(() => buildLowCostBatch([key], NOON))).toBe(expected);
    const batch = { releaseAt: NOON, keys: [key] };
    expect(fault(() => dp3tLowCost.match([batch], [], skew))).toBe(expected);
  });

  it.each([
    ['the window before', { start: NOON - 7_200 }, 'accepted'],
    ['the oldest window', { start: NOON - 22 * DAY + 7_200 }, 'accepted'],
    ['an older window', { start: NOON - 22 * DAY }, 'TIME_RANGE'],
    ['the window to come', { start: NOON }, 'TIME_RANGE'],
    ['no window', { start: NOON - 900 }, 'TIME_RANGE'],
    ['a window of another length', { start: NOON - 7_200, windowSeconds: 900 }, 'NUMBER_RANGE'],
    ['half a window', { start: NOON - 7_200, windowSeconds: 14_400 }, 'TIME_RANGE'],
    ['a long seed', { start: NOON - 7_200, seed: secret(1, 17) }, 'BYTES_LENGTH'],
  ])('hold seeds of %s or not', (_name, change, expected) => {
    const { start, seed, windowSeconds } = { windowSeconds: 7_200, seed: secret(1, 16), ...change };
    const batch = { releaseAt: NOON, windowSeconds: windowSeconds as HybridWindowSeconds };
    const seeds = [{ start, seed }];
    expect(fault(() => buildHybridBatch(seeds, batch))).toBe(expected);
    expect(fault(() => dp3tHybrid.match([{ ...batch, seeds }], [], skew))).toBe(expected);
  });
});

describe('DP-3T: what is heard after the release', () => {
  // The release is in the middle of a day, a window and an epoch's neighbourhood: skew reaches past it.
  const releaseAt = NOON;
  const counts = (match: (at: number, skewSlots: number) => readonly unknown[]): number[] =>
    [NOON - 1, NOON - 0.001, NOON, NOON + 1].map((at) => match(at, 4).length);

  it('counts for nothing: low-cost, on the day of the release too', () => {
    const sk = secret(1);
    const batch = buildLowCostBatch([{ sk, day: TODAY }], releaseAt);
    const id = deriveEphIds(sk)[95]!;
    expect(
      counts((at, skewSlots) => dp3tLowCost.match([batch], [{ id, at }], { skewSlots })),
    ).toEqual([1, 1, 0, 0]);
  });

  it('counts for nothing: hybrid', () => {
    const seed = secret(2, 16);
    const batch = buildHybridBatch([{ seed, start: NOON - 7_200 }], {
      releaseAt,
      windowSeconds: 7_200,
    });
    const id = deriveHybridEphIds(seed)[0]!;
    expect(
      counts((at, skewSlots) => dp3tHybrid.match([batch], [{ id, at }], { skewSlots })),
    ).toEqual([1, 1, 0, 0]);
  });

  it('counts for nothing: unlinkable', () => {
    const seed = secret(3);
    const items = buildGolombSet(deriveUnlinkableItems([{ seed, epoch: NOON / 900 - 1 }]), {
      remainderBits: 42,
      randomBytes: seededRandom(1),
    });
    const id = deriveUnlinkableEphId(seed);
    expect(
      counts((at, skewSlots) =>
        dp3tUnlinkable.match([{ releaseAt, items }], [{ id, at }], { skewSlots }),
      ),
    ).toEqual([1, 1, 0, 0]);
  });
});

describe('DP-3T low-cost', () => {
  const ephIds = deriveEphIds(secret(4));

  it('is broadcast in an order that the key does not give', () =>
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const order = shuffleEphIds(ephIds, seededRandom(seed));
        expect(order.map(toHex).sort()).toEqual(ephIds.map(toHex).sort());
        expect(order).not.toEqual(ephIds);
        expect(order).not.toEqual(shuffleEphIds(ephIds, seededRandom(seed + 1)));
      }),
      { numRuns: 20 },
    ));

  it('puts every EphID into every place about as often', () => {
    const randomBytes = seededRandom(5);
    const places = Array.from({ length: 96 }, () => 0);
    for (let run = 0; run < 960; run++) {
      const order = shuffleEphIds(ephIds, randomBytes);
      places[order.indexOf(ephIds[17]!)]!++;
    }
    expect(Math.max(...places)).toBeLessThan(30); // 10 on average
    expect(places.filter((count) => count === 0).length).toBeLessThan(5);
  });

  it('matches an EphID on its own day only, and on every day up to the release', () => {
    const first: LowCostKey = { sk: secret(6), day: TODAY - 2 };
    const batch = buildLowCostBatch([first], NOON);
    for (const [i, id] of [0, 1, 2]
      .map((later) => deriveEphIds(deriveSk(first.sk, later))[50]!)
      .entries())
      for (const [j, day] of [TODAY - 2, TODAY - 1, TODAY].entries()) {
        const heard = { id, at: day * DAY + 100 };
        expect(dp3tLowCost.match([batch], [heard], skew)).toEqual(i === j ? [heard] : []);
      }
  });

  it('says nothing of the days after it, once the phone has drawn a fresh key', () => {
    const disclosed = secret(7);
    const fresh = secret(8);
    const batch = buildLowCostBatch([{ sk: disclosed, day: TODAY }], NOON);
    const later = buildLowCostBatch([{ sk: disclosed, day: TODAY }], NOON + 5 * DAY);
    for (let days = 0; days < 5; days++) {
      const at = (TODAY + days) * DAY + 60;
      const heard = deriveEphIds(deriveSk(fresh, days)).map((id) => ({ id, at }));
      expect(dp3tLowCost.match([batch, later], heard, skew)).toEqual([]);
      // Without one, whoever has the published key follows the phone.
      const [old] = deriveEphIds(deriveSk(disclosed, days));
      expect(dp3tLowCost.match([later], [{ id: old!, at }], skew)).toHaveLength(1);
    }
  });

  it('follows a chain for a hundred years, and refuses a short key in a batch', () => {
    expect(fault(() => deriveSk(secret(1), 36_526))).toBe('NUMBER_RANGE');
    const short = { sk: secret(1, 31), day: TODAY };
    expect(fault(() => buildLowCostBatch([short], NOON))).toBe('BYTES_LENGTH');
  });
});

describe('DP-3T unlinkable: publication by a filter', () => {
  const epoch = NOON / 900 - 8;
  const seeds = [1, 2, 3].map((seed) => ({ seed: secret(seed), epoch: epoch + seed }));
  const members = deriveUnlinkableItems(seeds);
  const randomBytes = seededRandom(9);
  const golomb = buildGolombSet(members, { remainderBits: 42, randomBytes });
  const fuse = buildBinaryFuse(members, { fingerprintBits: 16, randomBytes });

  it.each([
    ['a Golomb-coded set', golomb],
    ['a Golomb-coded set that was read', readGolombSet(golomb.toBytes())],
    ['a binary fuse filter', fuse],
    ['a binary fuse filter that was read', readFilter(fuse.toBytes())],
    ['a Bloom filter', buildBloomFilter(members, 1e-6)],
  ])('%s is matched', (_name, items) => {
    const heard = seeds.map(({ seed, epoch: heardIn }) => ({
      id: deriveUnlinkableEphId(seed),
      at: heardIn * 900 + 450,
    }));
    const strangers = randomIds(200, 10).map((id, i) => ({ id, at: NOON - 100 * i - 1 }));
    const published = [{ releaseAt: NOON, items }];
    const matched = dp3tUnlinkable.match(published, [...strangers, ...heard], skew);
    expect(matched).toEqual(heard);
    // Replayed two epochs later; and an epoch off, which a skew of one forgives.
    const later = heard.map(({ id, at }) => ({ id, at: at + 1_800 }));
    expect(dp3tUnlinkable.match(published, later, { skewSlots: 1 })).toEqual([]);
    expect(dp3tUnlinkable.match(published, later, { skewSlots: 2 })).toHaveLength(3);
  });

  it('takes 43.5 bits an epoch at the reference’s one false alarm in 2^42 tests', () => {
    const many = randomIds(4_000, 11);
    const bytes = buildGolombSet(many, { remainderBits: 42, randomBytes }).toBytes();
    expect(bytes.length / many.length).toBeLessThan(6); // the white paper’s 6 bytes
  });

  it('works for a phone that stores hashes only', () => {
    const [{ seed, epoch: heardIn } = seeds[0]!] = seeds;
    expect(golomb.has(hashEphId(deriveUnlinkableEphId(seed), heardIn))).toBe(true);
    expect(golomb.has(hashEphId(deriveUnlinkableEphId(seed), heardIn + 1))).toBe(false);
  });

  it('looks before the first epoch in vain, and refuses an epoch that is none', () => {
    const heard = [{ id: deriveUnlinkableEphId(secret(1)), at: 10 }];
    const published = [{ releaseAt: NOON, items: golomb }];
    expect(dp3tUnlinkable.match(published, heard, { skewSlots: 144 })).toEqual([]);
    for (const bad of [-1, 0.5, 2 ** 32])
      expect(fault(() => hashEphId(secret(1, 16), bad))).toBe('NUMBER_RANGE');
    expect(fault(() => deriveUnlinkableItems([{ seed: secret(1, 31), epoch }]))).toBe(
      'BYTES_LENGTH',
    );
  });

  it.each([dp3tUnlinkable, dp3tHybrid])('a seed of $name has one day only', (ids) => {
    expect(fault(() => ids.deriveIds(secret(1, ids.keyBytes), 1))).toBe('NUMBER_RANGE');
  });
});

describe('DP-3T hybrid', () => {
  const windowSeconds = 14_400;
  const start = NOON - (NOON % windowSeconds) - windowSeconds;
  const heardIn = (seed: Uint8Array, at: number) =>
    deriveHybridEphIds(seed, windowSeconds).map((id) => ({ id, at }));

  it('matches the windows that were disclosed, and not those that were held back', () => {
    const [shown, withheld] = [secret(1, 16), secret(2, 16)];
    const batch = buildHybridBatch([{ seed: shown, start }], {
      releaseAt: nextReleaseAt(NOON),
      windowSeconds,
    });
    const heard = heardIn(shown, start + windowSeconds - 1);
    const kept = heardIn(withheld, start - 1);
    expect(heard).toHaveLength(16);
    const matched = dp3tHybrid.match([batch], [...kept, ...heard], skew);
    expect(new Set(matched)).toEqual(new Set(heard));
  });

  it('has windows of two or four hours', () => {
    const other = 3_600 as HybridWindowSeconds;
    expect(fault(() => deriveHybridEphIds(secret(1, 16), other))).toBe('NUMBER_RANGE');
  });
});
