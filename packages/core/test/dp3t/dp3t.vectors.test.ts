import {
  buildLowCostBatch,
  deriveEphIds,
  deriveHybridEphIds,
  deriveSk,
  deriveUnlinkableEphId,
  deriveUnlinkableItems,
  dp3tHybrid,
  dp3tLowCost,
  dp3tUnlinkable,
  epochAt,
  hashEphId,
} from '@waypost/core/dp3t';
import { buildGolombSet } from '@waypost/core/filters';
import { fromHex, toHex } from '@waypost/core/primitives';
import { describe, expect, it } from 'vitest';
import { flipBit, seededRandom } from '../filters/kit.ts';
import vectors from '../vectors/dp3t.json' with { type: 'json' };
import { fault } from '../venue-codes/fault-kit.ts';

const { androidMatch, hybrid, lowCost, lowCostDays, sdk, unlinkable } = vectors;
const fromBase64 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'base64'));
const RELEASE_AT = 1_600_005_600;
const DAY = Math.floor(RELEASE_AT / 86_400) - 1;
const AT = DAY * 86_400 + 1;

describe('DP-3T low-cost: EphIDs', () => {
  it.each(lowCost)('of $sk: those of the reference', ({ sk, ephids }) => {
    const ephIds = deriveEphIds(fromHex(sk));
    for (const [i, ephId] of Object.entries(ephids)) expect(toHex(ephIds[Number(i)]!)).toBe(ephId);
  });

  it.each([...lowCostDays, sdk])('of $sk: all 96 of them', ({ sk, ephIds }) => {
    expect(deriveEphIds(fromHex(sk)).map(toHex)).toEqual(ephIds);
    expect(dp3tLowCost.deriveIds(fromHex(sk), 0).map(toHex)).toEqual(ephIds);
  });

  it('keys follow from one another', () => {
    const [first, ...later] = lowCost.map(({ sk }) => sk);
    expect(later.map((_, i) => toHex(deriveSk(fromHex(first!), i + 1)))).toEqual(later);
    expect(dp3tLowCost.deriveIds(fromHex(first!), 1).map(toHex)).toEqual(lowCostDays[1]?.ephIds);
  });

  it('are others for a key with a bit changed, and none for a truncated key', () => {
    const sk = fromHex(sdk.sk);
    for (let bit = 0; bit < 256; bit += 11) {
      const ephIds = deriveEphIds(flipBit(sk, bit)).map(toHex);
      expect(ephIds.some((ephId) => sdk.ephIds.includes(ephId))).toBe(false);
    }
    for (let length = 0; length < 32; length++) {
      expect(fault(() => deriveEphIds(sk.subarray(0, length)))).toBe('BYTES_LENGTH');
      expect(fault(() => deriveSk(sk.subarray(0, length), 1))).toBe('BYTES_LENGTH');
    }
  });
});

describe('DP-3T low-cost: the match tests of the Android app', () => {
  it.each(androidMatch)('$token: $match', ({ key, token, match, index }) => {
    const sk = fromBase64(key);
    const id = fromBase64(token);
    const found = deriveEphIds(sk).findIndex((ephId) => toHex(ephId) === toHex(id));
    expect(found).toBe(index ?? -1);

    const heard = { id, at: AT };
    const matched = (published: Uint8Array): readonly unknown[] => {
      const batch = buildLowCostBatch([{ sk: published, day: DAY }], RELEASE_AT);
      return dp3tLowCost.match([batch], [heard], { skewSlots: 0 });
    };
    expect(matched(sk)).toEqual(match ? [heard] : []);
    expect(matched(flipBit(sk, 77))).toEqual([]);
  });
});

describe('DP-3T unlinkable', () => {
  const seeds = Object.entries(unlinkable.seed_to_ephid);

  it.each(seeds)('EphID of %s', (seed, ephId) => {
    expect(toHex(deriveUnlinkableEphId(fromHex(seed)))).toBe(ephId);
    expect(dp3tUnlinkable.deriveIds(fromHex(seed), 0).map(toHex)).toEqual([ephId]);
    expect(toHex(deriveUnlinkableEphId(flipBit(fromHex(seed), 5)))).not.toBe(ephId);
    const short = fromHex(seed).subarray(1);
    expect(fault(() => deriveUnlinkableEphId(short))).toBe('BYTES_LENGTH');
  });

  it.each(unlinkable.observations)('what is stored of $time', (row) => {
    const at = Date.parse(row.time) / 1000;
    const ephId = fromHex(row.ephid);
    expect(epochAt(at)).toBe(row.epoch);
    expect(toHex(hashEphId(ephId, row.epoch))).toBe(row.hashed_observation);
    expect(toHex(hashEphId(ephId, row.epoch + 1))).not.toBe(row.hashed_observation);
    expect(toHex(hashEphId(flipBit(ephId, 8), row.epoch))).not.toBe(row.hashed_observation);
    expect(fault(() => hashEphId(ephId.subarray(1), row.epoch))).toBe('BYTES_LENGTH');
  });

  it.each(unlinkable.observations)('what the server publishes for $time', (row) => {
    const [seed] = seeds.find(([, ephId]) => ephId === row.ephid)!;
    const disclosed = [{ seed: fromHex(seed), epoch: row.epoch }];
    expect(deriveUnlinkableItems(disclosed).map(toHex)).toEqual([row.hashed_observation]);
    const items = buildGolombSet(deriveUnlinkableItems(disclosed), {
      remainderBits: 42,
      randomBytes: seededRandom(1),
    });
    const heard = { id: fromHex(row.ephid), at: Date.parse(row.time) / 1000 };
    const releaseAt = 1_600_005_600;
    expect(dp3tUnlinkable.match([{ releaseAt, items }], [heard], { skewSlots: 0 })).toEqual([
      heard,
    ]);
  });
});

describe('DP-3T hybrid', () => {
  it.each(hybrid.vectors)('EphIDs of $seed', ({ seed, n, ephids }) => {
    const bytes = fromHex(seed);
    expect(deriveHybridEphIds(bytes).map(toHex)).toEqual(ephids);
    expect(dp3tHybrid.deriveIds(bytes, 0).map(toHex)).toEqual(ephids);
    const four = deriveHybridEphIds(bytes, 14_400).map(toHex);
    expect([four.length, four.slice(0, n)]).toEqual([16, ephids]);
    expect(deriveHybridEphIds(flipBit(bytes, 3)).map(toHex)).not.toContain(ephids[0]);
    expect(fault(() => deriveHybridEphIds(bytes.subarray(1)))).toBe('BYTES_LENGTH');
  });
});
